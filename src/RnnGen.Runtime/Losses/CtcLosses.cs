using System.Globalization;

namespace RnnGen;

/// <summary>The CTC loss of every sequence of a batch.</summary>
public sealed class CtcLosses
{
    internal CtcLosses(LossValue total, Tensor perSequence, Tensor gradient)
    {
        Total = total;
        PerSequence = perSequence;
        Gradient = gradient;
    }

    /// <summary>All sequences together; for a mean each loss is divided by its number of labels first.</summary>
    public LossValue Total { get; }

    /// <summary>The loss of each sequence in nats, not divided by anything, (B).</summary>
    public Tensor PerSequence { get; }

    /// <summary>Gradient of the mean or sum with respect to the logits, (B,T,C); exactly 0 at padding.</summary>
    public Tensor Gradient { get; }

    /// <summary>Mean and number of sequences.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"CtcLosses {Total.Value:0.######} over {Total.Tokens} sequences");
}
