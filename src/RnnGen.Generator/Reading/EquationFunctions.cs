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
        OpCode.Dropout, OpCode.VariationalDropout, OpCode.Zoneout,
    }.ToDictionary(op => op.ToString(), System.StringComparer.Ordinal);

    /// <summary>Functions that see all features of their vectors at once.</summary>
    public static IReadOnlyDictionary<string, OpCode> OfRows { get; } = new Dictionary<string, OpCode>(System.StringComparer.Ordinal)
    {
        ["Sum"] = OpCode.SumFeatures,
        ["Mean"] = OpCode.Mean,
        ["Max"] = OpCode.MaxFeatures,
        ["Dot"] = OpCode.Dot,
        ["Softmax"] = OpCode.Softmax,
        ["LogSoftmax"] = OpCode.LogSoftmax,
        ["LayerNorm"] = OpCode.LayerNorm,
        ["Concat"] = OpCode.Concat,
        ["Slice"] = OpCode.Slice,
        ["Outer"] = OpCode.Outer,
    };

    public static string Names { get; } = string.Join(", ", ByName.Keys.Concat(OfRows.Keys).Append("Row").Append("Transpose").Distinct().OrderBy(name => name, System.StringComparer.Ordinal));
}
