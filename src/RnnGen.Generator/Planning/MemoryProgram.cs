using System.Collections.Generic;
using RnnGen.Generator.Ir;
using RnnGen.Generator.Model;

namespace RnnGen.Generator.Planning;

/// <summary>What a cell does with the positions of its memory.</summary>
/// <param name="Buffers">Memory of its own, in order: what belongs to pairs comes last, so that positions stay in place from one window of steps to the next.</param>
/// <param name="Before">Ahead of the forward loop: what is the same at every step, for all positions.</param>
/// <param name="Clusters">Inside the loops: what a step does with the positions it sees.</param>
/// <param name="BeforeBackward">Ahead of the backward loop.</param>
/// <param name="AfterBackward">After it: back through what is the same at every step, once.</param>
/// <param name="Scores">Outputs that are one number for each position, with the places where they are kept.</param>
internal sealed record MemoryProgram(
    IReadOnlyList<Buffer> Buffers,
    IReadOnlyList<Kernel> Before,
    IReadOnlyList<Cluster> Clusters,
    IReadOnlyList<Kernel> BeforeBackward,
    IReadOnlyList<Kernel> AfterBackward,
    IReadOnlyList<ScoresPlace> Scores)
{
    public static Buffer Input(VariableSpec memory) => new(memory.Name, memory.Size, 1, Extent.Positions, memory.Name, IsExternal: true);

    public static Buffer InputGradient(VariableSpec memory) =>
        new("d" + memory.Name, memory.Size, 1, Extent.Positions, "dL/d" + memory.Name, IsExternal: true);
}

/// <summary>Where an output of one number for each position lies, and where its gradient is taken from.</summary>
internal sealed record ScoresPlace(Place Values, Place Gradient);

/// <summary>What one step does with positions between reading vectors of the step and giving vectors to the step.</summary>
/// <param name="Index">Position in the program.</param>
/// <param name="Operands">The step's vectors it reads.</param>
/// <param name="Results">Sums over positions that it gives.</param>
/// <param name="Kernels">What it runs, in order.</param>
internal sealed record Cluster(int Index, IReadOnlyList<Value> Operands, IReadOnlyList<Value> Results, IReadOnlyList<Kernel> Kernels);

/// <summary>A cluster with the places of its operands and results.</summary>
internal sealed record AttendKernel(Cluster Cluster, IReadOnlyList<Place> Operands, IReadOnlyList<Place> Results) : Kernel;

/// <summary>How a loop over positions reads a value.</summary>
internal enum ReadAs
{
    /// <summary>Row by row.</summary>
    Rows,

    /// <summary>Row by row one number, for all features.</summary>
    Number,

    /// <summary>A vector of the step: one row for all positions of a sequence.</summary>
    Step,

    /// <summary>A scalar of the step, for all features.</summary>
    StepNumber,

    /// <summary>A vector parameter.</summary>
    Parameter,

    /// <summary>A scalar parameter, for all features.</summary>
    ParameterNumber,
}

/// <summary>A value that a loop over positions reads; with <see cref="ReadAs.Step"/> its place is that of an operand of the cluster.</summary>
internal sealed record PositionLoad(Value Value, ReadAs Reading, Place? Place, Value? Source);

/// <summary>What a loop over positions does with a value it has computed.</summary>
internal enum SinkKind
{
    /// <summary>Writes it, row by row.</summary>
    Store,

    /// <summary>Adds it to rows that all steps add to.</summary>
    Accumulate,

    /// <summary>Adds it up over the positions of each sequence.</summary>
    SegmentSum,

    /// <summary>Adds it up over features; the lanes are left to be added up.</summary>
    LaneSum,

    /// <summary>Adds it up over all rows: the gradient of a vector parameter.</summary>
    ColumnSum,
}

/// <summary>A value that a loop over positions has to give.</summary>
/// <param name="Kind">What happens to it.</param>
/// <param name="Value">The value.</param>
/// <param name="Result">The operation whose result it is part of; the value itself when it is stored.</param>
/// <param name="Place">Where it goes; null for a result of the cluster and for a parameter's gradient.</param>
/// <param name="Parameter">With <see cref="SinkKind.ColumnSum"/> the parameter.</param>
internal sealed record Sink(SinkKind Kind, Value Value, Value Result, Place? Place = null, int Parameter = -1);

/// <summary>One fused loop over the positions of each sequence.</summary>
internal sealed record PositionLoop(
    string Name, Dimension Size, IReadOnlyList<PositionLoad> Loads, IReadOnlyList<Value> Computed, IReadOnlyList<Sink> Sinks) : Kernel;

/// <summary>Adds up the lanes that a loop has left.</summary>
internal sealed record LaneSumKernel(Value Value, Place Target) : Kernel;

/// <summary>Softmax over the positions of each sequence.</summary>
internal sealed record SegmentSoftmaxKernel(Value Value, Place Target, Place Scores) : Kernel;

/// <summary>Back through a softmax over positions.</summary>
internal sealed record SegmentSoftmaxGradientKernel(Value Value, Place Target, Place Weights, Place Gradient) : Kernel;

/// <summary>target (start) W operand, or Wᵀ operand, position by position.</summary>
internal sealed record PositionProductKernel(Place Target, ProductStart Start, int Bias, int Parameter, bool Transposed, Place Operand) : Kernel;

/// <summary>dW += sum over positions of left ⊗ right.</summary>
internal sealed record PositionOuterKernel(int Parameter, Place Left, Place Right) : Kernel;
