using System;
using System.Linq;
using RnnGen.Generator.Model;

namespace RnnGen.Generator.Tests.Operations;

/// <summary>The operations by what they are.</summary>
internal static class Operators
{
    /// <summary>What a user can write on one vector.</summary>
    public static OpCode[] Unary { get; } =
        [OpCode.Negate, OpCode.Sigmoid, OpCode.Tanh, OpCode.Relu, OpCode.Exp, OpCode.Log, OpCode.Sqrt, OpCode.Abs, OpCode.Softplus];

    /// <summary>What a user can write between two.</summary>
    public static OpCode[] Binary { get; } = [OpCode.Add, OpCode.Subtract, OpCode.Multiply, OpCode.Divide];

    /// <summary>Products with a weight.</summary>
    public static OpCode[] Products { get; } = [OpCode.MatVec, OpCode.TransposedMatVec];

    /// <summary>Only the compiler makes these.</summary>
    public static OpCode[] Internal { get; } =
        [OpCode.Positive, OpCode.Sign, OpCode.OutputGradient, OpCode.StateGradient, OpCode.Affine, .. OfPositions, OpCode.SumSteps, OpCode.SegmentSoftmaxGradient, OpCode.ScoresGradient];

    /// <summary>What the compiler makes of attention.</summary>
    public static OpCode[] OfPositions => [OpCode.Spread, OpCode.SegmentSum, OpCode.SumFeatures, OpCode.Broadcast, OpCode.SegmentSoftmax];

    /// <summary>What a user can write about a memory.</summary>
    public static OpCode[] Attention { get; } = [OpCode.Memory, OpCode.Dot, OpCode.Softmax, OpCode.Context];

    public static OpCode[] Leaves { get; } = [OpCode.Input, OpCode.State, OpCode.Parameter, OpCode.Constant];

    public static OpCode[] All { get; } = [.. Enum.GetValues<OpCode>()];

    /// <summary>Every operation is in exactly one of the groups, so that a new one cannot be forgotten.</summary>
    public static OpCode[] Grouped { get; } = [.. Unary.Concat(Binary).Concat(Internal).Concat(Leaves).Concat(Products).Concat(Attention)];

    /// <summary>Whether the operation wants positive operands.</summary>
    public static bool IsForPositive(OpCode op) => op is OpCode.Log or OpCode.Sqrt;
}
