using System.Collections.Generic;
using System.Linq;

namespace RnnGen.Generator.Model;

/// <summary>
/// The equations of one time step in normal form: one operation per line, each line defines the value with its index.
/// Operands refer to earlier lines by index.
/// </summary>
/// <param name="Name">The method's name.</param>
/// <param name="Lines">The operations.</param>
/// <param name="NextStates">For each state, the line that holds its next value.</param>
/// <param name="Output">The line that holds the cell's main output.</param>
/// <param name="OutputName">The main output's name: a state's name, a tuple element's name, or <c>y</c>.</param>
internal sealed record StepSpec(
    string Name,
    EquatableArray<Line> Lines,
    EquatableArray<int> NextStates,
    int Output,
    string OutputName)
{
    /// <summary>Returned values that are one number for each position of the memory.</summary>
    public EquatableArray<ScoresSpec> Scores { get; init; } = [];

    /// <summary>Returned values that are neither a state nor the main output, in the order they are returned.</summary>
    public EquatableArray<OutputSpec> Others { get; init; } = [];

    /// <summary>The lines of all outputs, the main one first.</summary>
    public IEnumerable<OutputSpec> Outputs => Others.Prepend(new OutputSpec(OutputName, Output));
}

/// <summary>A returned value that is one number for each position of the memory.</summary>
internal sealed record ScoresSpec(string Name, int Line);


/// <summary>A value that a step gives besides its states.</summary>
/// <param name="Name">Name of the tuple's element.</param>
/// <param name="Line">The line that holds it.</param>
internal sealed record OutputSpec(string Name, int Line);

/// <summary>One operation.</summary>
/// <param name="Op">What is computed.</param>
/// <param name="Operands">Indices of earlier lines.</param>
/// <param name="Index">Input, state: position in its list. Parameter, MatVec, TransposedMatVec, Row: position in <see cref="CellSpec.Parameters"/>. Slice: first feature. Otherwise 0.</param>
/// <param name="Bits">Bits of a constant's value (a double); of LayerNorm's epsilon. Otherwise 0.</param>
/// <param name="Name">The local variable this line was assigned to first, or null.</param>
/// <param name="Count">Slice: features taken, -1 for all the rest. Otherwise 0.</param>
internal sealed record Line(OpCode Op, EquatableArray<int> Operands, int Index = 0, long Bits = 0, string? Name = null, int Count = 0)
{
    /// <summary>Whether the index is that of a parameter.</summary>
    public bool ReadsParameter => Op is OpCode.Parameter or OpCode.MatVec or OpCode.TransposedMatVec or OpCode.Row;
}

/// <summary>The operations of the equation language. Each has one row in the op table (Ir/OpTable.cs).</summary>
internal enum OpCode
{
    // Leaves.
    Input,
    State,
    Parameter,
    Constant,

    // W * x and Transpose(W) * x: Index names the matrix, the operand is the vector.
    MatVec,
    TransposedMatVec,

    // The row of a table that a token chooses: Index names the table, the operand is the token.
    Row,

    // Elementwise, two operands; a constant operand is broadcast.
    Add,
    Subtract,
    Multiply,
    Divide,

    // Elementwise, one operand.
    Negate,
    Sigmoid,
    Tanh,
    Relu,
    Exp,
    Log,
    Sqrt,
    Abs,
    Softplus,
    Erf,
    Sin,
    Cos,
    Floor,
    StopGradient,

    // Elementwise, two operands; the exponent of a power is a constant.
    Max,
    Min,
    Greater,
    GreaterOrEqual,
    Less,
    LessOrEqual,
    Pow,

    // Elementwise, three operands.
    Select,

    // Elementwise, written by a user and expanded into the operations above (Ir/Expansions.cs); all operands but the first are constants.
    Silu,
    Gelu,
    HardSigmoid,
    HardTanh,
    LeakyRelu,
    Elu,
    LogSigmoid,
    Clamp,
    Mod,

    // The same, with a mask that training passes draw; the rate is a constant.
    Dropout,
    VariationalDropout,
    Zoneout,

    // Row operations: whole vectors in memory to a vector in memory (Ir/RowTable.cs).
    SumFeatures,
    MaxFeatures,
    Dot,
    Softmax,
    Concat,
    Slice,

    // Row operations with the matrices of a step: a bᵀ, M v, Mᵀ v.
    Outer,
    Apply,
    ApplyTransposed,

    // Composites, written in terms of the others when a step is lowered (Ir/Composites.cs).
    Mean,
    LogSoftmax,
    LayerNorm,

    // A scalar for every feature; no work of its own in an elementwise loop.
    Broadcast,

    // Row operations that only the compiler makes.
    LogSumExp,
    Embed,

    // Attention. Memory is a leaf; the rows of a memory and of its scores are positions. Dot, Softmax, SumFeatures and Broadcast mean the same there.
    Memory,
    Context,

    // Leaves that only the compiler makes: masks. Index tells one place in the step from another, the constant is the rate.
    StepMask,
    SequenceMask,
    ZoneoutMask,

    // Only in backward graphs, never written by a user.
    Positive,
    Sign,
    Share,
    OutputGradient,
    StateGradient,

    // A sum of products and biases with memory of its own: what one accumulating matrix product fills (Passes/GatherProducts.cs).
    Affine,

    // A step's vector at every position, and its adjoint: the sum over the positions of each sequence.
    Spread,
    SegmentSum,

    // Softmax over the positions of each sequence; its adjoint from the result and the gradient of the result.
    SegmentSoftmax,
    SegmentSoftmaxGradient,

    // What all steps add to the gradient of a value that is the same at every step: of a memory's, and of what has one row in all.
    SumSteps,
    RowSum,

    // A vector of the step that loops over positions give: Index is the cluster, Constant the position among its results.
    Attend,

    // The gradient of an output that is one number for each position.
    ScoresGradient,
}
