using System.Collections.Generic;
using System.Linq;
using RnnGen.Generator.Ir;
using RnnGen.Generator.Model;

namespace RnnGen.Generator.Planning;

/// <summary>A cell as loops and kernel calls over named memory: everything the emitter prints, nothing left to decide.</summary>
/// <param name="Spec">The cell.</param>
/// <param name="Buffers">The workspace in order: what has a fixed size comes first, so that it stays in place from one window of steps to the next.</param>
/// <param name="Groups">Weights that lie side by side.</param>
/// <param name="Forward">The forward pass.</param>
/// <param name="Backward">Backpropagation through time.</param>
/// <param name="Outputs">Where the cell's outputs lie, the main one first.</param>
/// <param name="States">The state sequences.</param>
/// <param name="Carries">For each state the gradient carried from step to step.</param>
/// <param name="Named">The values with a name that lie in memory when the forward pass is over.</param>
/// <param name="StateEntry">How the states enter their next values.</param>
/// <param name="Memory">What is done over the positions of the cell's memory; null when it has none.</param>
internal sealed record Program(
    CellSpec Spec,
    IReadOnlyList<Buffer> Buffers,
    IReadOnlyList<WeightGroup> Groups,
    Pass Forward,
    Pass Backward,
    IReadOnlyList<Place> Outputs,
    IReadOnlyList<Buffer> States,
    IReadOnlyList<Buffer> Carries,
    IReadOnlyList<NamedPlace> Named,
    StateEntry StateEntry,
    MemoryProgram? Memory = null);

/// <summary>Work done once for all rows before the time loop, work done at each step, work done once after it.</summary>
internal sealed record Pass(IReadOnlyList<Kernel> Before, IReadOnlyList<Kernel> Loop, IReadOnlyList<Kernel> After)
{
    /// <summary>Work on one row: ahead of everything in the forward pass, behind everything in the backward pass.</summary>
    public IReadOnlyList<Kernel> Once { get; init; } = [];

    public IEnumerable<Kernel> Kernels => Once.Concat(Before).Concat(Loop).Concat(After);

    /// <summary>
    /// Whether the carried values enter each step by elements only. Features do not meet then: a block of them can go through all steps
    /// before the next block begins. Loops of different sizes must not read what another one writes, which would be a step old.
    /// </summary>
    public bool IsElementwiseOverTime => Loop.Count > 0 && Loop.All(k => k is ElementwiseKernel { Size.Columns: null })
        && Loop.Cast<ElementwiseKernel>().All(writer => Loop.Cast<ElementwiseKernel>().All(reader => reader == writer
            || !writer.Written.Any(s => reader.Loads.Concat(reader.Written).Any(o => o.Place.Buffer == s.Place.Buffer))));
}

/// <summary>When a value is computed.</summary>
internal enum Stage
{
    /// <summary>It does not depend on the carried values: once for all rows, ahead of the loop.</summary>
    Before,

    /// <summary>It depends on the carried values and they on it: step by step.</summary>
    Loop,

    /// <summary>No carried value depends on it: once for all rows, after the loop.</summary>
    After,

    /// <summary>Elementwise on values that do not depend on the carried ones: wherever it is wanted.</summary>
    Free,
}

/// <summary>How many rows a buffer has.</summary>
internal enum Extent
{
    /// <summary>One for each real step of the batch.</summary>
    Packed,

    /// <summary>The initial states, then one for each real step.</summary>
    StateSequence,

    /// <summary>One for each sequence.</summary>
    Batch,

    /// <summary>One.</summary>
    Single,

    /// <summary>One for each column of a matrix.</summary>
    Columns,

    /// <summary>One for each real position of the memory.</summary>
    Positions,

    /// <summary>For each step one for each position it can see.</summary>
    Pairs,
}

/// <summary>A panel of the workspace, or one that the caller brings.</summary>
/// <param name="Name">A wish; the emitter makes it unique.</param>
/// <param name="Size">Features of each slot.</param>
/// <param name="Slots">Values side by side.</param>
/// <param name="Extent">Rows.</param>
/// <param name="Holds">What lies in it, slot by slot, separated by <c>|</c>.</param>
/// <param name="IsExternal">Whether the caller brings it.</param>
/// <param name="Id">Tells buffers of one name apart: the value it holds, or the complement of the first of several.</param>
/// <param name="Columns">Of <see cref="Extent.Columns"/> how many.</param>
internal sealed record Buffer(string Name, Dimension Size, int Slots, Extent Extent, string Holds, bool IsExternal = false, int Id = 0, Dimension? Columns = null)
{
    /// <summary>Whether it holds sums over the steps of each sequence.</summary>
    public bool IsSumOverSteps { get; init; }

