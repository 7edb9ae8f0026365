using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace RnnGen.Integration.Tests.Harness;

/// <summary>Comparisons that say which number was wrong.</summary>
internal static class Close
{
    /// <summary>Fails where two arrays differ by more than the tolerance times the largest magnitude expected (at least 1).</summary>
    public static void Check(string what, IReadOnlyList<double> expected, IReadOnlyList<double> actual, double tolerance)
    {
        Assert.True(expected.Count == actual.Count, $"{what}: {expected.Count} elements expected, got {actual.Count}");
        double bound = tolerance * Math.Max(1, expected.Count == 0 ? 0 : expected.Max(Math.Abs));
        for (int i = 0; i < expected.Count; i++)
        {
            double error = Math.Abs(expected[i] - actual[i]);
            Assert.True(error <= bound, $"{what}[{i}]: expected {expected[i]:r}, got {actual[i]:r}, error {error:e2} above {bound:e2}");
        }
    }

    /// <summary>Compares every part of two results.</summary>
    public static void Check(string what, CellResult expected, CellResult actual, double tolerance)
    {
        foreach (((string name, double[] values), (string otherName, double[] others)) in expected.Parts.Zip(actual.Parts))
        {
            Assert.Equal(name, otherName);
            Check($"{what}: {name}", values, others, tolerance);
        }
    }

    /// <summary>Compares every part of two results bit for bit.</summary>
    public static void AssertIdentical(string what, double[] values, double[] others) => Assert.True(
        values.AsSpan().SequenceEqual(others), $"{what} differs; first at {values.Zip(others).TakeWhile(p => p.First.Equals(p.Second)).Count()}");

    public static void AssertIdentical(string what, CellResult expected, CellResult actual)
    {
        foreach (((string name, double[] values), (string otherName, double[] others)) in expected.Parts.Zip(actual.Parts))
        {
            Assert.Equal(name, otherName);
            AssertIdentical($"{what}: {name}", values, others);
        }
    }
}
