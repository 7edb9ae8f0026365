using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using RnnGen.Analyzers.Facts;

namespace RnnGen.Analyzers.Flow;

/// <summary>What numbers mean: raw scores, probabilities, their logarithms, likelihoods in nats.</summary>
internal sealed class KindDomain : FlowDomain
{
    public override FlowValue Declared(ISymbol symbol, FlowValue value, FlowContext context) =>
        context.Facts.Of(symbol).Kind is { } kind ? value with { Kind = new KindFact(kind) } : value;

    public override FlowValue Call(FlowCall call, FlowValue result)
    {
        ValueFacts facts = call.Member is IMethodSymbol method ? call.Context.Facts.Of(method).Result : call.Context.Facts.Of(call.Member);
        if (facts.Kind is { } declared)
            return result with { Kind = new KindFact(declared) };
        if (call.Member.ContainingType is { Name: "Math", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } && call.Arguments.Length > 0)
            return result with { Kind = OfMath(call.Member.Name, call.Arguments[0].Value.Kind) };
        if (!call.IsLibrary)
            return result.Kind is null && IsModelLogits(call) ? result with { Kind = new KindFact(ValueKind.Logits) } : result;
        KindFact? self = call.Receiver?.Value.Kind;
        return (call.Member.ContainingType?.Name, call.Member.Name) switch
        {
            ("Tensor", "Softmax" or "MaskedSoftmax") => result with { Kind = new KindFact(ValueKind.Prob) },
            ("Tensor", "LogSoftmax") => result with { Kind = new KindFact(ValueKind.LogProb) },
            ("Tensor", "Exp" or "Log") => result with { Kind = OfMath(call.Member.Name, self) },
            ("Tensor", "Permute" or "Transpose" or "Squeeze" or "Unsqueeze" or "Slice" or "Select" or "Take" or "Reshape" or "this[]" or "GatherLast" or "Reverse") => result with { Kind = self },
            ("Tensor", "Where" or "MaskedFill") => result with { Kind = self?.Kind == ValueKind.Logits ? self : null },
            ("Sequence" or "ScannedSequence" or "Vectors", "ToTensor" or "Unwrap") => result with { Kind = self },
            ("Sequence" or "Vectors", "From") => result with { Kind = call.Argument("values")?.Value.Kind },
            ("Linear", "Apply") => result with { Kind = new KindFact(ValueKind.Logits) },
            ("Losses", "CrossEntropy" or "NegativeLogLikelihood") => result with { Kind = new KindFact(ValueKind.NllNats) },
            ("TokenLosses", "Total" or "PerToken" or "Sum") or ("LossValue", "Sum") or ("TokenStatistics", "Sum") => result with { Kind = self },
            ("TokenLosses", "Mean") or ("LossValue", "Value") => result with { Kind = self is { } nll ? nll with { IsMean = true } : null },
            ("Tensor", "Sum" or "Mean") => result with { Kind = self?.Kind == ValueKind.NllNats ? self with { IsMean = call.Member.Name == "Mean" } : null },
            _ => call.Member is IMethodSymbol { MethodKind: MethodKind.UserDefinedOperator } && call.Arguments.Length == 2
                ? result with { Kind = Combine(call.Member.Name == "op_Addition" ? BinaryOperatorKind.Add : BinaryOperatorKind.None, call.Arguments[0], call.Arguments[1]) }
                : result,
        };
    }

    public override FlowValue Element(FlowElement element, FlowValue result) => result.Kind is null ? result with { Kind = element.Array.Value.Kind } : result;

    public override FlowValue Arithmetic(FlowArithmetic arithmetic, FlowValue result)
    {
        if (arithmetic.Operation is ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Add } && arithmetic.Right.Value.Kind is { Kind: ValueKind.NllNats } added && arithmetic.Left.Value.Kind is null)
            return result with { Kind = added };
        return result with { Kind = Combine(arithmetic.Kind, arithmetic.Left, arithmetic.Right) };
    }

    /// <summary>Sums of likelihoods are likelihoods; with something else added they are no longer those of the tokens.</summary>
    private static KindFact? Combine(BinaryOperatorKind kind, FlowArgument left, FlowArgument right)
    {
        KindFact? a = left.Value.Kind, b = right.Value.Kind;
        bool isNll = a?.Kind == ValueKind.NllNats || b?.Kind == ValueKind.NllNats;
        if (!isNll)
            return null;
        switch (kind)
        {
            case BinaryOperatorKind.Add:
                KindFact own = a?.Kind == ValueKind.NllNats ? a : b!;
                FlowArgument other = a?.Kind == ValueKind.NllNats ? right : left;
                bool isSame = other.Value.Kind?.Kind == ValueKind.NllNats || IsConstant(other);
                return own with { IsMixed = own.IsMixed || other.Value.Kind?.IsMixed == true || !isSame, IsMean = own.IsMean };
            case BinaryOperatorKind.Divide when a?.Kind == ValueKind.NllNats && right.Operation?.WithoutConversions().Type?.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64:
                return a;
            default:
                return null;
        }
    }

    private static bool IsConstant(FlowArgument argument) => argument.Operation?.WithoutConversions().ConstantValue.HasValue == true;

    private static KindFact? OfMath(string name, KindFact? operand) => (name, operand) switch
    {
        ("Log", { Kind: ValueKind.Prob }) => new KindFact(ValueKind.LogProb),
        ("Exp", { Kind: ValueKind.LogProb }) => new KindFact(ValueKind.Prob),
        ("Exp", { Kind: ValueKind.NllNats, IsMixed: false }) => new KindFact(ValueKind.Perplexity),
        _ => null,
    };

    /// <summary>The result of a model's forward method that is called Logits.</summary>
    private static bool IsModelLogits(FlowCall call) => call.Member is IPropertySymbol { Name: "Logits" } property && call.Context.IsRuntime(property.Type);
}
