namespace RnnGen.Analyzers.Flow;

/// <summary>What a row without a real position makes of a value.</summary>
internal enum RowFact
{
    /// <summary>Exponentials: above 0 everywhere, as long as nothing is masked.</summary>
    Exponential,

    /// <summary>Exponentials that are 0 at padding.</summary>
    MaskedExponential,

    /// <summary>A sum over a row of masked exponentials: 0 for an empty row.</summary>
    Partition,

    /// <summary>A count of real positions in a row: 0 for an empty row.</summary>
    Count,
}
