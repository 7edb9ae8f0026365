using System.Collections.Generic;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace RnnGen.Analyzers.Flow;

/// <summary>How the locals and parameters of a method are written, its lambdas and local functions included.</summary>
internal sealed class LocalUses
{
    private static readonly ConditionalWeakTable<IOperation, LocalUses> Cache = new();

    private readonly Dictionary<ISymbol, int> writes = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> writtenInside = new(SymbolEqualityComparer.Default);

    private LocalUses(IOperation root) => Visit(root, isInside: false);

    public static LocalUses Of(ControlFlowGraph graph)
    {
        IOperation root = graph.OriginalOperation;
        while (root.Parent is { } parent)
            root = parent;
        return Cache.GetValue(root, static operation => new LocalUses(operation));
    }

    /// <summary>Whether a lambda can rely on what the variable held when the lambda was written.</summary>
    public bool IsWrittenOnce(ISymbol variable) => writes.TryGetValue(variable, out int count) ? count <= (variable is IParameterSymbol ? 0 : 1) : variable is IParameterSymbol;

    /// <summary>Whether a lambda or local function writes it, so that nobody knows when.</summary>
    public bool IsWrittenInside(ISymbol variable) => writtenInside.Contains(variable);

    private void Visit(IOperation operation, bool isInside)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        switch (operation)
        {
            case IVariableDeclaratorOperation declarator when declarator.Initializer is not null || declarator.Parent is IVariableDeclarationOperation { Initializer: not null }:
                Write(declarator.Symbol, isInside: false);
                break;
            case IAssignmentOperation assignment:
                Target(assignment.Target, isInside);
                break;
            case IIncrementOrDecrementOperation increment:
                Target(increment.Target, isInside);
                break;
            case IArgumentOperation { Parameter.RefKind: RefKind.Out or RefKind.Ref } argument:
                Target(argument.Value, isInside);
                break;
            case IForEachLoopOperation { LoopControlVariable: IVariableDeclaratorOperation variable }:
                Write(variable.Symbol, isInside: false);
                break;
        }

        bool inner = isInside || operation is IAnonymousFunctionOperation or ILocalFunctionOperation;
        foreach (IOperation child in operation.ChildOperations)
            Visit(child, inner);
    }

    private void Target(IOperation target, bool isInside)
    {
        switch (target)
        {
            case ILocalReferenceOperation local:
                Write(local.Local, isInside && !local.IsDeclaration);
                break;
            case IParameterReferenceOperation parameter:
                Write(parameter.Parameter, isInside);
                break;
            case ITupleOperation tuple:
                foreach (IOperation element in tuple.Elements)
                    Target(element, isInside);
                break;
            case IDeclarationExpressionOperation declaration:
                Target(declaration.Expression, isInside: false);
                break;
        }
    }

    private void Write(ISymbol variable, bool isInside)
    {
        writes.TryGetValue(variable, out int count);
        writes[variable] = count + 1;

        // A function's own locals are its own business.
        if (isInside)
            writtenInside.Add(variable);
    }
}
