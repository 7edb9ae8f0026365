using System.Collections.Generic;
using System.Linq;
using LineCompletion.Baseline;
using RnnGen;

namespace LineCompletion.Training;

/// <summary>Judges models by lines they have not seen, short, middle and long ones separately.</summary>
internal sealed class Evaluation
{
    private readonly IReadOnlyList<int[]> lines;

    public Evaluation(IReadOnlyList<int[]> lines) => this.lines = lines;

    /// <summary>A recurrent model.</summary>
    public LengthBuckets Of(LineModel model)
    {
        LengthBuckets buckets = Empty();
        foreach (SequenceBatch batch in Batches.ByLength(lines, batchSize: 64))
        {
            buckets.Add(model.Predict(batch.Inputs), batch.Targets);
        }

        return buckets;
    }

    /// <summary>The five-gram model: the same tokens, end of line included.</summary>
    public LengthBuckets Of(FiveGram model)
    {
        LengthBuckets buckets = Empty();
        foreach (int[] line in lines)
        {
            buckets.Add(line.Length - 1, model.Loss(line), line.Length - 1);
        }

        return buckets;
    }

    private LengthBuckets Empty() => LengthBuckets.ShortMiddleLong(lines.Select(line => line.Length - 1));
}
