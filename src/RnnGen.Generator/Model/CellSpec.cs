namespace RnnGen.Generator.Model;

/// <summary>Everything the compiler needs to know of a declared cell. Facts only: no symbol, no syntax, no span.</summary>
/// <param name="Type">The partial class to complete.</param>
/// <param name="Precision">Element type of its buffers.</param>
/// <param name="Unroll">Time steps per iteration of the time loop.</param>
/// <param name="TimeSteps">When positive, the number of steps to write out one by one.</param>
/// <param name="Parameters">Weights and biases in declaration order.</param>
/// <param name="Inputs">Per-step inputs in parameter order: those the caller gives, and those computed from the batch.</param>
/// <param name="States">Carried states in parameter order.</param>
/// <param name="Step">The equations, or null when they could not be read: then only the public surface is emitted.</param>
/// <param name="DeclaresMembers">False for a built-in cell completed by attribute alone: its parameters are emitted as ordinary properties.</param>
/// <param name="Memory">The sequence every step attends over, with the size of its vectors; null when there is none.</param>
internal sealed record CellSpec(
    TypeSpec Type,
    Precision Precision,
    int Unroll,
    int TimeSteps,
    EquatableArray<ParameterSpec> Parameters,
    EquatableArray<VariableSpec> Inputs,
    EquatableArray<VariableSpec> States,
    StepSpec? Step,
    bool DeclaresMembers = true,
    VariableSpec? Memory = null);

/// <summary>Element type; mirrors the runtime's enum.</summary>
internal enum Precision
{
    Single,
    Double,
}

/// <summary>How a parameter is filled; mirrors the runtime's enum, name by name.</summary>
internal enum Init
{
    Glorot,
    Orthogonal,
    Constant,
    Identity,
    Uniform,
    Normal,
}

/// <summary>Where an input's rows come from.</summary>
internal enum InputKind
{
    /// <summary>A vector or a scalar that the caller gives.</summary>
    Given,

    /// <summary>The index of the step in its sequence.</summary>
    StepIndex,
}

/// <summary>An input or a state of a step.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Size">Its features.</param>
/// <param name="Kind">Of an input: where its rows come from.</param>
/// <param name="IsScalar">Whether the step takes it as a scalar.</param>
internal sealed record VariableSpec(string Name, Dimension Size, InputKind Kind = InputKind.Given, bool IsScalar = false)
{
    /// <summary>Whether there is a gradient with respect to it.</summary>
    public bool HasGradient => Kind != InputKind.StepIndex;
}

/// <summary>A trainable matrix, or a vector when <paramref name="Columns"/> is null.</summary>
/// <param name="Modifiers">Declared modifiers without <c>partial</c>, for example <c>public</c>.</param>
/// <param name="GainBits">Bits of the initialiser's scale (a double): bits, because 0.0 equals -0.0 as a number.</param>
/// <param name="ValueBits">Bits of the constant initialiser's value (a double).</param>
/// <param name="StoredAs">Tensor name in model files, or null for the parameter's own name.</param>
/// <param name="Part">Position among the parameters stacked in that tensor.</param>
/// <param name="Blocks">Blocks on the diagonal of a block-diagonal matrix; 1 for a full one.</param>
internal sealed record ParameterSpec(
    string Name,
    Dimension Rows,
    Dimension? Columns,
    string Modifiers,
    Init Init,
    long GainBits,
    long ValueBits,
    string? StoredAs,
    int Part,
    int Blocks = 1)
{
    public bool IsMatrix => Columns is not null;

    /// <summary>Where element (row, column) lies in its row-major values, which hold the blocks of a block-diagonal matrix one below the other; -1 outside them.</summary>
    public int Place(int row, int column)
    {
        int columns = Columns!.Value / Blocks;
        return Blocks > 1 && row / (Rows.Value / Blocks) != column / columns ? -1 : (row * columns) + (column % columns);
    }
}
