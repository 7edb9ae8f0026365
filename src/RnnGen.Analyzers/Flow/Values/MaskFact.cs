using RnnGen.Analyzers.Facts;

namespace RnnGen.Analyzers.Flow;

/// <summary>What a mask is true or one for.</summary>
internal enum MaskPolarity
{
    /// <summary>Real positions.</summary>
    Keep,

    /// <summary>Padding.</summary>
    Pad,
}

/// <summary>What a mask, or lengths, tell.</summary>
/// <param name="IsLengths">Whether it is the lengths themselves.</param>
/// <param name="Polarity">Of a mask: what it is true for; null when not known.</param>
/// <param name="Lengths">The lengths it was made from, by where they came from.</param>
/// <param name="Shift">Steps that the positions it tells about lie ahead of the first.</param>
/// <param name="Side">Which side it takes the padding to be on.</param>
/// <param name="IsNumber">Whether it was turned into zeros and ones.</param>
/// <param name="IsAdditive">Whether it was turned into numbers that push scores out of a softmax.</param>
internal sealed record MaskFact(bool IsLengths, MaskPolarity? Polarity = null, string? Lengths = null, int Shift = 0, Side? Side = null, bool IsNumber = false, bool IsAdditive = false)
{
    /// <summary>The sequence of ids it was made from; null when it was made from lengths.</summary>
    public string? Source { get; init; }

    public static MaskFact? Join(MaskFact? left, MaskFact? right) => left == right ? left : null;
}
