using System;
using System.Linq;
using RnnGen.Kernels;
using Xunit;

namespace RnnGen.Runtime.Tests;

/// <summary>Inverted dropout decided by a key.</summary>
public sealed class DropoutTests
{
    [Theory]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    public void Keeps_the_mean_and_drops_the_stated_share(double probability)
    {
        float[] values = Dropped(probability, Dropout.Key(1, 2, 3));
        double dropped = values.Count(v => v == 0) / (double)values.Length;
        Assert.Equal(probability, dropped, 0.01);
        Assert.Equal(1, values.Average(), 0.05);
        Assert.All(values, v => Assert.True(v == 0 || Math.Abs(v - (1 / (1 - probability))) < 1e-6));
    }

    [Fact]
    public void One_key_gives_one_mask_and_another_key_another()
    {
        Assert.Equal(Dropped(0.5, Dropout.Key(1, 2, 3)), Dropped(0.5, Dropout.Key(1, 2, 3)));
        foreach (ulong other in new[] { Dropout.Key(2, 2, 3), Dropout.Key(1, 3, 3), Dropout.Key(1, 2, 4) })
        {
            float[] one = Dropped(0.5, Dropout.Key(1, 2, 3)), two = Dropped(0.5, other);
            Assert.Equal(0.5, one.Zip(two, (a, b) => a == b ? 1.0 : 0.0).Average(), 0.02);
        }
    }

    [Fact]
    public void Which_weights_fall_does_not_depend_on_where_they_lie()
    {
        const int Rows = 37, Columns = 11, Slots = 3, BlockStride = Slots * Columns * 16;
        float[] sideBySide = Masked(new ElementLayout(Rows, Columns, 16, BlockStride, 1, Slots * 16));
        float[] behind = Masked(new ElementLayout(Rows, Columns, Columns * 16, BlockStride, 1, 16));
        Assert.Equal(behind, sideBySide);
        Assert.InRange(behind.Count(v => v == 0), Rows * Columns / 3, Rows * Columns * 2 / 3);

        static float[] Masked(ElementLayout layout)
        {
            float[] memory = Enumerable.Repeat(1f, ElementLayout.GroupLength(Rows, Columns, Slots)).ToArray();
            Dropout.Apply<float>(memory, layout, 0.5, Dropout.Key(1, 2, 3));
            Assert.Equal(memory.Length - (Rows * Columns), memory.Count(v => v == 1));
            return [.. Enumerable.Range(0, Rows * Columns).Select(i => memory[layout[i / Columns, i % Columns]])];
        }
    }

    private static float[] Dropped(double probability, ulong key)
    {
        const int Features = 32, Rows = 1000;
        float[] ones = Enumerable.Repeat(1f, Panel<float>.Length(Features, 1, Rows)).ToArray(), result = new float[ones.Length];
        var panel = new Panel<float>(result, Features, 1, Rows);
        Dropout.Apply(new Panel<float>(ones, Features, 1, Rows), panel, probability, key);

        // Rows and features only: a large panel has room behind its blocks.
        var values = new float[Features * Rows];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = panel[i / Features, i % Features];
        }

        return values;
    }
}
