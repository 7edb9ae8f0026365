using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Operations;
using RnnGen.Generator.Model;

namespace RnnGen.Generator.Reading;

/// <summary>
/// The body of a step -> one operation per line. Locals are values here: assigning again simply makes the name stand for another line.
/// The two switches are the table of contents of the language; whatever they do not name is refused.
/// </summary>
internal sealed partial class EquationReader(
    KnownSymbols known,
    SemanticModel model,
    StepSignature signature,
    ParameterReader parameters,
    CellScope scope,
    EquationLines lines,
    ICollection<Problem> problems,
    CancellationToken token)
{
    private readonly Dictionary<ISymbol, Term?> variables = new(SymbolEqualityComparer.Default);
    private string prefix = ""; // of names, in the step of a part
    private StepResult? result;
    private Term? answer;
    private bool returned;
    private bool failed;

    /// <summary>Returns null when something was refused, or silently when the compiler already complains.</summary>
    public StepResult? Read(IOperation? method)
    {
        if (method is IMethodBodyOperation body)
            Statement(body.BlockBody ?? body.ExpressionBody);
        return failed ? null : result;
    }

    private void Statement(IOperation? statement)
    {
        token.ThrowIfCancellationRequested();
        if (returned)
            return;
        switch (statement)
        {
            case IBlockOperation block:
                foreach (IOperation inner in block.Operations)
                    Statement(inner);
                break;
            case IVariableDeclarationGroupOperation group:
                foreach (IVariableDeclarationOperation declaration in group.Declarations)
                    foreach (IVariableDeclaratorOperation declarator in declaration.Declarators)
                        Declare(declarator, declarator.Initializer ?? declaration.Initializer);
                break;
            case IExpressionStatementOperation { Operation: ISimpleAssignmentOperation or ICompoundAssignmentOperation or IDeconstructionAssignmentOperation } expression:
                Expression(expression.Operation);
                break;
            case IExpressionStatementOperation { Operation: IInvocationOperation call } when KnownSymbols.Same(call.TargetMethod.ContainingType, known.Equations):
                Refuse(call, "A value that is not used", "assign it to a local variable, or remove it");
                break;
            case IExpressionStatementOperation expression:
                Refuse(expression.Operation);
                break;
            case IReturnOperation { Kind: OperationKind.Return, ReturnedValue: { } value }:
                returned = true;
                Return(value);
                break;
            case IEmptyOperation or null:
                break;
            default:
                Refuse(statement);
                break;
        }
    }

    private Term? Expression(IOperation operation)
    {
        token.ThrowIfCancellationRequested();
        if (operation.ConstantValue is { HasValue: true } constant)
            return Number.From(constant.Value) is { } number ? new Term.Number(number) : Refuse(operation);
        return operation switch
        {
            IParenthesizedOperation inner => Expression(inner.Operand),
            IConversionOperation conversion => Conversion(conversion),
            ILocalReferenceOperation { IsDeclaration: false } local => Variable(local.Local),
            IParameterReferenceOperation parameter => Parameter(parameter),
            IPropertyReferenceOperation { Property.IsIndexer: true } element => Range(element),
            IPropertyReferenceOperation property => Property(property),
            IFieldReferenceOperation field => Element(field),
            ITupleOperation tuple => Tuple(tuple),
            IBinaryOperation binary => Binary(binary, binary.OperatorKind, binary.OperatorMethod, binary.LeftOperand, Expression(binary.LeftOperand), binary.RightOperand),
            IUnaryOperation unary => Unary(unary),
            IInvocationOperation call => Call(call),
            ISimpleAssignmentOperation { IsRef: false } assignment => Assign(assignment.Target, Expression(assignment.Value)),
            ICompoundAssignmentOperation compound => Compound(compound),
            IDeconstructionAssignmentOperation deconstruction => Assign(deconstruction.Target, Expression(deconstruction.Value)),
            _ => Refuse(operation),
        };
    }

    private void Return(IOperation value)
    {
        SyntaxNode[] nodes = Strip(value) is ITupleOperation tuple
            ? [.. tuple.Elements.Select(element => element.Syntax)]
            : [.. signature.Returned.Select(_ => value.Syntax)];
        Term? term = Expression(value);
        Term?[] elements = term is Term.Tuple several ? [.. several.Elements] : [term];
        if (elements.All(element => element is Term.Vector or Term.Scalar or Term.Scores or Term.MatrixValue { IsTransposed: false }) && elements.Length == signature.Returned.Count)
            (answer, result) = (term, new StepResult([.. elements.Select(element => ((Term.Value)element!).Line)], nodes));
        else if (!failed)
            Refuse(value);
    }

    private Term? Conversion(IConversionOperation conversion)
    {
        Term? term = Expression(conversion.Operand);
        if (term is Term.Number { Constant: var constant } && (conversion.Conversion.IsNumeric || conversion.Conversion.IsIdentity) && Number.Convert(constant, conversion.Type) is { } number)
            return new Term.Number(number);
        if (term is Term.Number && known.IsScalar(conversion.Type) && known.IsScalar(conversion.OperatorMethod?.ContainingType))
            return term;
        Conversion kind = conversion.GetConversion();
        if (term is Term.Token && !kind.IsIdentity)
            return RefuseOperand(conversion, term);
        bool harmless = term is not Term.Number && (kind.IsIdentity || kind.IsTupleConversion || kind.IsTupleLiteralConversion);
        return term is null || harmless ? term : Refuse(conversion);
    }

    private Term? Variable(ISymbol symbol) => variables.TryGetValue(symbol, out Term? term) ? term : Fail();

    private Term? Parameter(IParameterReferenceOperation reference)
    {
        if (variables.TryGetValue(reference.Parameter, out Term? reassigned))
            return reassigned;
        if (signature.IsMemory(reference.Parameter))
            return new Term.Memory(lines.Leaf(OpCode.Memory, 0, reference.Syntax));
        if (!signature.Variables.TryGetValue(reference.Parameter, out var variable))
            return Refuse(reference);
        int line = lines.Leaf(variable.IsState ? OpCode.State : OpCode.Input, variable.Index, reference.Syntax);
        return signature.IsToken(reference.Parameter) ? new Term.Token(line) : Result(reference, line);
    }

    private Term? Property(IPropertyReferenceOperation reference)
    {
        int index = reference.Instance is IInstanceReferenceOperation ? scope.IndexOf(reference.Property) : -1;
        if (index < 0)
            return reference.Instance is IInvocationOperation call && CalledPart(call) is not null && Expression(call) is null ? Fail() : Refuse(reference);
        return parameters.Specs[index] switch
        {
            { IsTable: true } => new Term.Table(index),
            { IsMatrix: true } => new Term.Matrix(index),
            _ => Result(reference, lines.Leaf(OpCode.Parameter, index, reference.Syntax)),
        };
    }

    private Term? Element(IFieldReferenceOperation reference)
    {
        if (reference is not { Instance: { } instance, Field.ContainingType: { IsTupleType: true } type })
            return Refuse(reference);
        int index = type.TupleElements.ToList().FindIndex(element =>
            element.Name == reference.Field.Name || element.CorrespondingTupleField?.Name == reference.Field.Name);
        return Expression(instance) is Term.Tuple tuple && index >= 0 && index < tuple.Elements.Count ? tuple.Elements[index] : Fail();
    }

    private Term? Tuple(ITupleOperation tuple)
    {
        Term?[] elements = [.. tuple.Elements.Select(Expression)];
        return elements.Contains(null) ? Fail() : new Term.Tuple(elements!);
    }

    private Term? Unary(IUnaryOperation unary)
    {
        Term? operand = Expression(unary.Operand);
        return (unary.OperatorKind, operand) switch
        {
            (_, null) => null,
            (UnaryOperatorKind.Plus, Term.Number number) => number,
            (UnaryOperatorKind.Minus, Term.Number number) => new Term.Number(-number.Constant),
            (UnaryOperatorKind.Minus, Term.Value value) when known.HasOperators(unary.OperatorMethod?.ContainingType) && IsPlain(value) =>
                Result(unary, lines.Add(new Line(OpCode.Negate, [value.Line]), unary.Syntax, unary.Operand.Syntax)),
            _ => Refuse(unary),
        };
    }

    private Term? Call(IInvocationOperation call)
    {
        if (IsAttention(call, out OpCode attention))
            return AttentionCall(call, attention);
        if (CalledPart(call) is { } part)
            return SubStep(call, part);
        if (IsTranspose(call.TargetMethod))
            return Transpose(call);
        if (IsRow(call.TargetMethod))
            return RowOfTable(call);
        if (KnownSymbols.Same(call.TargetMethod.ContainingType, known.Equations) && EquationFunctions.OfRows.TryGetValue(call.TargetMethod.Name, out OpCode rows)
            && (rows != OpCode.MaxFeatures || call.Arguments.Length == 1))
            return RowCall(call, rows);
        if (!KnownSymbols.Same(call.TargetMethod.ContainingType, known.Equations) || !EquationFunctions.ByName.TryGetValue(call.TargetMethod.Name, out OpCode op))
            return Refuse(call);
        IOperation[] arguments = [.. call.Arguments.OrderBy(argument => argument.Parameter?.Ordinal).Select(argument => argument.Value)];
        Term?[] terms = [.. arguments.Select(Expression)];
        if (terms.Contains(null))
            return Fail();
        if (terms.FirstOrDefault(term => !IsPlain(term)) is { } odd)
            return RefuseOperand(call, odd);
        if (!terms.All(term => term is Term.Value or Term.Number) || !terms.Any(term => term is Term.Value))
            return Refuse(call);
        if (op is OpCode.Dropout or OpCode.VariationalDropout or OpCode.Zoneout && terms[^1] is Term.Number { Constant: not (>= 0 and < 1) })
            return Refuse(arguments[^1], "The rate `" + arguments[^1].Syntax + "`", "a rate is a probability: 0 or more and below 1");
        int[] operands = [.. terms.Zip(arguments, (term, argument) => Operand(term!, argument))];
        return Result(call, lines.Add(new Line(op, operands.ToEquatableArray()), call.Syntax, [.. arguments.Select(argument => argument.Syntax)]));
    }

    private Term.Value Result(IOperation operation, int line) =>
        known.IsScalar(operation.Type) ? new Term.Scalar(line)
        : known.IsMatrix(operation.Type) ? new Term.MatrixValue(line)
        : known.IsMemory(operation.Type) ? new Term.Memory(line)
        : known.IsScores(operation.Type) ? new Term.Scores(line)
        : new Term.Vector(line);

    private static IOperation Strip(IOperation operation) => operation switch
    {
        IConversionOperation conversion => Strip(conversion.Operand),
        IParenthesizedOperation parenthesized => Strip(parenthesized.Operand),
        _ => operation,
    };

    private Term? Fail()
    {
        failed = true;
        return null;
    }
}
