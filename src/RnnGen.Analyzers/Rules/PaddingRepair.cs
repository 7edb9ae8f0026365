using System.Collections.Immutable;
using RnnGen.Analyzers.Facts;
using RnnGen.Analyzers.Flow;

namespace RnnGen.Analyzers;

/// <summary>What a code fix needs to know about padding: the batch whose lengths tell, and the side.</summary>
internal static class PaddingRepair
{
    public const string Batch = "Batch", Left = "Left";

    public static ImmutableDictionary<string, string?> Of(PaddingFact? fact)
    {
        ImmutableDictionary<string, string?> properties = ImmutableDictionary<string, string?>.Empty;
        if (fact?.Lengths is { Length: > 0 } batch && !(batch.Length > 1 && batch[0] == 'c' && char.IsDigit(batch[1])))
            properties = properties.Add(Batch, batch);
        return fact?.Side == Side.Left ? properties.Add(Left, "") : properties;
    }
}
