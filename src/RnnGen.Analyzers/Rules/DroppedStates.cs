using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using RnnGen.Analyzers.Protocol;

namespace RnnGen.Analyzers.Rules;

/// <summary>RNN0404: a loop that feeds a network what it wrote the round before, and lets it forget everything in between.</summary>
internal sealed class DroppedStates(StateTypes states, CarriedStates carried)
{
    public void Report(LoopBody loop, OperationBlockAnalysisContext context)
    {
        foreach (IInvocationOperation call in loop.Calls)
            if (loop.IsInnermost(call) && Fresh(call, loop) is { } beginning && FeedsItself(call, loop))
            {
                context.ReportDiagnostic(Diagnostic.Create(StateDescriptors.StateDropped, call.Syntax.GetLocation(), TextOf(call), beginning));
                return;
            }
    }

    /// <summary>How a call begins every round with the same state, or null when it does not.</summary>
    private string? Fresh(IInvocationOperation call, LoopBody loop)
    {
        if (call.TargetMethod.Name == "Push" && call.Instance is { Type.Name: "TokenStream" } stream)
            return IsReopened(stream, loop) ? "a stream that was just begun" : null;
        if (call.TargetMethod.Name is "Forward" or "Predict" && call.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == "initial") is { ArgumentKind: ArgumentKind.DefaultValue }
            && call.Arguments[0].Value.DescendantsAndSelf().Any(IsOneToken))
            return "states of zeros and a single token";
        if (!Returns(call.Type))
            return null;
        foreach (IArgumentOperation argument in call.Arguments)
            if (argument.ArgumentKind == ArgumentKind.Explicit && states.IsState(LoopBody.Bare(argument.Value).Type))
            {
                ISymbol? holder = LoopBody.SymbolOf(argument.Value);
                if (holder is null ? carried.IsFresh(argument.Value) : loop.IsOutside(holder) ? !loop.Sets(holder) : loop.ValuesOf(holder).ToList() is [var value] && carried.IsFresh(value))
                    return "the same state";
            }

        return null;
    }

    /// <summary>Whether what the call gives decides what it is given in the next round.</summary>
    private static bool FeedsItself(IInvocationOperation call, LoopBody loop)
    {
        HashSet<ISymbol> results = loop.From(call);
        return call.Arguments.Any(argument => argument.Value.DescendantsAndSelf().Any(part => LoopBody.SymbolOf(part) is { } symbol && results.Contains(symbol) && loop.IsOutside(symbol)
            && !IsGrowing(symbol, loop)));
    }

    private static bool IsReopened(IOperation stream, LoopBody loop)
    {
        if (loop.Calls.Count(call => call.TargetMethod.Name == "Push") != 1)
            return false;
        if (LoopBody.Bare(stream) is IInvocationOperation { TargetMethod.Name: "CreateStream" })
            return true;
        return LoopBody.SymbolOf(stream) is { } holder
            && ((!loop.IsOutside(holder) && loop.ValuesOf(holder).ToList() is [var value] && LoopBody.Bare(value) is IInvocationOperation { TargetMethod.Name: "CreateStream" })
                || loop.Calls.Any(call => call.TargetMethod.Name == "Reset" && loop.IsInnermost(call) && call.Parent?.Parent == loop.Loop.Body && SymbolEqualityComparer.Default.Equals(LoopBody.SymbolOf(call.Instance), holder)));
    }

    private bool Returns(ITypeSymbol? type) => states.IsState(type) || (type is INamedTypeSymbol { IsTupleType: true } tuple && tuple.TupleElements.Any(element => states.IsState(element.Type)));

    /// <summary>An array of one number that is no constant.</summary>
    private static bool IsOneToken(IOperation operation) => operation switch
    {
        IArrayInitializerOperation { ElementValues: [var only] } => IsNumber(only),
        ICollectionExpressionOperation { Elements: [var only] } => IsNumber(only),
        _ => false,
    };

    private static bool IsNumber(IOperation operation) => LoopBody.SymbolOf(operation) is ILocalSymbol { Type.SpecialType: SpecialType.System_Int32 };

    private static bool IsGrowing(ISymbol symbol, LoopBody loop) => symbol is ILocalSymbol { Type: { SpecialType: not SpecialType.System_Int32 } and not IArrayTypeSymbol } && loop.Calls.Any(call =>
        call.TargetMethod.Name is "Add" or "Append" or "AddRange" && SymbolEqualityComparer.Default.Equals(LoopBody.SymbolOf(call.Instance), symbol));

    private static string TextOf(IInvocationOperation call) =>
        call.Syntax is Microsoft.CodeAnalysis.CSharp.Syntax.InvocationExpressionSyntax syntax ? syntax.Expression.ToString() : call.TargetMethod.Name;
}
