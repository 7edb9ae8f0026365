using System;

namespace RnnGen;

/// <summary>Element type of the buffers a generated cell or model computes in.</summary>
public enum Precision
{
    /// <summary>32-bit floating point: training and inference.</summary>
    Single,

    /// <summary>64-bit floating point: gradient checks and studies.</summary>
    Double,
}

/// <summary>How a weight or bias is filled before training.</summary>
public enum Init
{
    /// <summary>Uniform on ±sqrt(6 / (rows + columns)) (Glorot and Bengio 2010), times <c>Gain</c>.</summary>
    Glorot,

    /// <summary>A random matrix with orthonormal rows or columns (Saxe et al. 2014), times <c>Gain</c>.</summary>
    Orthogonal,

    /// <summary>Every element equals <c>Value</c>.</summary>
    Constant,

    /// <summary>Ones on the diagonal, times <c>Gain</c>.</summary>
    Identity,

    /// <summary>Uniform on ±<c>Gain</c> / sqrt(rows): what PyTorch uses for recurrent layers, rows being the hidden size.</summary>
    Uniform,

    /// <summary>Normal with mean 0 and standard deviation <c>Gain</c>.</summary>
    Normal,

    /// <summary>
    /// ν = log(-log(u (r² - q²) + q²) / 2) with u uniform on (0, 1), q = <c>Value</c> and r = <c>Gain</c>: then the magnitude exp(-exp(ν)) is that of a
    /// point uniform over the ring between q and r (Orvieto et al. 2023).
    /// </summary>
    RingMagnitude,

    /// <summary>θ = log(<c>Gain</c> u) with u uniform on (0, 1): then the angle exp(θ) is uniform up to <c>Gain</c> (Orvieto et al. 2023).</summary>
    RingAngle,
}

/// <summary>
/// Declares a recurrent cell: a <c>partial class</c> whose <see cref="StepAttribute"/> method holds the equations of one time step.
/// The generator emits its forward pass and its backpropagation through time.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class RecurrentCellAttribute : Attribute
{
    /// <summary>Element type of parameters and buffers. Default <see cref="Precision.Single"/>.</summary>
    public Precision Precision { get; set; }

    /// <summary>Time steps emitted per iteration of the time loop, 1 to 16. Default 1.</summary>
    public int Unroll { get; set; } = 1;

    /// <summary>
    /// When positive (at most 64): every sequence has at most this many steps and the generator writes each step as its own
    /// commented block, forward and backward. Default 0: a time loop.
    /// </summary>
    public int TimeSteps { get; set; }
}

/// <summary>Marks a <c>const int</c> as a dimension; its name appears in diagnostics and in generated comments.</summary>
[AttributeUsage(AttributeTargets.Field)]
public sealed class DimensionAttribute : Attribute;

/// <summary>Declares a trainable matrix of shape (rows, columns) on a <c>partial Matrix</c> property.</summary>
/// <param name="rows">Rows: the size of the product <c>W * x</c>.</param>
/// <param name="columns">Columns: the size of <c>x</c>.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class WeightAttribute(int rows, int columns) : Attribute
{
    /// <summary>Number of rows.</summary>
    public int Rows { get; } = rows;

    /// <summary>Number of columns.</summary>
    public int Columns { get; } = columns;

    /// <summary>
    /// When more than 1: the matrix is block-diagonal, this many blocks of (rows / Blocks, columns / Blocks), and 0 elsewhere. A model file
    /// holds the blocks one below the other, (rows, columns / Blocks); each is initialised on its own.
    /// </summary>
    public int Blocks { get; set; } = 1;

    /// <summary>How the matrix is filled. Default <see cref="RnnGen.Init.Glorot"/>.</summary>
    public Init Init { get; set; }

    /// <summary>Scale of the initialiser. Default 1.</summary>
    public double Gain { get; set; } = 1;

    /// <summary>The element value with <see cref="RnnGen.Init.Constant"/>.</summary>
    public double Value { get; set; }
}

/// <summary>Declares a trainable vector of the given size on a <c>partial Vector</c> property.</summary>
/// <param name="size">Number of elements.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class BiasAttribute(int size) : Attribute
{
    /// <summary>Number of elements.</summary>
    public int Size { get; } = size;

    /// <summary>How the vector is filled. Default <see cref="RnnGen.Init.Constant"/>.</summary>
    public Init Init { get; set; } = Init.Constant;

    /// <summary>Scale of the initialiser when it is not constant. Default 1.</summary>
    public double Gain { get; set; } = 1;

    /// <summary>The element value with <see cref="RnnGen.Init.Constant"/>. Default 0.</summary>
    public double Value { get; set; }
}

/// <summary>Declares a trainable number on a <c>partial Scalar</c> property.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ScalarAttribute : Attribute
{
    /// <summary>How the number is filled. Default <see cref="RnnGen.Init.Constant"/>.</summary>
    public Init Init { get; set; } = Init.Constant;

    /// <summary>Scale of the initialiser when it is not constant. Default 1.</summary>
    public double Gain { get; set; } = 1;

    /// <summary>The number with <see cref="RnnGen.Init.Constant"/>. Default 0.</summary>
    public double Value { get; set; }
}

