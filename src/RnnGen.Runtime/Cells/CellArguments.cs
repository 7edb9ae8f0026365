using System.ComponentModel;

namespace RnnGen.Kernels;

/// <summary>What a caller hands to a cell for one run: one sequence for each of its inputs, in the order of its step.</summary>
/// <param name="First">The first input, (B,T,I); null when the cell reads tokens only.</param>
/// <param name="Second">The second input.</param>
/// <param name="Third">The third input.</param>
/// <param name="Fourth">The fourth input.</param>
/// <param name="Tokens">Token ids, (B,T).</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct CellArguments(
    Sequence? First, Sequence? Second = null, Sequence? Third = null, Sequence? Fourth = null, Tokens? Tokens = null)
{
    /// <summary>An input by position.</summary>
    /// <param name="index">0 to 3.</param>
    public Sequence? this[int index] => index switch
    {
        0 => First,
        1 => Second,
        2 => Third,
        _ => Fourth,
    };

    /// <summary>How the real steps of the batch lie in panels.</summary>
    internal Packing Packing => First?.Packing ?? Tokens!.Packing;
}
