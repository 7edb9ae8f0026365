using System;
using System.Linq;
using PublishedResults;
using Xunit;

namespace RnnGen.Samples.Tests.PublishedResults;

/// <summary>What the tasks ask for is what their descriptions say.</summary>
public sealed class TaskTests
{
    [Fact]
    public void Adding_asks_for_the_sum_of_the_two_marked_numbers()
    {
        AddingBatch batch = AddingBatch.Draw(new Random(1), 40, 30);
        Tensor pairs = batch.Pairs.ToTensor();
        for (int b = 0; b < 40; b++)
        {
            int[] marked = [.. Enumerable.Range(0, 30).Where(t => pairs[b, t, 1] == 1)];
            Assert.Equal(2, marked.Length);
            Assert.InRange(marked[0], 0, 14);
            Assert.InRange(marked[1], 15, 29);
            Assert.Equal(pairs[b, marked[0], 0] + pairs[b, marked[1], 0], batch.Sums[b, 0]);
        }
    }

    [Fact]
    public void Temporal_order_has_four_classes_of_two_symbols_far_apart()
    {
        OrderBatch batch = OrderBatch.Draw(new Random(2), 200);
        for (int b = 0; b < 200; b++)
        {
            int length = batch.Symbols.Lengths[b];
            int[] relevant = [.. Enumerable.Range(0, length).Where(t => batch.Symbols[b, t] >= 6)];
            Assert.Equal(2, relevant.Length);
            Assert.InRange(length, 100, 110);
            Assert.InRange(relevant[0], 10, 20);
            Assert.InRange(relevant[1], 50, 60);
            Assert.Equal((4, 5), (batch.Symbols[b, 0], batch.Symbols[b, length - 1]));
            Assert.Equal((2 * (batch.Symbols[b, relevant[0]] - 6)) + batch.Symbols[b, relevant[1]] - 6, batch.Classes[b]);
        }

        Assert.Equal([0, 1, 2, 3], batch.Classes.Distinct().Order());
    }

    [Fact]
    public void Copy_memory_asks_for_the_ten_symbols_after_the_signal()
    {
        SequenceBatch batch = CopyMemory.Draw(new Random(3), 20);
        Assert.Equal(120, batch.Inputs.Steps);
        Assert.Equal(0.1733, CopyMemory.Memoryless, 5e-5);
        for (int b = 0; b < 20; b++)
        {
            Assert.All(Enumerable.Range(0, 10), i => Assert.Equal(batch.Inputs[b, i], batch.Targets[b, 110 + i]));
            Assert.All(Enumerable.Range(0, 10), i => Assert.InRange(batch.Inputs[b, i], 0, 7));
            Assert.All(Enumerable.Range(10, 110), t => Assert.Equal(t == 109 ? 9 : 8, batch.Inputs[b, t]));
            Assert.All(Enumerable.Range(0, 110), t => Assert.Equal(8, batch.Targets[b, t]));
        }
    }
}