/// <summary>
/// Declares the diagonal of a trainable matrix on a <c>partial Vector</c> property: <c>u * h</c> is its product with a vector, as in IndRNN.
/// </summary>
/// <param name="size">Number of elements.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DiagonalAttribute(int size) : Attribute
{
    /// <summary>Number of elements.</summary>
    public int Size { get; } = size;

    /// <summary>How the vector is filled. Default <see cref="RnnGen.Init.Uniform"/>.</summary>
    public Init Init { get; set; } = Init.Uniform;

    /// <summary>Scale of the initialiser. Default 1.</summary>
    public double Gain { get; set; } = 1;

    /// <summary>The element value with <see cref="RnnGen.Init.Constant"/>. Default 0.</summary>
    public double Value { get; set; }
}

/// <summary>Declares a trainable factor of each feature on a <c>partial Vector</c> property, as layer normalisation has it; it starts at 1.</summary>
/// <param name="size">Number of elements.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class GainAttribute(int size) : Attribute
{
    /// <summary>Number of elements.</summary>
    public int Size { get; } = size;

    /// <summary>How the vector is filled. Default <see cref="RnnGen.Init.Constant"/>.</summary>
    public Init Init { get; set; } = Init.Constant;

    /// <summary>Scale of the initialiser when it is not constant. Default 1.</summary>
    public double Gain { get; set; } = 1;

    /// <summary>The element value with <see cref="RnnGen.Init.Constant"/>. Default 1.</summary>
    public double Value { get; set; } = 1;
}

/// <summary>
/// Declares a trainable table of one vector for each token id on a <c>partial Matrix</c> property, read by
/// <see cref="RnnGen.Equations.Row(Matrix, int)"/> with an <c>[Input] int</c> parameter of the step.
/// </summary>
/// <param name="count">Rows of the table: the vocabulary size.</param>
/// <param name="size">Features per token.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class TableAttribute(int count, int size) : Attribute
{
    /// <summary>Rows of the table.</summary>
    public int Count { get; } = count;

    /// <summary>Features per token.</summary>
    public int Size { get; } = size;

    /// <summary>How the table is filled. Default <see cref="RnnGen.Init.Normal"/>.</summary>
    public Init Init { get; set; } = Init.Normal;

    /// <summary>Scale of the initialiser. Default 1.</summary>
    public double Gain { get; set; } = 1;

    /// <summary>The element value with <see cref="RnnGen.Init.Constant"/>. Default 0.</summary>
    public double Value { get; set; }
}

/// <summary>
/// Stores a parameter as one row block of a larger tensor of the model file, as PyTorch stacks the gates of an LSTM:
/// parameters with the same name are stacked by rows in the order of <see cref="Part"/>.
/// </summary>
/// <param name="name">Name of the tensor in the file, for example <c>weight_ih</c>.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class StoredAsAttribute(string name) : Attribute
{
    /// <summary>Name of the tensor in the file.</summary>
    public string Name { get; } = name;

    /// <summary>Position of this parameter among those that share the tensor, from 0.</summary>
    public int Part { get; set; }
}

/// <summary>Marks the method that holds the equations of one time step.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class StepAttribute : Attribute
{
    /// <summary>Name of the tuple element that is the cell's output. Default: the first element.</summary>
    public string? Output { get; set; }
}

/// <summary>
/// Marks a step parameter that is read afresh at every time step: the input x_t, a <see cref="Vector"/> of <c>[Input(size)]</c> or a
/// <see cref="Scalar"/> of <c>[Input]</c>, for example the time since the step before. A step may read up to four, which share batch and
/// lengths, and one token id, an <see cref="int"/> of <c>[Input]</c>.
/// </summary>
/// <param name="size">Features per step.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class InputAttribute(int size) : Attribute
{
    /// <summary>Marks a scalar.</summary>
    public InputAttribute()
        : this(1)
    {
    }

    /// <summary>Features per step.</summary>
    public int Size { get; } = size;
}

/// <summary>
/// Marks a <see cref="Scalar"/> step parameter that is the index of the step in its sequence: 0, 1, 2, ... No caller gives it; a run that goes
/// on from the states of another goes on counting.
/// </summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class StepIndexAttribute : Attribute;

/// <summary>Marks a step parameter that is carried from step to step: h_(t-1) going in, h_t coming out.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class StateAttribute : Attribute
{
    /// <summary>A state that is a vector.</summary>
    /// <param name="size">Elements of the state.</param>
    public StateAttribute(int size) => Size = size;

    /// <summary>A state that is a matrix: <c>[State(m, n)] Matrix C</c>.</summary>
    /// <param name="rows">Rows of the state.</param>
    /// <param name="columns">Columns of the state.</param>
    public StateAttribute(int rows, int columns) => (Size, Columns) = (rows, columns);

    /// <summary>Elements of a vector, rows of a matrix.</summary>
    public int Size { get; }

    /// <summary>Columns of a matrix; 0 for a vector.</summary>
    public int Columns { get; }

    /// <summary>
    /// Name of the parameter that is the state before the first step, for example <c>nameof(h0)</c>: a vector of its size, a [Weight] for a
    /// matrix, trained with the rest. Default (null): zeros.
    /// </summary>
    public string? Initial { get; set; }
}
