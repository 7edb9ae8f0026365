using System;
using System.ComponentModel;

namespace RnnGen.Kernels;

/// <summary>
/// Written by the generator on every cell: its sizes, for models in other projects, which do not see a private step.
/// </summary>
/// <param name="input">Features per step that the cell reads.</param>
/// <param name="output">Features per step that the cell gives.</param>
/// <param name="precision">Element type of its buffers.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class CellSizesAttribute(int input, int output, Precision precision) : Attribute
{
    /// <summary>Features per step that the cell reads.</summary>
    public int Input { get; } = input;

    /// <summary>Features per step that the cell gives.</summary>
    public int Output { get; } = output;

    /// <summary>Element type of its buffers.</summary>
    public Precision Precision { get; } = precision;
}
