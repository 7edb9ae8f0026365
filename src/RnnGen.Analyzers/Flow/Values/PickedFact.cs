namespace RnnGen.Analyzers.Flow;

/// <summary>Of a single id, or a row of them: which ids it was picked from.</summary>
/// <param name="Source">The ids.</param>
/// <param name="At">The index, as it is written; empty for each of them in turn.</param>
internal sealed record PickedFact(SourceFact Source, string At);
