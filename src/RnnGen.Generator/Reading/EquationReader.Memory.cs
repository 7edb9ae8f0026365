using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using RnnGen.Generator.Model;

namespace RnnGen.Generator.Reading;

/// <content>Attention: what an equation says of a memory and of the scores of its positions.</content>
internal sealed partial class EquationReader
{
    private static OpCode? Attention(string name) => name switch
    {
        "Dot" => OpCode.Dot,
        "Softmax" => OpCode.Softmax,
        "Context" => OpCode.Context,
        _ => null,
    };

    /// <summary>Whether the call is one of the functions of attention, and which.</summary>
    private bool IsAttention(IInvocationOperation call, out OpCode op)
    {
        op = Attention(call.TargetMethod.Name) ?? default;
        return Attention(call.TargetMethod.Name) is not null
            && KnownSymbols.Same(call.TargetMethod.ContainingType, known.Equations)
            && call.TargetMethod.Parameters.Any(parameter => known.IsMemory(parameter.Type) || known.IsScores(parameter.Type));
    }

    private Term? AttentionCall(IInvocationOperation call, OpCode op)
    {
        IOperation[] arguments = [.. call.Arguments.OrderBy(argument => argument.Parameter?.Ordinal ?? 0).Select(argument => argument.Value)];
        Term?[] terms = [.. arguments.Select(Expression)];
        if (terms.Contains(null))
            return Fail();
        if (terms.Any(term => term is not Term.Value))
            return Refuse(call);
        return Result(call, lines.Add(
            new Line(op, terms.OfType<Term.Value>().Select(term => term.Line).ToEquatableArray()), call.Syntax, [.. arguments.Select(argument => argument.Syntax)]));
    }
}
