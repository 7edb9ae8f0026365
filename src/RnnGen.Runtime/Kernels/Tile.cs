namespace RnnGen.Kernels;

/// <summary>How the accumulators of a tile begin.</summary>
internal enum Start
{
    /// <summary>At what C holds.</summary>
    Accumulate,

    /// <summary>At the bias, the same for every row.</summary>
    Bias,

    /// <summary>At zero.</summary>
    Zero,
}

/// <summary>Strides of a tile, in elements. A is read in runs: <paramref name="Run"/> steps of <paramref name="ADepth"/>, then a jump of <paramref name="ARun"/>.</summary>
internal readonly record struct Tile(
    Start Start, int Depth, int Run, nint ARow, nint ADepth, nint ARun, nint BDepth, nint BLane, nint CRow, nint CLane, nint BiasLane)
{
    /// <summary>Whether B comes from beyond the caches, so that what the next column of tiles reads is asked for meanwhile.</summary>
    public bool ReadsAhead { get; init; }
}
