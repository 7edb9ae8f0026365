using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using RnnGen.Generator.Model;

namespace RnnGen.Generator.Reading;

/// <content>Operators with two operands.</content>
internal sealed partial class EquationReader
{
    /// <summary>An operator or compound assignment; <paramref name="left"/> is already read, the right operand is read here.</summary>
    private Term? Binary(IOperation operation, BinaryOperatorKind kind, IMethodSymbol? method, IOperation leftOperand, Term? left, IOperation rightOperand)
    {
        Term? right = Expression(rightOperand);
        SyntaxNode[] operands = [leftOperand.Syntax, rightOperand.Syntax];
        bool ours = known.HasOperators(method?.ContainingType);
        return (left, right) switch
        {
            (null, _) or (_, null) => Fail(),
            (Term.Number a, Term.Number b) when method is null => Number.Combine(kind, a.Constant, b.Constant, operation.Type) is { } number
                ? new Term.Number(number)
                : Refuse(operation),
            (Term.Matrix { Index: var blocked }, Term.Memory) when parameters.Specs[blocked].Blocks > 1 => Refuse(
                operation, "A block-diagonal matrix times a memory", "give the matrix its full shape, or multiply before the memory is made"),
            (Term.Matrix matrix, Term.Vector or Term.Memory) when ours && kind == BinaryOperatorKind.Multiply && right is Term.Value vector =>
                Result(operation, lines.Add(new Line(matrix.IsTransposed ? OpCode.TransposedMatVec : OpCode.MatVec, [vector.Line], matrix.Index), operation.Syntax, operands)),
            (Term.MatrixValue matrix, Term.Vector vector) when ours && kind == BinaryOperatorKind.Multiply =>
                new Term.Vector(lines.Add(new Line(matrix.IsTransposed ? OpCode.ApplyTransposed : OpCode.Apply, [matrix.Line, vector.Line]), operation.Syntax, operands)),
            _ when !IsPlain(left) || !IsPlain(right) => RefuseOperand(operation, IsPlain(left) ? right : left),
            (Term.Value or Term.Number, Term.Value or Term.Number) when ours && Elementwise(kind) is { } op =>
                Result(operation, lines.Add(new Line(op, [Operand(left, leftOperand), Operand(right, rightOperand)]), operation.Syntax, operands)),
            _ => Refuse(operation),
        };
    }

    private int Operand(Term term, IOperation operation) => term switch
    {
        Term.Value value => value.Line,
        Term.Number number => lines.Constant(number.Constant, operation.Syntax),
        _ => throw new System.InvalidOperationException("only vectors, scalars and numbers are elementwise operands"),
    };

    private static OpCode? Elementwise(BinaryOperatorKind kind) => kind switch
    {
        BinaryOperatorKind.Add => OpCode.Add,
        BinaryOperatorKind.Subtract => OpCode.Subtract,
        BinaryOperatorKind.Multiply => OpCode.Multiply,
        BinaryOperatorKind.Divide => OpCode.Divide,
        BinaryOperatorKind.GreaterThan => OpCode.Greater,
        BinaryOperatorKind.GreaterThanOrEqual => OpCode.GreaterOrEqual,
        BinaryOperatorKind.LessThan => OpCode.Less,
        BinaryOperatorKind.LessThanOrEqual => OpCode.LessOrEqual,
        _ => null,
    };
}
