using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using RnnGen.Analyzers.Facts;

namespace RnnGen.Analyzers.Flow;

/// <summary>
/// Which values have positions that are no data. Padding comes from batches of the library and from <c>[Padding]</c>; it goes with functions of
/// single elements and is gone where steps are selected, masked or summed.
/// </summary>
internal sealed class PaddingDomain : FlowDomain
{
    public override FlowValue Declared(ISymbol symbol, FlowValue value, FlowContext context)
    {
        ValueFacts facts = context.Facts.Of(symbol);
        if (facts.IsFixedLength || IsFixed(symbol.ContainingSymbol, context))
            return value with { Padding = new PaddingFact(Facts.Padding.Fixed) };
        if (facts.Padding is { } state)
            return value with { Padding = Located(new PaddingFact(state, facts.Side, symbol.Name), value) };
        ITypeSymbol? type = symbol switch { IParameterSymbol parameter => parameter.Type, IFieldSymbol field => field.Type, IPropertySymbol property => property.Type, _ => null };
        return type is not null && PaddedSources.IsCarrier(type, context) && !context.IsRuntime(symbol)
            ? value with { Padding = new PaddingFact(Facts.Padding.Padded, null, symbol.Name) { IsIgnored = true } }
            : value;
    }

    public override FlowValue Call(FlowCall call, FlowValue result)
    {
        if (DeclaredResult(call) is { } declared)
            return result with { Padding = Located(declared, result) };
        if (!call.IsLibrary)
            return result.Padding is null && ReturnType(call) is { } type && PaddedSources.IsCarrier(type, call.Context)
                ? result with { Padding = new PaddingFact(Facts.Padding.Padded, null, "c" + call.Syntax.SpanStart) { IsIgnored = true } }
                : result;
        return PaddedSources.Apply(call, result) ?? PaddedFunctions.Apply(call, result) ?? result;
    }

    /// <summary>A product with the number of steps counts every position, whatever the other factor is.</summary>
    public override FlowValue Arithmetic(FlowArithmetic arithmetic, FlowValue result) =>
        arithmetic.Kind == BinaryOperatorKind.Multiply && (CountOf(arithmetic.Left.Value) ?? CountOf(arithmetic.Right.Value)) is { } count
            ? result with { Padding = new PaddingFact(Facts.Padding.Padded) { Steps = count, IsCount = true } }
            : result;

    /// <summary>A batch in a variable is known by the name of the variable.</summary>
    public override FlowValue Assigned(FlowAssignment assignment, FlowValue value) =>
        value.Padding is { Lengths: { } lengths } fact && assignment.Target is ILocalSymbol { Type: { } type } local && PaddedSources.IsCarrier(type, assignment.Context)
        && lengths.Length > 1 && lengths[0] == 'c' && char.IsDigit(lengths[1])
            ? value with { Padding = fact with { Lengths = local.Name } }
            : value;

    /// <summary>Whether a method or its type declares that all sequences in it have one length.</summary>
    public static bool IsFixed(ISymbol? owner, FlowContext context)
    {
        for (; owner is not null and not INamespaceSymbol; owner = owner.ContainingSymbol)
            if (context.Facts.Has(owner, "FixedLength"))
                return true;
        return false;
    }

    /// <summary>A fact with the length of the axis it is about.</summary>
    public static PaddingFact Located(PaddingFact fact, FlowValue value) =>
        fact.Steps is null && value.Axes is { } axes && (fact.IsTimeMajor ? 0 : 1) is var at && at < axes.Rank ? fact with { Steps = axes[at].Extent } : fact;

    private static Polynomial? CountOf(FlowValue value) => value.Padding is { IsCount: true } fact ? fact.Steps : value.Number?.Extent is { Constant: null } extent ? extent : null;

    private static PaddingFact? DeclaredResult(FlowCall call)
    {
        ValueFacts facts = call.Member is IMethodSymbol method ? call.Context.Facts.Of(method).Result : call.Context.Facts.Of(call.Member);
        return facts.IsFixedLength ? new PaddingFact(Facts.Padding.Fixed)
            : facts.Padding is { } state ? new PaddingFact(state, facts.Side, "c" + call.Syntax.SpanStart)
            : null;
    }

    private static ITypeSymbol? ReturnType(FlowCall call) => call.Member switch
    {
        IMethodSymbol { MethodKind: MethodKind.Constructor } => null,
        IMethodSymbol method => method.ReturnType,
        IPropertySymbol property => property.Type,
        _ => null,
    };
}
