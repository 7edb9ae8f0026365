using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace RnnGen.Benchmarks.Speed;

/// <summary>All figures of a run, as a table of ratios and as comma-separated values.</summary>
internal sealed class SpeedTable(SpeedOptions options, IReadOnlyList<string> versions)
{
    private const string Ours = "rnngen", OneDnn = "onednn";

    private static readonly (string Part, string Title)[] Peers = [(RoundedContender.Part, "bf16 weights"), ("torchsharp", "TorchSharp"), ("onnxruntime", "ONNX Runtime")];

    private readonly List<Measured> rows = [];
    private readonly Dictionary<int, double> bandwidths = [];

    /// <summary>Takes the figures of a case.</summary>
    public void Add(IEnumerable<Measured> measured) => rows.AddRange(measured);

    /// <summary>A line for each contender and case.</summary>
    public string Csv()
    {
        var text = new StringBuilder("part,op,cell,I,H,B,T,threads,median_us,min_us,gflops,peak_gflops,peak_share,peak_share_of_best,onednn_scaled_us,torchsharp_scaled_us,onnxruntime_scaled_us\n");
        foreach (Measured m in rows)
        {
            string Scaled(string part) => Reference.Of(part, m.Task, m.Peak) is { } time ? Number(time, "0.###") : "";
            text.Append(CultureInfo.InvariantCulture, $"{m.Contender},{m.Task},{options.Threads},{m.Median:0.###},{m.Least:0.###},{m.Rate:0.##},{m.Peak:0.#},{Share(m, m.Median):0.###},{Share(m, m.Least):0.###},{Scaled(OneDnn)},{Scaled("torchsharp")},{Scaled("onnxruntime")}\n");
        }

        return text.ToString();
    }

    /// <summary>A section for each operation.</summary>
    public string Markdown()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{Machine.Description}; {string.Join(", ", versions)}; {options.Threads} thread{(options.Threads == 1 ? "" : "s")}; ");
        text.Append(CultureInfo.InvariantCulture, $"one core sustains {Peak.Best:0} GFLOP/s of fused multiply-adds in registers. Medians in microseconds, best samples and their shares of the peak in parentheses; ratios are times of the peer over times of RnnGen.\n");
        foreach (string op in options.Ops.Where(op => rows.Any(r => r.Task.Op == op)))
        {
            Section(text, op);
        }

        return text.ToString();
    }

    private void Section(StringBuilder text, string op)
    {
        List<Measured> ours = [.. rows.Where(r => r.Contender == Ours && r.Task.Op == op)];
        List<(string Part, string Title)> peers = [.. Peers.Where(p => rows.Any(r => r.Contender == p.Part && r.Task.Op == op))];
        bool streams = op == Case.Stream;
        text.Append(CultureInfo.InvariantCulture, $"\n### {op}\n\n| cell | I, H, B, T | RnnGen | {(streams ? "memory bound" : "share of peak")} |");
        text.Append(string.Concat(peers.Select(p => $" {p.Title} | ratio |"))).Append(" oneDNN, scaled | ratio |\n|---|---|---|---|");
        text.Append(string.Concat(Enumerable.Repeat("---|---|", peers.Count + 1))).Append('\n');
        foreach (Measured m in ours)
        {
            Case t = m.Task;
            text.Append(CultureInfo.InvariantCulture, $"| {t.Cell} | {t.I}, {t.H}, {t.B}, {t.T} | {Time(m.Median)} ({Time(m.Least)}) | {(streams ? Time(MemoryBound(m)) : $"{Number(Share(m, m.Median), "0%")} ({Number(Share(m, m.Least), "0%")})")} |");
            foreach ((string part, _) in peers)
            {
                Measured? peer = rows.Find(r => r.Contender == part && r.Task == t);
                text.Append(peer is null ? " | |" : $" {Time(peer.Median)} ({Time(peer.Least)}) | {Ratio(peer.Median / m.Median)} |");
            }

            double? reference = Reference.Of(OneDnn, t, m.Peak);
            text.Append(reference is { } time ? $" {Time(time)} | {Ratio(time / m.Least)} |\n" : " | |\n");
        }

        Means(text, ours, peers);
        Against(text, ours, "mgu", "gru");
        Against(text, ours, "lnlstm", "lstm");
    }

    // Time per FLOP of a custom cell over that of a built-in one.
    private static void Against(StringBuilder text, List<Measured> ours, string custom, string builtIn)
    {
        string[] ratios =
        [
            .. ours.Where(m => m.Task.Cell == custom)
                .SelectMany(m => ours.Where(b => b.Task == m.Task with { Cell = builtIn }).Select(b => Ratio(b.Rate / m.Rate))),
        ];
        if (ratios.Length > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"\nTime per FLOP of {custom} over that of {builtIn}: {string.Join(", ", ratios)}.\n");
        }
    }

    private void Means(StringBuilder text, List<Measured> ours, List<(string Part, string Title)> peers)
    {
        foreach (IGrouping<string, Measured> cell in ours.GroupBy(m => m.Task.Cell).Where(g => g.Count() > 1))
        {
            List<string> means = [];
            foreach ((string part, string title) in peers)
            {
                Add(title, [.. cell.SelectMany(m => rows.Where(r => r.Contender == part && r.Task == m.Task).Select(r => r.Median / m.Median))]);
            }

            Add("oneDNN, scaled", [.. cell.Select(m => Reference.Of(OneDnn, m.Task, m.Peak) / m.Least).OfType<double>()]);
            if (means.Count > 0)
            {
                text.Append(CultureInfo.InvariantCulture, $"\nGeometric means, {cell.Key}: {string.Join(", ", means)}.\n");
            }

            void Add(string title, List<double> ratios)
            {
                if (ratios.Count > 0)
                {
                    means.Add($"{title} {Ratio(Math.Exp(ratios.Average(Math.Log)))}, least {Ratio(ratios.Min())}");
                }
            }
        }
    }

    private double Share(Measured m, double time) => m.Task.Flops / (time * 1000) / (m.Peak * options.Threads);

    // Reading every weight once, at the rate this machine reads a block of that size.
    private double MemoryBound(Measured m)
    {
        int bytes = (int)m.Task.WeightBytes;
        if (!bandwidths.TryGetValue(bytes, out double rate))
        {
            bandwidths.Add(bytes, rate = Peak.Bandwidth(bytes));
        }

        return bytes / rate / 1000;
    }

    private static string Time(double microseconds) => Number(microseconds, microseconds < 10 ? "0.00" : microseconds < 100 ? "0.0" : "0");

    private static string Ratio(double ratio) => Number(ratio, ratio < 10 ? "0.00" : "0.0");

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
