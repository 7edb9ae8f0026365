using System.Globalization;

namespace RnnGen;

/// <summary>Kinds of <see cref="Finding"/>.</summary>
public enum FindingKind
{
    /// <summary>See <see cref="ExplodingGradient"/>.</summary>
    ExplodingGradient,

    /// <summary>See <see cref="VanishingGradient"/>.</summary>
    VanishingGradient,

    /// <summary>See <see cref="SaturatedGate"/>.</summary>
    SaturatedGate,

    /// <summary>See <see cref="Overfitting"/>.</summary>
    Overfitting,

    /// <summary>See <see cref="ForgetsLongSequences"/>.</summary>
    ForgetsLongSequences,
}

/// <summary>Something that looks wrong in a training. The kinds are all in this file; none can be added outside.</summary>
public abstract class Finding
{
    private protected Finding(FindingKind kind, int epoch)
    {
        Kind = kind;
        Epoch = epoch;
    }

    /// <summary>Which kind.</summary>
    public FindingKind Kind { get; }

    /// <summary>The epoch it showed after, 0-based.</summary>
    public int Epoch { get; }

    /// <summary>What was seen, and what can be done.</summary>
    public abstract string Message { get; }

    /// <summary>The message.</summary>
    public sealed override string ToString() => $"{Kind} after epoch {Epoch}: {Message}";

    private protected static string Text(System.FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

/// <summary>The gradients are far above the bound they are clipped to, step after step.</summary>
public sealed class ExplodingGradient : Finding
{
    internal ExplodingGradient(int epoch, double norm, double clipNorm)
        : base(FindingKind.ExplodingGradient, epoch) => (Norm, ClipNorm) = (norm, clipNorm);

    /// <summary>Mean norm over the epoch before clipping.</summary>
    public double Norm { get; }

    /// <summary>The bound.</summary>
    public double ClipNorm { get; }

    /// <summary>What was seen, and what can be done.</summary>
    public override string Message => Text($"The mean gradient norm is {Norm:g3}, but the bound {ClipNorm:g3}: lower the learning rate, or begin with smaller recurrent weights.");
}

/// <summary>Almost nothing of a gradient reaches the first steps.</summary>
public sealed class VanishingGradient : Finding
{
    internal VanishingGradient(int epoch, string name, double scale)
        : base(FindingKind.VanishingGradient, epoch) => (Name, Scale) = (name, scale);

    /// <summary>The name the inspection gave.</summary>
    public string Name { get; }

    /// <summary>Norm at the first step divided by that at the last.</summary>
    public double Scale { get; }

    /// <summary>What was seen, and what can be done.</summary>
    public override string Message => Text($"{Name}: a fraction of {Scale:g3} of the last step's gradient reaches the first step: use gates, a forget bias of 1, or orthogonal recurrent weights.");
}

/// <summary>A gate is nearly always closed or open, so that it can hardly learn.</summary>
public sealed class SaturatedGate : Finding
{
    internal SaturatedGate(int epoch, string name, double fraction)
        : base(FindingKind.SaturatedGate, epoch) => (Name, Fraction) = (name, fraction);

    /// <summary>The name the inspection gave.</summary>
    public string Name { get; }

    /// <summary>Fraction of the values near 0 or 1.</summary>
    public double Fraction { get; }

    /// <summary>What was seen, and what can be done.</summary>
    public override string Message => Text($"{Name}: {Fraction:0%} of the values are below 0.1 or above 0.9: lower the learning rate, or normalise the layer.");
}

/// <summary>The held-out loss rises while the training loss falls.</summary>
public sealed class Overfitting : Finding
{
    internal Overfitting(int epoch, double best, double loss)
        : base(FindingKind.Overfitting, epoch) => (BestLoss, Loss) = (best, loss);

    /// <summary>Lowest held-out loss so far.</summary>
    public double BestLoss { get; }

    /// <summary>Held-out loss now.</summary>
    public double Loss { get; }

    /// <summary>What was seen, and what can be done.</summary>
    public override string Message => Text($"The held-out loss is {Loss:0.####} after {BestLoss:0.####} at best: stop earlier (Patience), add dropout or weight decay, or use a smaller model.");
}

/// <summary>Long sequences are predicted much worse than short ones.</summary>
public sealed class ForgetsLongSequences : Finding
{
    internal ForgetsLongSequences(int epoch, double shortLoss, double longLoss)
        : base(FindingKind.ForgetsLongSequences, epoch) => (ShortLoss, LongLoss) = (shortLoss, longLoss);

    /// <summary>Mean loss over the shortest sequences.</summary>
    public double ShortLoss { get; }

    /// <summary>Mean loss over the longest.</summary>
    public double LongLoss { get; }

    /// <summary>What was seen, and what can be done.</summary>
    public override string Message => Text($"The loss is {LongLoss:0.####} over the longest sequences, {ShortLoss:0.####} over the shortest: look at the gradient through time.");
}
