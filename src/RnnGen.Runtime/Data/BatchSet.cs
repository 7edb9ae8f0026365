using System.Collections;
using System.Collections.Generic;
using System.Linq;

namespace RnnGen;

/// <summary>
/// The batches of a training set, built once. Each enumeration is an epoch: the first gives the order of epoch 0, the next that of
/// epoch 1, and so on; an order depends on the seed and the epoch only.
/// </summary>
[DataOrder(DataOrder.Independent)]
public sealed class BatchSet : IReadOnlyCollection<SequenceBatch>, IEpochs<SequenceBatch>
{
    private readonly SequenceBatch[] batches;
    private readonly int seed;

    internal BatchSet(SequenceBatch[] batches, int seed)
    {
        this.batches = batches;
        this.seed = seed;
        SequenceCount = batches.Sum(batch => batch.Inputs.Batch);
        TokenCount = batches.Sum(batch => batch.TokenCount);
        double cells = batches.Sum(batch => (double)batch.Inputs.Batch * batch.Inputs.Steps);
        PaddingFraction = cells == 0 ? 0 : 1 - (TokenCount / cells);
    }

    /// <summary>Number of batches.</summary>
    public int Count => batches.Length;

    /// <summary>Sequences in all batches.</summary>
    public int SequenceCount { get; }

    /// <summary>Real tokens in all batches.</summary>
    public int TokenCount { get; }

    /// <summary>Share of the padded cells (B*T over all batches) that is padding.</summary>
    public double PaddingFraction { get; }

    /// <summary>The epoch the next enumeration gives.</summary>
    public int NextEpoch { get; private set; }

    /// <summary>The batches in the order of one epoch. Does not count as an enumeration.</summary>
    /// <param name="epoch">0-based.</param>
    [DataOrder(DataOrder.Independent)]
    public IReadOnlyList<SequenceBatch> Epoch(int epoch) => ShuffledBatches<SequenceBatch>.Of(batches, seed, epoch);

    /// <summary>Starts the next epoch.</summary>
    public IEnumerator<SequenceBatch> GetEnumerator() => Epoch(NextEpoch++).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>How many batches, sequences and tokens.</summary>
    public override string ToString() => $"BatchSet of {Count} batches, {SequenceCount} sequences, {TokenCount} tokens";
}
