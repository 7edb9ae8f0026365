using System;
using System.Linq;
using RnnGen.Kernels;
using Xunit;

namespace RnnGen.Runtime.Tests;

/// <summary>A parameter that lies in blocks is, for its user, one that lies in one piece.</summary>
public sealed class ElementGridTests
{
    private const int Rows = 40, Columns = 9;

    [Fact]
    public void Elements_lie_in_their_blocks()
    {
        FlatModel<double> model = InBlocks(out ElementLayout[] blocks);
        Parameter w = model.Parameters["W"];
        double[] values = [.. Enumerable.Range(0, Rows * Columns).Select(i => (double)i)];
        w.Set(values);

        Assert.Equal([Rows, Columns], w.Dims);
        Assert.Equal(values, w.Value.ToDoubleArray());
        Assert.Equal(values[(0 * Columns) + 4], model.Memory.GetValue(blocks[1][0, 0]));
        Assert.Equal(values[(39 * Columns) + 8], model.Memory.GetValue(blocks[5][22, 4]));
        Assert.Equal(Rows * Columns, Enumerable.Range(0, Rows * Columns).Select(i => w.Layout[i / Columns, i % Columns]).Distinct().Count());

        var matrix = new Matrix(model.Memory, w.Layout);
        matrix[20, 4] = -1;
        Assert.Equal(-1, w.Value.ToDoubleArray()[(20 * Columns) + 4]);
        Assert.Throws<ArgumentException>(() => ElementLayout.Blocks([0, 4], [0], blocks));
    }

    [Theory]
    [InlineData(Init.Glorot)]
    [InlineData(Init.Orthogonal)]
    [InlineData(Init.Identity)]
    public void It_is_initialised_and_clipped_as_a_whole(Init init)
    {
        FlatModel<double> blocks = InBlocks(out _, init).Filled(3), whole = FlatModel<double>.Of(("W", Rows, Columns, init, 1.5)).Filled(3);
        Assert.Equal(whole.Parameters["W"].Value.ToDoubleArray(), blocks.Parameters["W"].Value.ToDoubleArray());

        Tensor gradient = whole.Parameters["W"].Value * 3f;
        double[] norms = [.. new[] { blocks, whole }.Select(model =>
        {
            model.Parameters["W"].SetGradient(gradient);
            return model.Gradients.ClipPerParameter(0.5);
        })];
        Assert.Equal(norms[1], norms[0], 1e-12);
        Assert.Equal(0.5, blocks.Gradients.GlobalNorm(), 1e-6);
    }

    // Shifted by 16 elements, so that nothing depends on a parameter being the first.
    private static FlatModel<double> InBlocks(out ElementLayout[] blocks, Init init = Init.Normal)
    {
        int[] rows = [0, 1, 17, Rows], columns = [0, 4, Columns];
        var made = new ElementLayout[6];
        int offset = 0;
        for (int r = 0; r < 3; r++)
        {
            for (int c = 0; c < 2; c++)
            {
                int height = rows[r + 1] - rows[r], width = columns[c + 1] - columns[c];
                made[(r * 2) + c] = ElementLayout.Gate(height, width, offset, 1, 0);
                offset += ElementLayout.GroupLength(height, width, 1);
            }
        }

        var layout = ElementLayout.Blocks(rows[..3], columns[..2], made);
        blocks = [.. made.Select(block => block.Shift(16))];
        return FlatModel<double>.Of(new ParameterDescription("W", layout.Shift(16), IsVector: false, init, Gain: 1.5), offset + 16);
    }
}
