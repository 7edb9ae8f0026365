using System;
using System.Linq;
using RnnGen.Kernels;
using RnnGen.Testing;
using Xunit;

namespace RnnGen.Runtime.Tests;

/// <summary>The positions of a batch of memories, in the order the steps need them.</summary>
public sealed class MemoryPackingTests
{
    public static TheoryData<int[], int[]> Lengths => new()
    {
        { [3], [4] },
        { [2, 4, 0, 4], [5, 1, 3, 2] },
        { [1, 5, 3], [0, 2, 0] },
        { [0, 0], [2, 3] },
        { [2, 2, 2, 2, 2], [3, 3, 3, 3, 3] },
        { [7, 1, 6, 2, 5], [0, 0, 0, 0, 0] },
    };

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Positions_a_step_can_see_are_the_first_rows(int[] steps, int[] positions)
    {
        var packing = new Packing(steps, steps.Max());
        var source = new Packing(positions, positions.Max() + 1);
        var memory = new MemoryPacking();
        memory.Fill(packing, source);

        Assert.Equal(positions.Sum(), memory.Rows);
        int pairs = 0;
        for (int t = 0; t < packing.LongestStep; t++)
        {
            int[] running = packing.Order.ToArray()[..packing.RowsAt(t)];
            Assert.Equal(running.Sum(b => positions[b]), memory.RowsAt(t));
            Assert.Equal(memory.RowsAt(t), memory.Segments(running.Length)[^1]);
            Assert.Equal(pairs, memory.FirstPair(t));
            pairs += memory.RowsAt(t);
        }

        Assert.Equal(pairs, memory.Pairs);
        for (int rank = 0; rank < steps.Length; rank++)
        {
            int b = packing.Order[rank];
            int[] places = [.. memory.SourceRows[memory.Starts[rank]..memory.Starts[rank + 1]].ToArray().Select(row => source.Source[row])];
            Assert.Equal(Enumerable.Range(b * source.Steps, positions[b]), places);
        }
    }

    [Fact]
    public void Filling_again_reuses_its_memory_and_forgets_the_batch_before()
    {
        var memory = new MemoryPacking();
        memory.Fill(new Packing([1, 2, 3], 3), new Packing([4, 5, 6], 6));
        var steps = new Packing([2, 1], 2);
        memory.Fill(steps, new Packing([1, 3], 3));
        Assert.Equal([0, 1, 4], memory.Starts.ToArray());
        Assert.Equal(4 + 1, memory.Pairs);

        var source = new Packing([2, 2], 2);
        Allocations.AssertNone(times: 2, () => memory.Fill(steps, source));
        Assert.Equal([0, 2, 4], memory.Starts.ToArray());
    }

    [Fact]
    public void Another_number_of_sequences_is_refused()
    {
        var error = Assert.Throws<ShapeMismatchException>(() => new MemoryPacking().Fill(new Packing([1, 2], 2), new Packing([3], 3)));
        Assert.Contains("(B=2, S, K)", error.Message, StringComparison.Ordinal);
    }
}
