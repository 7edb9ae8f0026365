using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;

namespace RnnGen;

/// <summary>
/// A training as one page of HTML with plots: losses, loss by length, gradient norms, gradients through time, saturation of gates, findings.
/// The page needs no network and no script.
/// </summary>
public static class TrainingReport
{
    private const string Style =
        "body{font:15px/1.5 sans-serif;margin:2em auto;max-width:60em;padding:0 1em;color:#222}svg{width:100%;max-width:48em}svg text{font:12px sans-serif;fill:#444}" +
        ".grid{stroke:#ddd}table{border-collapse:collapse}td,th{padding:.2em .8em;text-align:right;border-bottom:1px solid #ddd}";

    /// <summary>Writes the page. The file appears whole or not at all.</summary>
    /// <param name="path">File to write.</param>
    /// <param name="result">What a <see cref="Trainer{TBatch}"/> returned.</param>
    /// <param name="title">Heading of the page.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Save(string path, TrainingResult result, string title = "Training")
    {
        byte[] page = Encoding.UTF8.GetBytes(ToHtml(result, title));
        AtomicFile.Write(path, stream => stream.Write(page));
    }

    /// <summary>The page as text.</summary>
    /// <param name="result">What a <see cref="Trainer{TBatch}"/> returned.</param>
    /// <param name="title">Heading of the page.</param>
    public static string ToHtml(TrainingResult result, string title = "Training")
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(title);
        var page = new StringBuilder();
        page.Append($"<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"/><title>{LinePlot.Escape(title)}</title><style>{Style}</style></head><body>\n");
        page.Append($"<h1>{LinePlot.Escape(title)}</h1>\n<p>{LinePlot.Escape(result.ToString())}</p>\n");
        if (result.Findings.Count > 0)
        {
            page.Append("<h2>Findings</h2>\n<ul>\n").AppendJoin("", result.Findings.Select(finding => $"<li>{LinePlot.Escape(finding.ToString())}</li>\n")).Append("</ul>\n");
        }

        foreach ((string heading, string plot) in Plots(result.History))
        {
            page.Append($"<h2>{heading}</h2>\n{plot}");
        }

        return page.Append("</body></html>\n").ToString();
    }

    private static IEnumerable<(string Heading, string Plot)> Plots(IReadOnlyList<TrainingEpoch> history)
    {
        TrainingEpoch[] evaluated = [.. history.Where(epoch => epoch.Evaluation is not null)];
        List<Curve> losses = [Over(history, "training", epoch => epoch.Loss.Value)];
        if (evaluated.Length > 0)
        {
            losses.Add(Over(evaluated, "held out", epoch => epoch.Evaluation!.Total.Value));
        }

        yield return ("Loss", LinePlot.Draw("epoch", "mean loss", losses, isLog: false));
        if (evaluated.Length > 0)
        {
            yield return ("Held-out loss by length", LinePlot.Draw("epoch", "mean loss", [.. Buckets(evaluated)], isLog: false));
        }

        yield return ("Gradient norm before clipping", LinePlot.Draw(
            "epoch", "global norm", [Over(history, "mean", epoch => epoch.GradientNorm), Over(history, "largest", epoch => epoch.LargestGradientNorm)], isLog: true));
        if (history.LastOrDefault(epoch => epoch.GradientsThroughTime.Count > 0) is { } measured)
        {
            yield return ($"Gradient norm through time, epoch {measured.Epoch}", LinePlot.Draw(
                "step", "norm", [.. measured.GradientsThroughTime.Select(item => new Curve(item.Key, Range(item.Value.Norms.Count), item.Value.Norms))], isLog: true));
        }

        string[] gates = [.. history.SelectMany(epoch => epoch.Gates.Keys).Distinct()];
        if (gates.Length > 0)
        {
            yield return ("Saturation of gates", LinePlot.Draw("epoch", "fraction below 0.1 or above 0.9", [.. gates.Select(gate => Saturation(history, gate))], isLog: false));
        }
    }

    private static IEnumerable<Curve> Buckets(TrainingEpoch[] evaluated) =>
        evaluated[0].Evaluation!.Buckets.Select((bucket, k) => Over(
            evaluated,
            $"{bucket.Above + 1} to {bucket.UpTo}",
            epoch => k < epoch.Evaluation!.Buckets.Count && epoch.Evaluation.Buckets[k].Tokens > 0 ? epoch.Evaluation.Buckets[k].MeanLoss : double.NaN));

    private static Curve Saturation(IReadOnlyList<TrainingEpoch> history, string gate) =>
        Over([.. history.Where(epoch => epoch.Gates.ContainsKey(gate))], gate, epoch => epoch.Gates[gate].FractionSaturated);

    private static Curve Over(IReadOnlyList<TrainingEpoch> history, string name, Func<TrainingEpoch, double> value) =>
        new(name, [.. history.Select(epoch => (double)epoch.Epoch)], [.. history.Select(value)]);

    private static double[] Range(int count) => [.. Enumerable.Range(0, count).Select(step => (double)step)];
}
