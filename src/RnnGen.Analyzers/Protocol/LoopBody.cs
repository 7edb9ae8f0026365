using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace RnnGen.Analyzers.Protocol;

/// <summary>One loop: what it sets, and what of it comes back in the next round.</summary>
internal sealed class LoopBody
{
    private readonly List<(ISymbol Target, IOperation Value)> assignments = [];

    public LoopBody(ILoopOperation loop)
    {
        Loop = loop;
        Operations = [.. loop.Body.DescendantsAndSelf().Concat(loop is IForLoopOperation counted ? counted.AtLoopBottom.SelectMany(part => part.DescendantsAndSelf()) : [])];
        foreach (IOperation operation in Operations)
            switch (operation)
            {
                case IAssignmentOperation assignment:
                    foreach (ISymbol target in Targets(assignment.Target))
                        assignments.Add((target, assignment.Value));
                    break;
                case IVariableDeclaratorOperation { Symbol: var local } declarator when declarator.GetVariableInitializer() is { } initializer:
                    assignments.Add((local, initializer.Value));
                    break;
                case IIncrementOrDecrementOperation { Target: var counter } change when SymbolOf(counter) is { } symbol:
                    assignments.Add((symbol, change));
                    break;
            }
    }

    public ILoopOperation Loop { get; }

    public IReadOnlyList<IOperation> Operations { get; }

    public IEnumerable<IInvocationOperation> Calls => Operations.OfType<IInvocationOperation>();

    /// <summary>What a variable or field is set to in the loop.</summary>
    public IEnumerable<IOperation> ValuesOf(ISymbol symbol) => assignments.Where(assignment => Same(assignment.Target, symbol)).Select(assignment => assignment.Value);

    public bool Sets(ISymbol symbol) => assignments.Any(assignment => Same(assignment.Target, symbol));

    /// <summary>Whether a variable is declared outside of the loop, or is a member.</summary>
    public bool IsOutside(ISymbol symbol) => symbol is not ILocalSymbol local || !local.DeclaringSyntaxReferences.Any(reference => Loop.Syntax.Span.Contains(reference.Span));

    /// <summary>Whether this is the innermost loop around an operation, and no lambda lies between.</summary>
    public bool IsInnermost(IOperation operation)
    {
        for (IOperation? parent = operation.Parent; parent is not null; parent = parent.Parent)
            switch (parent)
            {
                case ILoopOperation loop:
                    return ReferenceEquals(loop, Loop);
                case IAnonymousFunctionOperation or ILocalFunctionOperation:
                    return false;
            }

        return false;
    }

    /// <summary>Variables whose value follows from a call, also through others.</summary>
    public HashSet<ISymbol> From(IOperation source)
    {
        var found = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        for (bool grows = true; grows;)
        {
            grows = false;
            foreach ((ISymbol target, IOperation value) in assignments)
                if (!found.Contains(target) && value.DescendantsAndSelf().Any(part => ReferenceEquals(part, source) || (SymbolOf(part) is { } symbol && found.Contains(symbol))))
                    grows = found.Add(target);
        }

        return found;
    }

    /// <summary>The variable or member an expression names, or null.</summary>
    public static ISymbol? SymbolOf(IOperation? operation) => operation switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IFieldReferenceOperation { Instance: null or IInstanceReferenceOperation } field => field.Field,
        IPropertyReferenceOperation { Instance: null or IInstanceReferenceOperation } property => property.Property,
        IConversionOperation conversion => SymbolOf(conversion.Operand),
        _ => null,
    };

    public static IOperation Bare(IOperation operation) => operation is IConversionOperation conversion ? Bare(conversion.Operand) : operation;

    private static IEnumerable<ISymbol> Targets(IOperation target) => target switch
    {
        ITupleOperation tuple => tuple.Elements.SelectMany(Targets),
        IDeclarationExpressionOperation declaration => Targets(declaration.Expression),
        _ => SymbolOf(target) is { } symbol ? [symbol] : [],
    };

    private static bool Same(ISymbol left, ISymbol right) => SymbolEqualityComparer.Default.Equals(left, right);
}
