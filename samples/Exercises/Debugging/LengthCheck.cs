using RnnGen;

namespace Exercises.Debugging;

/// <summary>Does the network forget? An average over all lengths would hide it.</summary>
internal static class LengthCheck
{
    /// <summary>Loss and accuracy of short, middle and long sequences.</summary>
    public static LengthBuckets Measure(RecallModel model, SequenceBatch batch)
    {
        LengthBuckets buckets = LengthBuckets.ShortMiddleLong(batch.Inputs.Lengths);
        buckets.Add(model.Predict(batch.Inputs), batch.Targets);
        return buckets;
    }
}
