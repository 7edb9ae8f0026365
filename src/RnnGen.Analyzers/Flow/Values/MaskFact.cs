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
internal sealed record MaskFact(bool IsLengths, MaskPolarity? Polarity = null, string? Lengths = null, int Shift = 0, Side? Side = null)
{
    public static MaskFact? Join(MaskFact? left, MaskFact? right) => left == right ? left : null;
}
