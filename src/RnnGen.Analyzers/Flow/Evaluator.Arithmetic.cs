using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace RnnGen.Analyzers.Flow;

/// <content>Operators: those of the library are calls, those of the language are arithmetic on sizes.</content>
internal sealed partial class Evaluator
{
    private FlowValue Binary(IBinaryOperation binary)
    {
        var left = new FlowArgument(null, Evaluate(binary.LeftOperand), binary.LeftOperand);
        var right = new FlowArgument(null, Evaluate(binary.RightOperand), binary.RightOperand);
        return binary.OperatorMethod is { Parameters.Length: 2 } method
            ? Call(method, binary, null, [left with { Parameter = method.Parameters[0] }, right with { Parameter = method.Parameters[1] }])
            : Arithmetic(binary.OperatorKind, left, right, binary);
    }

    private FlowValue Unary(IUnaryOperation unary)
    {
        var operand = new FlowArgument(null, Evaluate(unary.Operand), unary.Operand);
        if (unary.OperatorMethod is { } method)
            return Call(method, unary, null, [operand with { Parameter = method.Parameters.FirstOrDefault() }]);
        return unary.OperatorKind switch
        {
            UnaryOperatorKind.Plus => operand.Value,
            UnaryOperatorKind.Minus when operand.Value.Number?.Extent is { } number => FlowValue.OfNumber(new Axis(Polynomial.Of(0) - number)),
            _ => FlowValue.Unknown,
        };
    }

    private FlowValue Arithmetic(BinaryOperatorKind kind, FlowArgument left, FlowArgument right, IOperation operation)
    {
        FlowValue result = FlowValue.Unknown;
        if (operation.Type?.SpecialType == SpecialType.System_Int32 && left.Value.Number?.Extent is { } a && right.Value.Number?.Extent is { } b)
            result = FlowValue.OfNumber(kind switch
            {
                BinaryOperatorKind.Add => new Axis(a + b),
                BinaryOperatorKind.Subtract => new Axis(a - b),
                BinaryOperatorKind.Multiply => new Axis(a * b),
                BinaryOperatorKind.Divide when b.Constant is { } divisor => a.DivideBy(divisor) is { } quotient ? new Axis(quotient) : null,
                _ => null,
            });
        var arithmetic = new FlowArithmetic(kind, left, right, operation);
        foreach (FlowDomain domain in FlowCatalog.Domains)
            result = domain.Arithmetic(arithmetic, result);
        if (report is not null)
            foreach (FlowRule rule in context.Rules)
                rule.OnArithmetic(arithmetic, result, report);
        return result;
    }
}
