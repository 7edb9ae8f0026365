using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace RnnGen.Benchmarks.Speed;

/// <summary>
/// Times of other libraries on a Cascade Lake processor that sustains <see cref="Rate"/> GFLOP/s on one core (<c>reference.csv</c>: best samples). They
/// are scaled by the rate of the machine at hand, which tells what to expect where arithmetic is the limit, not where memory is.
/// </summary>
internal static class Reference
{
    private const double Rate = 153;

    private static readonly Dictionary<(string Part, string Op, string Cell, int I, int H, int B, int T), double> Times = Read();

    /// <summary>Microseconds that a library is to be expected to take here; null when it was never measured.</summary>
    public static double? Of(string part, Case task, double peak)
    {
        (string op, string cell, int i, int h, int b, int t) = task.Key;
        return Times.TryGetValue((part, op, cell, i, h, b, t), out double time) ? time * Rate / peak : null;
    }

    private static Dictionary<(string, string, string, int, int, int, int), double> Read()
    {
        using Stream stream = typeof(Reference).Assembly.GetManifestResourceStream("reference.csv")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(',')).ToDictionary(
            f => (f[0], f[1], f[2], Int(f[3]), Int(f[4]), Int(f[5]), Int(f[6])), f => double.Parse(f[7], CultureInfo.InvariantCulture));
    }

    private static int Int(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
