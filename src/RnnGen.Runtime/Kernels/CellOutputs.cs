using System.ComponentModel;

namespace RnnGen.Kernels;

/// <summary>What a cell or a stack of cells gives at every step of a batch, or the gradients of it.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
/// <param name="first">The main output, (rows, H).</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct CellOutputs<T>(Panel<T> first)
    where T : unmanaged
{
    /// <summary>The most outputs a cell can give.</summary>
    public const int MaxCount = 4;

    /// <summary>The main output, (rows, H).</summary>
    public Panel<T> First { get; init; } = first;

    /// <summary>The second output; empty when there is none.</summary>
    public Panel<T> Second { get; init; }

    /// <summary>The third output; empty when there is none.</summary>
    public Panel<T> Third { get; init; }

    /// <summary>The fourth output; empty when there is none.</summary>
    public Panel<T> Fourth { get; init; }

    /// <summary>An output by position.</summary>
    /// <param name="index">0 to 3.</param>
    public Panel<T> this[int index] => index switch
    {
        0 => First,
        1 => Second,
        2 => Third,
        _ => Fourth,
    };
}
