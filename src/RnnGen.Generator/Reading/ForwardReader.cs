using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using RnnGen.Generator.Model;

namespace RnnGen.Generator.Reading;

/// <summary>The body of a forward method -> a graph of layer calls and functions. What it does not understand it refuses.</summary>
internal sealed partial class ForwardReader(KnownSymbols known, LayerReader layers, ICollection<Problem> problems, CancellationToken token)
{
    private readonly ForwardSignature signature = new(known, problems);
    private readonly ForwardGraph graph = new();
    private readonly Dictionary<ISymbol, ForwardTerm> variables = new(SymbolEqualityComparer.Default);
    private IOperation? returned;
    private ForwardTerm? result;
    private bool failed;

    public ForwardSpec? Read(IMethodSymbol method, IOperation? operation)
    {
        if (!signature.Check(method, operation is IMethodBodyOperation))
            return null;
        foreach (IParameterSymbol parameter in method.Parameters)
            variables.Add(parameter, new ForwardTerm.Value(graph.Add(signature.Read(parameter))));

        var body = (IMethodBodyOperation)operation!;
        Statement(body.BlockBody ?? body.ExpressionBody);
        if (failed || Results(ForwardSignature.ResultNames(method)) is not { } results)
            return null;
        ForwardSpec spec = graph.Finish(method.Name, results);
        if (spec.Ops.All(op => op.Layer < 0) || results.Any(item => graph.IsParameter(item.Value)))
            Refuse(method.Place(), "the forward method applies no layer: call `Layer.Lookup`, `Layer.Scan` or `Layer.Apply`");
        else if (results.GroupBy(item => item.Value).FirstOrDefault(group => group.Count() > 1) is { } twice)
            Refuse(returned!.Syntax.GetLocation(), "`" + graph.TextOf(twice.Key) + "` is returned twice: a result has one name and one gradient");
        else if (spec.Parameters.FirstOrDefault(parameter => parameter.Form != ValueForm.Tokens && parameter.Size is null) is { } open)
            Refuse(method.Place(), "how many features `" + open.Name + "` has is not known: " + DeclareSize(open));
        signature.CheckShapes(method, graph, results);
        return failed ? null : spec;
    }

    private static string DeclareSize(ForwardParameter parameter) =>
        "declare them, `[Shape(\"B\", " + (parameter.Form == ValueForm.Vectors ? "" : "\"T\", ") + "\"F\")]` with a constant or number for F";

    private IReadOnlyList<ForwardResult>? Results(IReadOnlyList<string> names)
    {
        IReadOnlyList<ForwardTerm> terms = result is ForwardTerm.Several several ? several.Elements : result is null ? [] : [result];
        if (terms.Count != names.Count)
            return null;
        List<ForwardResult> results = [];
        foreach (ForwardTerm term in terms)
        {
            if (term is not ForwardTerm.Value value)
            {
                Refuse(returned!);
                return null;
            }

            results.Add(new ForwardResult(names[results.Count], value.Index));
        }

        return results;
    }

    private void Statement(IOperation? statement)
    {
        token.ThrowIfCancellationRequested();
        if (returned is not null)
            return;
        switch (statement)
        {
            case IBlockOperation block:
                foreach (IOperation inner in block.Operations)
                    Statement(inner);
                break;
            case IVariableDeclarationGroupOperation group:
                foreach (IVariableDeclaratorOperation declarator in group.Declarations.SelectMany(declaration => declaration.Declarators))
                    if (declarator.Initializer is { } initializer)
                        Bind(declarator.Symbol, Expression(initializer.Value));
                break;
            case IExpressionStatementOperation { Operation: ISimpleAssignmentOperation { IsRef: false } assignment }:
                Assign(assignment.Target, Expression(assignment.Value));
                break;
            case IExpressionStatementOperation { Operation: ICompoundAssignmentOperation compound }:
                Assign(compound.Target, Binary(compound, compound.OperatorKind, compound.Target, compound.Value));
                break;
            case IExpressionStatementOperation { Operation: IDeconstructionAssignmentOperation deconstruction }:
                Assign(deconstruction.Target, Expression(deconstruction.Value));
                break;
            case IReturnOperation { Kind: OperationKind.Return, ReturnedValue: { } value }:
                returned = value;
                result = Expression(value);
                failed |= result is null;
                break;
            case IEmptyOperation or null:
                break;
            default:
                Refuse(statement);
                break;
        }
    }

