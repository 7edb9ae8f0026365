using System.Collections.Generic;
using System.Linq;
using RnnGen.Generator.Model;

namespace RnnGen.Generator.Reading;

/// <summary>The methods of <c>RnnGen.Equations</c> and the operation each stands for.</summary>
internal static class EquationFunctions
{
    public static IReadOnlyDictionary<string, OpCode> ByName { get; } = new Dictionary<string, OpCode>(System.StringComparer.Ordinal)
    {
        ["Sigmoid"] = OpCode.Sigmoid,
        ["Tanh"] = OpCode.Tanh,
        ["Relu"] = OpCode.Relu,
        ["Exp"] = OpCode.Exp,
        ["Log"] = OpCode.Log,
        ["Sqrt"] = OpCode.Sqrt,
        ["Abs"] = OpCode.Abs,
        ["Softplus"] = OpCode.Softplus,
    };

    public static string Names { get; } = string.Join(", ", ByName.Keys.OrderBy(name => name, System.StringComparer.Ordinal));
}
