using System.Globalization;

namespace RnnGen;

/// <summary>The loss over sequences of similar length.</summary>
public sealed class LengthBucket
{
    internal LengthBucket(int above, int upTo, int sequences, int tokens, double lossSum, int correct)
    {
        Above = above;
        UpTo = upTo;
        Sequences = sequences;
        Tokens = tokens;
        Loss = new LossValue(lossSum, tokens);
        Correct = correct;
    }

    /// <summary>Sequences are longer than this.</summary>
    public int Above { get; }

    /// <summary>Sequences are at most this long.</summary>
    public int UpTo { get; }

    /// <summary>Number of sequences.</summary>
    public int Sequences { get; }

    /// <summary>Number of counted tokens.</summary>
    public int Tokens { get; }

    /// <summary>Sum and mean of the loss over the counted tokens.</summary>
    public LossValue Loss { get; }

    /// <summary>Mean loss per token; 0 for an empty bucket.</summary>
    public double MeanLoss => Loss.Value;

    /// <summary>e to the mean loss; 1 for an empty bucket.</summary>
    public double Perplexity => Loss.Perplexity;

    /// <summary>Counted tokens whose target has the largest logit.</summary>
    public int Correct { get; }

    /// <summary>Fraction of the counted tokens that is correct; 0 for an empty bucket.</summary>
    public double Accuracy => Tokens == 0 ? 0 : (double)Correct / Tokens;

    /// <summary>Range of lengths, counts and mean loss.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"LengthBucket {Above + 1}..{UpTo}: {Sequences} sequences, {Tokens} tokens, mean loss {MeanLoss:0.####}");
}
