using System.ComponentModel;

namespace RnnGen.Kernels;

/// <summary>A parameter as a module declares it, before it has memory.</summary>
/// <param name="Name">Name inside the module, for example <c>Wf</c>.</param>
/// <param name="Layout">Where its elements lie, counted from the module's first element.</param>
/// <param name="IsVector">Whether it is a vector: its dims are (size) rather than (rows, columns).</param>
/// <param name="Init">How it is filled.</param>
/// <param name="Gain">Scale of the initialiser.</param>
/// <param name="Value">Value of the constant initialiser.</param>
/// <param name="StoredAs">Tensor name in files; parameters with one name are stacked by rows.</param>
/// <param name="Part">Position in that stack.</param>
/// <param name="Blocks">Blocks of a block-diagonal matrix, one below the other; each is filled on its own.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record ParameterDescription(
    string Name,
    ElementLayout Layout,
    bool IsVector,
    Init Init = Init.Glorot,
    double Gain = 1,
    double Value = 0,
    string? StoredAs = null,
    int Part = 0,
    int Blocks = 1);
