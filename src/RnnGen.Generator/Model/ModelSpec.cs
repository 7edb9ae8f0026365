namespace RnnGen.Generator.Model;

/// <summary>Everything the compiler needs to know of a declared sequence model.</summary>
internal sealed record ModelSpec(
    TypeSpec Type,
    Precision Precision,
    EquatableArray<LayerSpec> Layers,
    ForwardSpec? Forward);

/// <summary>What a layer is.</summary>
internal enum LayerKind
{
    Embedding,
    Recurrent,
    Linear,
}

/// <summary>A layer property of a model.</summary>
/// <param name="Name">Property name.</param>
/// <param name="Modifiers">Declared modifiers without <c>partial</c>.</param>
/// <param name="Kind">Which layer.</param>
/// <param name="Input">Features in; for an embedding the number of rows.</param>
/// <param name="Output">Features out.</param>
/// <param name="Layers">Stacked layers (recurrent only).</param>
/// <param name="DropoutBits">Bits of the dropout probability between stacked layers (a double).</param>
/// <param name="Bias">Whether biases are present.</param>
/// <param name="PaddingIndex">Embedding row without gradient, or -1.</param>
/// <param name="BuiltIn">The built-in cell to instantiate, or null.</param>
/// <param name="CellType">Fully qualified name of the user's cell (with <c>global::</c>), or null.</param>
/// <param name="States">Names and sizes of one cell's states (recurrent only; empty when they are not known).</param>
/// <param name="Stack">How the cells are stacked (recurrent only).</param>
/// <param name="Memory">Features of each position of the memory that the cell attends over, or null.</param>
/// <param name="Others">Sizes of the vectors and scalars that the cell reads at every step besides its first input.</param>
/// <param name="TiedTo">Position of the embedding whose table is this layer's matrix, or -1.</param>
internal sealed record LayerSpec(
    string Name,
    string Modifiers,
    LayerKind Kind,
    Dimension Input,
    Dimension Output,
    int Layers,
    long DropoutBits,
    bool Bias,
    int PaddingIndex,
    BuiltInCell? BuiltIn,
    string? CellType,
    EquatableArray<VariableSpec> States = default,
    int TiedTo = -1,
    StackSpec? Stack = null,
    Dimension? Memory = null,
    EquatableArray<Dimension> Others = default)
{
    /// <summary>1, or 2 when every layer also reads each sequence backwards.</summary>
    public int Directions => Stack?.Directions ?? 1;

    /// <summary>What a layer of the stack reads.</summary>
    public Dimension InputOf(int layer) => layer == 0 ? Input : Stack!.WidthOf(layer - 1);
}

