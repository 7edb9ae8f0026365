using System.Collections;
using System.Collections.Generic;

namespace RnnGen;

/// <summary>Batches of any kind in an order of their own for each epoch; it depends on the seed and the epoch only.</summary>
/// <typeparam name="TBatch">Type of a batch.</typeparam>
public sealed class ShuffledBatches<TBatch> : IReadOnlyCollection<TBatch>, IEpochs<TBatch>
{
    private readonly TBatch[] batches;
    private readonly int seed;

    internal ShuffledBatches(TBatch[] batches, int seed)
    {
        this.batches = batches;
        this.seed = seed;
    }

    /// <summary>Number of batches.</summary>
    public int Count => batches.Length;

    /// <summary>The batches in the order of one epoch.</summary>
    /// <param name="epoch">0-based.</param>
    public IReadOnlyList<TBatch> Epoch(int epoch) => Of(batches, seed, epoch);

    /// <summary>The batches in the order they were given in.</summary>
    public IEnumerator<TBatch> GetEnumerator() => ((IEnumerable<TBatch>)batches).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>How many batches.</summary>
    public override string ToString() => $"ShuffledBatches of {Count} batches";

    internal static TBatch[] Of(TBatch[] batches, int seed, int epoch)
    {
        var order = (TBatch[])batches.Clone();
        SeededRandom.For(seed, $"epoch {epoch}").Shuffle<TBatch>(order);
        return order;
    }
}
