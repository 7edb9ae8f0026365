using System;
using System.IO;
using System.Linq;
using RnnGen.Integration.Tests.Cells.Operations;
using Xunit;

namespace RnnGen.Integration.Tests.Planning;

/// <summary>What the author of a block-diagonal weight sees of it.</summary>
public sealed class BlockDiagonalTests
{
    private const int Size = BlockDiagonalCell.H / BlockDiagonalCell.Heads;

    [Fact]
    public void The_matrix_is_zero_outside_its_blocks()
    {
        var cell = new BlockDiagonalCell(3);
        Matrix r = cell.R;
        Assert.Equal((BlockDiagonalCell.H, BlockDiagonalCell.H), (r.Rows, r.Columns));
        Assert.All(Enumerable.Range(0, r.Rows * r.Columns), i => Assert.Equal(i / r.Columns / Size == i % r.Columns / Size, r[i / r.Columns, i % r.Columns] != 0));
        r[Size, Size] = 7;
        Assert.Equal(7, r[Size, Size]);
        Assert.Equal(7, Equations.Transpose(r)[Size, Size]);
        Assert.Throws<InvalidOperationException>(() => r[0, Size] = 1);
        r[0, Size] = 0;
        r.Set(r.ToArray());
    }

    [Fact]
    public void Its_blocks_are_one_tensor_each_orthogonal_on_its_own()
    {
        var cell = new BlockDiagonalCell(3);
        Parameter r = cell.Parameters["R"];
        Assert.Equal([BlockDiagonalCell.H, Size], r.Dims);
        double[] values = r.Value.ToDoubleArray();
        Assert.Equal(cell.R[2 * Size, (2 * Size) + 1], values[(2 * Size * Size) + 1]);
        for (int row = 0; row < BlockDiagonalCell.H; row++)
        {
            Assert.Equal(4, Enumerable.Range(0, Size).Sum(k => values[(row * Size) + k] * values[(row * Size) + k]), 1e-12);
        }

        string file = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N") + ".safetensors");
        try
        {
            cell.Save(file);
            Assert.Equal([BlockDiagonalCell.H, Size], SafeTensors.Read(file)["R"].Dims);
            var other = new BlockDiagonalCell(4);
            other.Load(file);
            Assert.Equal(cell.R.ToArray(), other.R.ToArray());
        }
        finally
        {
            File.Delete(file);
        }
    }
}
