using System;
using System.Collections.Generic;
using RnnGen.Generator.Model;

namespace RnnGen.Generator.Tests.Operations;

/// <summary>The operations by what they are.</summary>
internal static class Operators
{
    /// <summary>What a user can write on one vector.</summary>
    public static OpCode[] Unary { get; } =
    [
        OpCode.Negate, OpCode.Sigmoid, OpCode.Tanh, OpCode.Relu, OpCode.Exp, OpCode.Log, OpCode.Sqrt, OpCode.Abs, OpCode.Softplus,
        OpCode.Erf, OpCode.Sin, OpCode.Cos,
    ];

    /// <summary>What a user can write between two.</summary>
    public static OpCode[] Binary { get; } = [OpCode.Add, OpCode.Subtract, OpCode.Multiply, OpCode.Divide, OpCode.Max, OpCode.Min];

    /// <summary>What a user can write and what hands no gradient on.</summary>
    public static OpCode[] Blocking { get; } =
        [OpCode.Floor, OpCode.StopGradient, OpCode.Greater, OpCode.GreaterOrEqual, OpCode.Less, OpCode.LessOrEqual];

    /// <summary>What has operands of several kinds.</summary>
    public static OpCode[] Mixed { get; } = [OpCode.Pow, OpCode.Select];

    /// <summary>What a user can write and the compiler expands, with two vectors.</summary>
    public static OpCode[] Blends { get; } = [OpCode.Zoneout];

    /// <summary>What a user can write and the compiler expands, with constants for all operands but the first.</summary>
    public static IReadOnlyDictionary<OpCode, double[]> Composite { get; } = new Dictionary<OpCode, double[]>
    {
        [OpCode.Silu] = [],
        [OpCode.Gelu] = [],
        [OpCode.HardSigmoid] = [0.2, 0.5],
        [OpCode.HardTanh] = [],
        [OpCode.LeakyRelu] = [0.1],
        [OpCode.Elu] = [1.5],
        [OpCode.LogSigmoid] = [],
        [OpCode.Clamp] = [-0.25, 0.5],
        [OpCode.Mod] = [0.75],
        [OpCode.Dropout] = [0.25],
        [OpCode.VariationalDropout] = [0.25],
    };

    /// <summary>What a user can write on whole vectors.</summary>
    public static OpCode[] Rows { get; } =
    [
        OpCode.SumFeatures, OpCode.MaxFeatures, OpCode.Dot, OpCode.Softmax, OpCode.Concat, OpCode.Slice, OpCode.Broadcast, OpCode.Outer, OpCode.Apply,
        OpCode.ApplyTransposed,
    ];

    /// <summary>Functions written in terms of others.</summary>
    public static OpCode[] Composites { get; } = [OpCode.Mean, OpCode.LogSoftmax, OpCode.LayerNorm];

    /// <summary>Products with a weight.</summary>
    public static OpCode[] Products { get; } = [OpCode.MatVec, OpCode.TransposedMatVec];

    /// <summary>Only the compiler makes these.</summary>
    public static OpCode[] Internal { get; } =
        [OpCode.StepMask, OpCode.SequenceMask, OpCode.ZoneoutMask, OpCode.Positive, OpCode.Sign, OpCode.Share, OpCode.OutputGradient, OpCode.StateGradient, OpCode.Affine, .. OfPositions, OpCode.SumSteps, OpCode.SegmentSoftmaxGradient, OpCode.ScoresGradient, OpCode.Attend, OpCode.LogSumExp, OpCode.Embed, OpCode.RowSum];

    /// <summary>What the compiler makes of attention.</summary>
    public static OpCode[] OfPositions => [OpCode.Spread, OpCode.SegmentSum, OpCode.SegmentSoftmax];

    /// <summary>What a user can write about a memory.</summary>
    public static OpCode[] Attention { get; } = [OpCode.Memory, OpCode.Context];

    /// <summary>What reads a table.</summary>
    public static OpCode[] Tables { get; } = [OpCode.Row];

    public static OpCode[] Leaves { get; } = [OpCode.Input, OpCode.State, OpCode.Parameter, OpCode.Constant];

    public static OpCode[] All { get; } = [.. Enum.GetValues<OpCode>()];

    /// <summary>Every operation is in exactly one of the groups, so that a new one cannot be forgotten.</summary>
    public static OpCode[] Grouped { get; } = [.. Unary, .. Binary, .. Blocking, .. Mixed, .. Blends, .. Composite.Keys, .. Products, .. Attention, .. Internal, .. Leaves, .. Rows, .. Composites, .. Tables];

    /// <summary>Whether the operation wants positive operands.</summary>
    public static bool IsForPositive(OpCode op) => op is OpCode.Log or OpCode.Sqrt or OpCode.Pow;
}
