using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using RnnGen.Generator.Model;

namespace RnnGen.Generator.Reading;

/// <summary>The body of a forward method -> layer calls. Value 0 is the parameter, value k + 1 the result of call k.</summary>
internal sealed class ForwardReader(KnownSymbols known, LayerReader layers, ICollection<Problem> problems, CancellationToken token)
{
    private readonly Dictionary<ISymbol, int> variables = new(SymbolEqualityComparer.Default);
    private readonly List<LayerCall> calls = [];
    private readonly List<Dimension?> features = [];
    private readonly List<string> names = [];
    private int? result;
    private bool failed;

    public ForwardSpec? Read(IMethodSymbol method, IOperation? operation)
    {
        if (method.Parameters is not [{ RefKind: RefKind.None } parameter]
            || !(IsTokens(parameter.Type) || IsSequence(parameter.Type)) || !IsSequence(method.ReturnType)
            || method.IsStatic || method.IsAsync || method.IsGenericMethod || operation is not IMethodBodyOperation body)
        {
            if (method.ReturnType.TypeKind != TypeKind.Error && method.Parameters.All(p => p.Type.TypeKind != TypeKind.Error))
                Refuse(method.Place(), "the forward method must be an instance method that takes one `Tokens` or `Sequence` and returns a `Sequence`");
            return null;
        }

        var shapes = new DeclaredShapes(known, problems);
        variables.Add(parameter, 0);
        features.Add(IsSequence(parameter.Type) ? shapes.FeaturesOf(parameter) : null);
        names.Add(parameter.Name);
        Statement(body.BlockBody ?? body.ExpressionBody);
        if (failed || result is not { } returned)
            return null;
        if (returned == 0)
        {
            Refuse(method.Place(), "the forward method applies no layer: call `Layer.Lookup`, `Layer.Scan` or `Layer.Apply`");
            return null;
        }

        shapes.CheckParameter(parameter, IsSequence(parameter.Type) ? 3 : 2);
        shapes.CheckResult(method, features[returned], names[returned]);
        LayerCall[] chain = ChainTo(returned);
        return new ForwardSpec(method.Name, parameter.Name, IsTokens(parameter.Type), features[0], chain.ToEquatableArray(), chain.Length);
    }

    /// <summary>The calls the result depends on, in order; a call whose value nobody uses is not one of them.</summary>
    private LayerCall[] ChainTo(int value)
    {
        var chain = new Stack<int>();
        for (int current = value; current > 0; current = calls[current - 1].Operand)
            chain.Push(calls[current - 1].Layer);
        return [.. chain.Select((layer, position) => new LayerCall(layer, position))];
    }

    private void Statement(IOperation? statement)
    {
        token.ThrowIfCancellationRequested();
        if (result is not null)
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
            case IExpressionStatementOperation { Operation: ISimpleAssignmentOperation { IsRef: false, Target: ILocalReferenceOperation { Local.IsRef: false } local } assignment }:
                Bind(local.Local, Expression(assignment.Value));
                break;
            case IReturnOperation { Kind: OperationKind.Return, ReturnedValue: { } value }:
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

    private void Bind(ISymbol local, int? value)
    {
        if (value is { } known)
            variables[local] = known;
    }

    private int? Expression(IOperation operation) => operation switch
    {
        IParenthesizedOperation inner => Expression(inner.Operand),
        IConversionOperation { Conversion.IsIdentity: true } or IConversionOperation { Conversion.IsReference: true, IsImplicit: true } =>
            Expression(((IConversionOperation)operation).Operand),
        ILocalReferenceOperation local => Variable(local.Local),
        IParameterReferenceOperation parameter => Variable(parameter.Parameter),
        IInvocationOperation call => Call(call),
        _ => Refuse(operation),
    };

    private int? Variable(ISymbol symbol)
    {
        if (variables.TryGetValue(symbol, out int value))
            return value;
        failed = true;
        return null;
    }

    private int? Call(IInvocationOperation call)
    {
        if (!IsLayerMethod(call.TargetMethod) || call.Instance is not IPropertyReferenceOperation { Instance: IInstanceReferenceOperation } property
            || layers.IndexOf(property.Property) is not (>= 0 and int layer)
            || call.Arguments.Where(argument => argument.ArgumentKind != ArgumentKind.DefaultValue).ToArray() is not [{ Parameter.Ordinal: 0 } argument])
            return Refuse(call);
        if (Expression(argument.Value) is not { } operand)
            return null;
        if (calls.Any(earlier => earlier.Layer == layer))
            return Refuse(call.Syntax.GetLocation(), "`" + property.Property.Name + "` is called twice: a layer keeps the values of one call for its backward pass, declare a second layer");

        LayerSpec spec = layers.Specs[layer];
        if (spec.Kind != LayerKind.Embedding)
        {
            if (operand == 0)
                features[0] ??= spec.Input;
            if (features[operand] is { } given && given.Value != spec.Input.Value)
                problems.Add(new Problem(ProblemKind.Shape, argument.Syntax.GetLocation(), "`" + spec.Name + "` reads (B, T, " + spec.Input + "), `" + names[operand] + "` is (B, T, " + given + ")"));
        }

        calls.Add(new LayerCall(layer, operand));
        features.Add(spec.Output);
        names.Add(spec.Name);
        return calls.Count;
    }

    private bool IsLayerMethod(IMethodSymbol method) =>
        (KnownSymbols.Same(method.ContainingType, known.Embedding) && method.Name == "Lookup")
        || (KnownSymbols.Same(method.ContainingType, known.Recurrent) && method.Name == "Scan")
        || (KnownSymbols.Same(method.ContainingType, known.Linear) && method.Name == "Apply");

    private bool IsTokens(ITypeSymbol type) => KnownSymbols.Same(type, known.Tokens);

    private bool IsSequence(ITypeSymbol type) => KnownSymbols.Same(type, known.Sequence);

    private int? Refuse(IOperation operation)
    {
        failed = true;
        if (!EquationReader.IsBroken(operation))
            Refuse(operation.Syntax.GetLocation(), "`" + Short(operation.Syntax) + "` is not part of the forward language: a forward method is made of `Layer.Lookup(tokens)`, `Layer.Scan(sequence)`, `Layer.Apply(sequence)` on the model's layers, and locals");
        return null;
    }

    private int? Refuse(Location place, string message)
    {
        failed = true;
        problems.Add(new Problem(ProblemKind.Forward, place, message));
        return null;
    }

    private static string Short(SyntaxNode node)
    {
        string text = node.ToString().Split('\n')[0].Trim();
        return text.Length <= 40 ? text : text[..37] + "...";
    }
}
