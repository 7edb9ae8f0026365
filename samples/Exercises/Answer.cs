using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Exercises;

/// <summary>An answer of an exercise and whether it is right.</summary>
public sealed record Answer(string Name, string Shown, bool IsRight)
{
    private const double Tolerance = 1e-12;

    /// <summary>An answer that must equal known numbers.</summary>
    public static Answer Of(string name, IReadOnlyList<double> values, params double[] expected) => new(
        name,
        string.Join(", ", values.Select(value => value.ToString("0.################", CultureInfo.InvariantCulture))),
        values.Count == expected.Length && values.Zip(expected).All(pair => Math.Abs(pair.First - pair.Second) <= Tolerance));
}
