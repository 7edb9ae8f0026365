using System.Globalization;

namespace RnnGen;

/// <summary>The cross-entropy of every single token of a batch.</summary>
public sealed class TokenLosses
{
    internal TokenLosses(LossValue total, int correct, Tensor perToken, Tensor gradient)
    {
        Total = total;
        Correct = correct;
        PerToken = perToken;
        Gradient = gradient;
    }

    /// <summary>Sum, number of counted tokens and mean together.</summary>
    public LossValue Total { get; }

    /// <summary>Sum over the counted tokens, in nats.</summary>
    public double Sum => Total.Sum;

    /// <summary>Number of counted tokens.</summary>
    public int Tokens => Total.Tokens;

    /// <summary>Mean over the counted tokens; 0 when there is none.</summary>
    public double Mean => Total.Value;

    /// <summary>e to the mean.</summary>
    public double Perplexity => Total.Perplexity;

    /// <summary>Counted tokens whose target has the largest logit.</summary>
    public int Correct { get; }

    /// <summary>Fraction of the counted tokens that is correct; 0 when there is none.</summary>
    public double Accuracy => Tokens == 0 ? 0 : (double)Correct / Tokens;

    /// <summary>Loss of each token, (B,T); exactly 0 where it is not counted.</summary>
    [Shape("B", "T")]
    public Tensor PerToken { get; }

    /// <summary>Gradient of the mean or sum with respect to the logits, (B,T,V); exactly 0 where the token is not counted.</summary>
    [Shape("B", "T", "V")]
    public Tensor Gradient { get; }

    /// <summary>Mean and number of tokens.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"TokenLosses {Mean:0.######} over {Tokens} tokens");
}