    /// <summary>
    /// Its turn in the workspace: first what does not grow with the batch, then what does not grow with its steps and must stay in place from one
    /// window of steps to the next.
    /// </summary>
    public int Turn => Extent is Extent.Single or Extent.Columns ? 0 : IsSumOverSteps ? 1 : 2;

    /// <summary>Slots of its panel: a matrix takes one for each column.</summary>
    public int PanelSlots => Slots * Size.Slots;
}

/// <summary>Which rows of a buffer belong to a step.</summary>
internal enum View
{
    /// <summary>The step's own rows.</summary>
    Packed,

    /// <summary>In a state sequence: the rows the step starts from.</summary>
    Previous,

    /// <summary>In a state sequence: the rows the step ends with.</summary>
    Current,

    /// <summary>In a buffer of one row per sequence: those still running.</summary>
    Running,

    /// <summary>In a buffer of one row per position: those the step can see.</summary>
    Positions,

    /// <summary>In a buffer of pairs: the step's own.</summary>
    Pairs,
}

/// <summary>Where a value lies.</summary>
internal sealed record Place(Buffer Buffer, int Slot, View View);

/// <summary>Where a value lies that its author gave a name.</summary>
internal sealed record NamedPlace(string Name, Place Place);

/// <summary>Matrices that multiply the same vector into neighbouring slots, stored side by side.</summary>
internal sealed record WeightGroup(string Name, IReadOnlyList<int> Parameters, Dimension Rows, Dimension Depth);

/// <summary>Neighbouring matrices of a group.</summary>
internal sealed record WeightRun(WeightGroup Group, int First, int Count);

/// <summary>Something a pass does.</summary>
internal abstract record Kernel;

/// <summary>How a product begins.</summary>
internal enum ProductStart
{
    Zero,
    Bias,
    Add,
}

/// <summary>target (start) W operand, or Wᵀ operand, over neighbouring slots.</summary>
internal sealed record ProductKernel(
    Place Target, int Slots, ProductStart Start, Buffer? Bias, WeightRun Weights, bool Transposed, Place Operand, int OperandSlots) : Kernel;

/// <summary>target = a row operation of the operands, row by row.</summary>
internal sealed record RowKernel(Value Value, Place Target, IReadOnlyList<Place> Operands) : Kernel;

/// <summary>A gradient that nothing contributes to.</summary>
internal sealed record ClearKernel(Place Target) : Kernel;

/// <summary>Every row of the slots begins as the bias.</summary>
internal sealed record FillKernel(Place Target, int Slots, Buffer Bias) : Kernel;

/// <summary>One fused loop over the elements of a block of rows.</summary>
internal sealed record ElementwiseKernel(
    string Name, Dimension Size, IReadOnlyList<(Value Value, Place Place)> Loads, IReadOnlyList<(Value Value, Place Place)> Stores) : Kernel
{
    /// <summary>Values that are added to what lies in memory.</summary>
    public IReadOnlyList<(Value Value, Place Place)> Sums { get; init; } = [];

    /// <summary>Everything that the loop leaves in memory.</summary>
    public IEnumerable<(Value Value, Place Place)> Written => Stores.Concat(Sums);
}

/// <summary>dW += sum over all rows of adjoint ⊗ operand; of operand ⊗ adjoint where the product was with Wᵀ.</summary>
/// <param name="Weights">The matrices.</param>
/// <param name="Adjoint">Rows of the products' adjoints.</param>
/// <param name="Operand">Rows of the vector that was multiplied.</param>
/// <param name="Transposed">Whether the product was with Wᵀ.</param>
/// <param name="Sums">
/// Memory for this sum when dW has others besides: each is one chain over all rows, whatever windows they come in, and they meet at the end.
/// </param>
internal sealed record OuterKernel(WeightRun Weights, Place Adjoint, Place Operand, bool Transposed, Buffer? Sums = null) : Kernel;

/// <summary>Rows of a table's gradient += the rows of a panel, each to the row that its step's token chose.</summary>
internal sealed record ScatterKernel(int Table, Buffer Source) : Kernel;

/// <summary>sums += sum over all rows of a panel's slots; sums start at zero.</summary>
internal sealed record RowSumKernel(Buffer Sums, Buffer Source) : Kernel;

/// <summary>Sums over the steps of each sequence start at zero where a pass back begins; they go on from window to window.</summary>
internal sealed record BeginSumsKernel(IReadOnlyList<Buffer> Sums) : Kernel;

/// <summary>One row = the sum of vector parameters, slot by slot.</summary>
internal sealed record BiasKernel(Buffer Bias, IReadOnlyList<(int Slot, int Parameter)> Terms) : Kernel;

/// <summary>Gradients of vector parameters += the rows of some sums, slot by slot.</summary>
internal sealed record VectorGradientKernel(Buffer Sums, IReadOnlyList<(int Slot, int Parameter)> Terms) : Kernel;
