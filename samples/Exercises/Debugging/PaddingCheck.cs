using System;
using RnnGen;

namespace Exercises.Debugging;

/// <summary>Does padding leak into the loss? It must be the same with NaN in every padded place.</summary>
public sealed class PaddingCheck
{
    public PaddingCheck(RecallModel model, SequenceBatch batch)
    {
        Tensor embedded = model.Symbols.Lookup(batch.Inputs).ToTensor();
        LossWithZeros = Loss(model, embedded, batch);
        LossWithNaN = Loss(model, FillPadding(embedded, batch.Inputs, float.NaN), batch);
    }

    public double LossWithZeros { get; }

    public double LossWithNaN { get; }

    private static double Loss(RecallModel model, Tensor embedded, SequenceBatch batch)
    {
        var inputs = Sequence.From(embedded, [.. batch.Inputs.Lengths]);
        Sequence logits = model.Answer.Apply(model.Memory.Scan(inputs));
        return Losses.CrossEntropy(logits, batch.Targets).Value;
    }

    private static Tensor FillPadding(Tensor embedded, Tokens tokens, float value)
    {
        float[] values = embedded.ToArray();
        int features = embedded.Dims[2];
        for (int b = 0; b < tokens.Batch; b++)
        {
            int firstPadded = ((b * tokens.Steps) + tokens.Lengths[b]) * features;
            values.AsSpan(firstPadded, (tokens.Steps - tokens.Lengths[b]) * features).Fill(value);
        }

        return Tensor.FromArray(values, [.. embedded.Dims]);
    }
}
