using System.Collections.Generic;
using System.Linq;
using RnnGen.Generator.Model;

namespace RnnGen.Generator.Reading;

/// <summary>The methods of <c>RnnGen.Equations</c> and the operation each stands for.</summary>
internal static class EquationFunctions
{
    /// <summary>Functions of one value and of several; constants count as operands.</summary>
    public static IReadOnlyDictionary<string, OpCode> ByName { get; } = new[]
    {
        OpCode.Sigmoid, OpCode.Tanh, OpCode.Relu, OpCode.Exp, OpCode.Log, OpCode.Sqrt, OpCode.Abs, OpCode.Softplus,
        OpCode.Erf, OpCode.Sin, OpCode.Cos, OpCode.Floor, OpCode.StopGradient, OpCode.Max, OpCode.Min, OpCode.Pow, OpCode.Select,
        OpCode.Silu, OpCode.Gelu, OpCode.HardSigmoid, OpCode.HardTanh, OpCode.LeakyRelu, OpCode.Elu, OpCode.LogSigmoid, OpCode.Clamp, OpCode.Mod,
    }.ToDictionary(op => op.ToString(), System.StringComparer.Ordinal);

    public static string Names { get; } = string.Join(", ", ByName.Keys.OrderBy(name => name, System.StringComparer.Ordinal));
}
