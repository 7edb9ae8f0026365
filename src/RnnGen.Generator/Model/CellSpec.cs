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
    VariableSpec? Memory = null)
{
    /// <summary>Cells that are parts of this one.</summary>
    public EquatableArray<PartSpec> Parts { get; init; } = [];

    /// <summary>The parameter a state begins as, or -1.</summary>
    public int InitialOf(VariableSpec state)
    {
        for (int i = 0; state.Initial is not null && i < Parameters.Count; i++)
            if (Parameters[i].Member == state.Initial)
                return i;
        return -1;
    }
}

/// <summary>A cell that is a part of another.</summary>
/// <param name="Name">Its property.</param>
/// <param name="Type">Its class, with namespace.</param>
/// <param name="Modifiers">Declared modifiers of the property without <c>partial</c>.</param>
/// <param name="First">Position of its first parameter among those of the whole.</param>
internal sealed record PartSpec(string Name, string Type, string Modifiers, int First);

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
    RingMagnitude,
    RingAngle,
}

/// <summary>Where an input's rows come from.</summary>
internal enum InputKind
{
    /// <summary>A vector or a scalar that the caller gives.</summary>
    Given,

    /// <summary>The index of the step in its sequence.</summary>
    StepIndex,

    /// <summary>A token id that the caller gives: it chooses rows of tables.</summary>
    Token,
}

/// <summary>An input or a state of a step.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Size">Its features.</param>
/// <param name="Kind">Of an input: where its rows come from.</param>
/// <param name="IsScalar">Whether the step takes it as a scalar.</param>
internal sealed record VariableSpec(string Name, Dimension Size, InputKind Kind = InputKind.Given, bool IsScalar = false)
{
    /// <summary>Of a state: the parameter it begins as, by its member name; null for zeros.</summary>
    public string? Initial { get; init; }

    /// <summary>Whether there is a gradient with respect to it.</summary>
    public bool HasGradient => Kind == InputKind.Given;
}

/// <summary>A trainable matrix, or a vector when <paramref name="Columns"/> is null.</summary>
/// <param name="Modifiers">Declared modifiers without <c>partial</c>, for example <c>public</c>.</param>
/// <param name="GainBits">Bits of the initialiser's scale (a double): bits, because 0.0 equals -0.0 as a number.</param>
/// <param name="ValueBits">Bits of the constant initialiser's value (a double).</param>
/// <param name="StoredAs">Tensor name in model files, or null for the parameter's own name.</param>
/// <param name="Part">Position among the parameters stacked in that tensor.</param>
/// <param name="Blocks">Blocks on the diagonal of a block-diagonal matrix; 1 for a full one.</param>
/// <param name="IsTable">Whether it is a table of rows, read by token ids and never multiplied.</param>
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
    int Blocks = 1,
    bool IsTable = false)
{
    /// <summary>What its author calls it, and model files: <c>Gate.W</c> for the parameter of a part, whose <see cref="Name"/> is one word.</summary>
    public string Member { get; init; } = Name;

    /// <summary>Whether it has rows and columns.</summary>
    public bool IsMatrix => Columns is not null;

    /// <summary>Whether products can be taken with it.</summary>
    public bool IsWeight => IsMatrix && !IsTable;

    /// <summary>Whether it is one number for every element of a vector beside it.</summary>
    public bool IsScalar => Rows.IsScalar;

    /// <summary>The type of its property.</summary>
    public string Type => IsMatrix ? "Matrix" : IsScalar ? "Scalar" : "Vector";

    /// <summary>Where element (row, column) lies in its row-major values, which hold the blocks of a block-diagonal matrix one below the other; -1 outside them.</summary>
    public int Place(int row, int column)
    {
        int columns = Columns!.Value / Blocks;
        return Blocks > 1 && row / (Rows.Value / Blocks) != column / columns ? -1 : (row * columns) + (column % columns);
    }
}
