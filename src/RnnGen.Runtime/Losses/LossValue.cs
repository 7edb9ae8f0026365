using System;
using System.Globalization;

namespace RnnGen;

/// <summary>A loss over the real positions of a batch: the sum, how many positions it covers, and their mean.</summary>
public readonly struct LossValue
{
    /// <summary>Creates a loss value.</summary>
    /// <param name="sum">Sum of the losses of all counted positions.</param>
    /// <param name="tokens">Number of counted positions.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="tokens"/> is negative.</exception>
    public LossValue(double sum, int tokens)
        : this(sum, tokens, null)
    {
    }

    internal LossValue(double sum, int tokens, Sequence? source)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(tokens);
        Sum = sum;
        Tokens = tokens;
        Source = source;
        SourceStamp = source?.Stamp ?? 0;
    }

    /// <summary>Sum of the losses of all counted positions; nats for a cross-entropy.</summary>
    public double Sum { get; }

    /// <summary>Number of counted positions.</summary>
    public int Tokens { get; }

    /// <summary>Mean loss per counted position; 0 when there is none.</summary>
    public double Value => Tokens == 0 ? 0 : Sum / Tokens;

    /// <summary>e to the mean, for a cross-entropy in nats.</summary>
    [ValueKind(ValueKind.Perplexity)]
    public double Perplexity => Math.Exp(Value);

    /// <summary>The values the loss was computed from; their gradient is the one of this loss.</summary>
    internal Sequence? Source { get; }

    /// <summary>Which filling of <see cref="Source"/> the loss was computed from.</summary>
    internal int SourceStamp { get; }

    /// <summary>Mean and number of positions.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"LossValue {Value:0.######} over {Tokens} tokens");
}
