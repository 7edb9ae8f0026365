using System;
using System.Globalization;

namespace RnnGen;

/// <summary>
/// Adds losses up over batches. The mean weighs every token alike, so perplexity is that of the corpus and not an average of batches.
/// </summary>
public sealed class TokenStatistics
{
    private long tokens;

    /// <summary>Sum of all losses, in nats.</summary>
    public double Sum { get; private set; }

    /// <summary>Number of tokens; stays at the largest int beyond it.</summary>
    public int Tokens => (int)Math.Min(tokens, int.MaxValue);

    /// <summary>Mean loss per token; 0 when there is none.</summary>
    public double Mean => tokens == 0 ? 0 : Sum / tokens;

    /// <summary>e to the mean.</summary>
    [ValueKind(ValueKind.Perplexity)]
    public double Perplexity => Math.Exp(Mean);

    /// <summary>The mean in bits.</summary>
    public double BitsPerToken => Mean / Math.Log(2);

    /// <summary>Adds the loss of a batch.</summary>
    /// <param name="loss">Sum and number of tokens.</param>
    [Role(Role.Metric)]
    public void Add(LossValue loss)
    {
        Sum += loss.Sum;
        tokens += loss.Tokens;
    }

    /// <summary>Starts again from nothing.</summary>
    public void Clear()
    {
        Sum = 0;
        tokens = 0;
    }

    /// <summary>Mean, perplexity and number of tokens.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"TokenStatistics {Mean:0.####} (perplexity {Perplexity:0.###}) over {tokens} tokens");
}
