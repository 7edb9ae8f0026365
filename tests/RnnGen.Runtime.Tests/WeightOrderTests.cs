using System;
using RnnGen.Kernels;
using Xunit;

namespace RnnGen.Runtime.Tests;

/// <summary>Gates side by side in each column, or one behind the other: the same products to the bit.</summary>
public sealed class WeightOrderTests
{
    [Theory]
    [InlineData(1, 1, 1, 1)]
    [InlineData(16, 16, 4, 1)]
    [InlineData(17, 31, 3, 2)]
    [InlineData(33, 7, 5, 7)]
    [InlineData(48, 67, 2, 13)]
    [InlineData(31, 300, 4, 6)]
    public void Products_do_not_depend_on_the_order_of_the_weights(int features, int depth, int slots, int rows)
    {
        float[] together = Products(features, depth, slots, rows, columnStride: slots * 16, slotStride: 16);
        float[] behind = Products(features, depth, slots, rows, columnStride: 16, slotStride: depth * 16);
        Assert.Equal(behind, together);
        Assert.Contains(together, value => value != 0);
    }

    // All rows at once, the first row alone, the first row with weights of 16 bits, and the transposed weights.
    private static float[] Products(int features, int depth, int slots, int rows, int columnStride, int slotStride)
    {
        int length = Panel<float>.Length(features, slots, rows), blockStride = slots * depth * 16;
        var values = new AlignedBuffer<float>(ElementLayout.GroupLength(features, depth, slots));
        var rounded = new AlignedBuffer<BFloat16>(values.Length);
        var weights = new Weights<float>(values.Span, features, depth, slots, columnStride, slotStride, blockStride, 0);
        Span<float> inputs = new AlignedBuffer<float>(Panel<float>.Length(depth, 1, rows)).Span;
        Panel<float> operand = Panel<float>.Take(ref inputs, depth, 1, rows);
        var random = new Random(features + depth);
        for (int column = 0; column < depth; column++)
        {
            for (int feature = 0; feature < features; feature++)
            {
                for (int slot = 0; slot < slots; slot++)
                {
                    weights[feature, column, slot] = (float)(random.NextDouble() - 0.5);
                }
            }

            for (int row = 0; row < rows; row++)
            {
                operand[row, column] = (float)(random.NextDouble() - 0.5);
            }
        }

        BFloat16.Round<float>(values.Span, rounded.Span);
        var all = new AlignedBuffer<float>((3 * length) + Weights<float>.TransposedLength(features, depth, slots));
        Span<float> memory = all.Span;
        Panel<float> batch = Panel<float>.Take(ref memory, features, slots, rows);
        Panel<float> one = Panel<float>.Take(ref memory, features, slots, rows);
        Panel<float> narrow = Panel<float>.Take(ref memory, features, slots, rows);
        Products<float, Lanes32>.Set(batch, default, weights, operand);
        Products<float, Lanes32>.Set(one, 0, default, weights, default, operand, 0);
        Products<float, Lanes32>.Set(narrow, 0, default, weights, new NarrowWeights<float>(values.Span, rounded.Span), operand, 0);
        weights.Transpose(ref memory);
        return all.Span.ToArray();
    }
}
