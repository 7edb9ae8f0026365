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
    string? CellType);

/// <summary>A built-in cell as chosen by an attribute.</summary>
/// <param name="File">Name of the equations' file without extension, for example <c>Lstm</c>.</param>
/// <param name="Bias">Whether its biases are kept.</param>
/// <param name="ForgetBiasBits">Bits of the initial forget-gate bias (a double); used by the LSTM only.</param>
internal sealed record BuiltInCell(string File, bool Bias, long ForgetBiasBits);

/// <summary>The body of the forward method as a list of layer calls.</summary>
/// <param name="Name">Method name; also the name of the result on the pass.</param>
/// <param name="Parameter">Name of the method's parameter.</param>
/// <param name="TakesTokens">True for <c>Tokens</c>, false for <c>Sequence</c>.</param>
/// <param name="InputSize">Features of a <c>Sequence</c> parameter; null for tokens.</param>
/// <param name="Calls">Layer calls in order; value 0 is the parameter, value k+1 the result of call k.</param>
/// <param name="Result">Value returned.</param>
internal sealed record ForwardSpec(
    string Name,
    string Parameter,
    bool TakesTokens,
    Dimension? InputSize,
    EquatableArray<LayerCall> Calls,
    int Result);

/// <summary><c>layer.Lookup|Scan|Apply(value)</c>.</summary>
internal sealed record LayerCall(int Layer, int Operand);
