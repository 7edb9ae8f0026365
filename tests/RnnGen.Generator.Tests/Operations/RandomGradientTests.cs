using System;
using System.Linq;
using RnnGen.Generator.Emit;
using RnnGen.Generator.Ir;
using RnnGen.Generator.Model;
using Xunit;

namespace RnnGen.Generator.Tests.Operations;

/// <summary>The gradients of random cells against central differences.</summary>
public sealed class RandomGradientTests
{
    [Fact]
    public void Random_cells()
    {
        for (int seed = 0; seed < 60; seed++)
        {
            CellSpec cell = RandomCell.Create(seed);
            var trial = new Trial(cell, seed);
            CellGraph graph = CellCompiler.Differentiate(cell);
            (double Expected, double Actual)[] pairs = [.. trial.Differences(graph).Zip(trial.Gradients(graph)).SelectMany(pair => pair.First.Zip(pair.Second))];
            double scale = Math.Max(1, pairs.Max(pair => Math.Abs(pair.Expected)));

            // A kink (Relu, Abs) closer than the difference quotient's step gives one odd value; a wrong rule gives many.
            int odd = pairs.Count(pair => !(Math.Abs(pair.Expected - pair.Actual) <= 1e-6 * scale));
            Assert.True(odd <= 1, "cell " + seed + ": " + odd + " of " + pairs.Length + "\n" + Printer.Dump(graph));
        }
    }
}
