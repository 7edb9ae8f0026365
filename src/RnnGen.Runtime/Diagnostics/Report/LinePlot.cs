using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Text;

namespace RnnGen;

/// <summary>Draws curves as SVG.</summary>
internal static class LinePlot
{
    private const int Width = 640, Height = 280, Left = 70, Right = 150, Top = 12, Bottom = 44;

    private static readonly string[] Colours = ["#1f77b4", "#d62728", "#2ca02c", "#9467bd", "#ff7f0e", "#17becf", "#8c564b", "#7f7f7f"];

    public static string Draw(string xLabel, string yLabel, IReadOnlyList<Curve> curves, bool isLog)
    {
        var x = new Axis(curves.SelectMany(curve => curve.Xs), Left, Width - Right, isLog: false);
        var y = new Axis(curves.SelectMany(curve => curve.Ys), Height - Bottom, Top, isLog);
        var svg = new StringBuilder();
        Line(svg, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {Height}\" role=\"img\">");
        foreach (double tick in y.Ticks)
        {
            string place = Number(y.Place(tick));
            Line(svg, $"<line class=\"grid\" x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{place}\" y2=\"{place}\"/>");
            Line(svg, $"<text x=\"{Left - 6}\" y=\"{place}\" dy=\"4\" text-anchor=\"end\">{Axis.Text(tick)}</text>");
        }

        foreach (double tick in x.Ticks)
        {
            Line(svg, $"<text x=\"{Number(x.Place(tick))}\" y=\"{Height - Bottom + 18}\" text-anchor=\"middle\">{Axis.Text(tick)}</text>");
        }

        Line(svg, $"<text x=\"{(Left + Width - Right) / 2}\" y=\"{Height - 6}\" text-anchor=\"middle\">{Escape(xLabel)}</text>");
        Line(svg, $"<text transform=\"translate(14,{(Height - Bottom) / 2}) rotate(-90)\" text-anchor=\"middle\">{Escape(yLabel)}</text>");
        for (int i = 0; i < curves.Count; i++)
        {
            Add(svg, curves[i], x, y, i);
        }

        return svg.Append("</svg>\n").ToString();
    }

    public static string Escape(string text) => WebUtility.HtmlEncode(text);

    private static void Add(StringBuilder svg, Curve curve, Axis x, Axis y, int index)
    {
        string colour = Colours[index % Colours.Length];
        string[] points = [.. curve.Xs.Zip(curve.Ys).Where(point => y.IsShown(point.Second)).Select(point => $"{Number(x.Place(point.First))},{Number(y.Place(point.Second))}")];
        Line(svg, $"<polyline fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\" points=\"{string.Join(' ', points)}\"/>");
        foreach (string[] place in points.Take(100).Select(point => point.Split(',')))
        {
            Line(svg, $"<circle cx=\"{place[0]}\" cy=\"{place[1]}\" r=\"2.5\" fill=\"{colour}\"/>");
        }

        Line(svg, $"<text x=\"{Width - Right + 10}\" y=\"{Top + 12 + (18 * index)}\" fill=\"{colour}\">{Escape(curve.Name)}</text>");
    }

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private static void Line(StringBuilder svg, string text) => svg.Append(text).Append('\n');
}