    private void Assign(IOperation target, ForwardTerm? term)
    {
        switch (target)
        {
            case ILocalReferenceOperation { Local.IsRef: false } local:
                Bind(local.Local, term);
                break;
            case IParameterReferenceOperation parameter:
                Bind(parameter.Parameter, term);
                break;
            case IDeclarationExpressionOperation declaration:
                Assign(declaration.Expression, term);
                break;
            case IDiscardOperation:
                break;
            case ITupleOperation tuple when term is ForwardTerm.Several several && several.Elements.Count == tuple.Elements.Length:
                for (int i = 0; i < tuple.Elements.Length; i++)
                    Assign(tuple.Elements[i], several.Elements[i]);
                break;
            default:
                if (term is not null)
                    Refuse(target);
                break;
        }
    }

    private void Bind(ISymbol variable, ForwardTerm? term)
    {
        if (term is null)
            return;
        variables[variable] = term;
        if (term is ForwardTerm.Value value)
            graph.Name(value.Index, variable.Name);
    }

    private ForwardTerm? Expression(IOperation operation)
    {
        token.ThrowIfCancellationRequested();
        if (operation.ConstantValue is { HasValue: true, Value: double or float or int or long or short or byte or sbyte or ushort or uint or ulong })
            return new ForwardTerm.Number(Convert.ToDouble(operation.ConstantValue.Value, System.Globalization.CultureInfo.InvariantCulture));
        return operation switch
        {
            IParenthesizedOperation inner => Expression(inner.Operand),
            IConversionOperation conversion when IsHarmless(conversion) => Expression(conversion.Operand),
            ILocalReferenceOperation local => Variable(local.Local),
            IParameterReferenceOperation parameter => Variable(parameter.Parameter),
            ITupleOperation tuple => Tuple(tuple),
            IBinaryOperation binary => Binary(binary, binary.OperatorKind, binary.LeftOperand, binary.RightOperand),
            IInvocationOperation call => Call(call),
            _ => Refuse(operation),
        };
    }

    private static bool IsHarmless(IConversionOperation conversion) =>
        conversion.Conversion.IsIdentity || (conversion.Conversion.IsReference && conversion.IsImplicit)
        || (conversion.IsImplicit && conversion.Type is { IsTupleType: true });

    private ForwardTerm? Variable(ISymbol symbol)
    {
        if (variables.TryGetValue(symbol, out ForwardTerm? term))
            return term;
        failed = true;
        return null;
    }

    private ForwardTerm? Tuple(ITupleOperation tuple)
    {
        ForwardTerm?[] elements = [.. tuple.Elements.Select(Expression)];
        return elements.Contains(null) ? null : new ForwardTerm.Several(elements!);
    }

    private ForwardTerm.Value Add(ForwardOp op, string text) => new(graph.Add(op, text));

    private ForwardTerm? Refuse(IOperation operation)
    {
        failed = true;
        if (!EquationReader.IsBroken(operation))
            Refuse(operation.Syntax.GetLocation(), "`" + Short(operation.Syntax) + "` is not part of the forward language: " + Instead(operation));
        return null;
    }

    private ForwardTerm? Refuse(Location place, string message)
    {
        failed = true;
        problems.Add(new Problem(ProblemKind.Forward, place, message));
        return null;
    }

    private ForwardTerm? Mismatch(IOperation place, string message)
    {
        failed = true;
        problems.Add(new Problem(ProblemKind.Shape, place.Syntax.GetLocation(), message));
        return null;
    }

    private static string Instead(IOperation operation) => operation switch
    {
        IConditionalOperation or ISwitchOperation or ISwitchExpressionOperation or ICoalesceOperation =>
            "it is read once and runs for every batch; blend values with a gate, or declare two models",
        ILoopOperation => "write the layers out one after another; a recurrent layer runs over the steps by itself",
        IBinaryOperation or ICompoundAssignmentOperation or IUnaryOperation => "values are combined with `+`, `-` and `*`; other operators are for the step of a cell",
        IObjectCreationOperation or IArrayCreationOperation or ICollectionExpressionOperation or IDefaultValueOperation or ILiteralOperation =>
            "make it a parameter of the forward method, or a layer",
        _ => "a forward method is made of `Layer.Lookup(tokens)`, `Layer.Scan(sequence)`, `Layer.Apply(value)` on the model's layers, functions of `RnnGen.Sequences`, `+`, `-`, `*`, and locals",
    };

    private static string Short(SyntaxNode node)
    {
        string text = node.ToString().Split('\n')[0].Trim();
        return text.Length <= 40 ? text : text[..37] + "...";
    }
}
