using System.Collections.Generic;

namespace RnnGen;

/// <summary>Batches that have an order for each epoch, which depends on the epoch alone: what a resumed training goes by.</summary>
/// <typeparam name="TBatch">Type of a batch.</typeparam>
public interface IEpochs<TBatch>
{
    /// <summary>The batches in the order of one epoch.</summary>
    /// <param name="epoch">0-based.</param>
    IReadOnlyList<TBatch> Epoch(int epoch);
}
