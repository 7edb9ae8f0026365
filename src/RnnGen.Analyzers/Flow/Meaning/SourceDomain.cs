using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using RnnGen.Analyzers.Facts;

namespace RnnGen.Analyzers.Flow;

/// <summary>
/// Which sequence of ids a value stems from, and how many steps ahead: ids cut with <c>[1..]</c> are one ahead. What a causal model makes of
/// ids stems from them at the same step.
/// </summary>
internal sealed class SourceDomain : FlowDomain
{
    public override FlowValue Declared(ISymbol symbol, FlowValue value, FlowContext context)
    {
        ITypeSymbol? type = symbol switch { IParameterSymbol parameter => parameter.Type, IFieldSymbol field => field.Type, _ => null };
        return type is not null && IsIds(type, context) ? value with { Source = new SourceFact(symbol.Name, context.Facts.Of(symbol).TargetShift ?? 0) } : value;
    }

    public override FlowValue Call(FlowCall call, FlowValue result)
    {
        ValueFacts facts = call.Member is IMethodSymbol method ? call.Context.Facts.Of(method).Result : call.Context.Facts.Of(call.Member);
        SourceFact? source = OfCall(call, result);
        if (source is not null && facts.TargetShift is { } shift && call.Member is not IPropertySymbol)
            source = source with { Shift = source.Shift + shift };
        return source == result.Source ? result : result with { Source = source };
    }

    /// <summary>Ids that come from where nobody knows are at least the same wherever their variable is read.</summary>
    public override FlowValue Assigned(FlowAssignment assignment, FlowValue value) =>
        value.Source is null && assignment.Target is ILocalSymbol local && IsIds(local.Type, assignment.Context)
            ? value with { Source = new SourceFact(local.Name + "@" + assignment.Operation.Syntax.SpanStart) { IsFresh = value.Ids is { IsFresh: true } } }
            : value;

    public override FlowValue Element(FlowElement element, FlowValue result) => element.Indices is [{ Operation: IRangeOperation range }] && element.Array.Value.Source is { } source
        ? result with { Source = Start(range) is { } start ? source with { Shift = source.Shift + start } : null }
        : result;

    /// <summary>An array that is filled from the same places of ids, or from those some steps on, stems from them.</summary>
    public override FlowValue Stored(FlowStore store, FlowValue array)
    {
        if (store.Value.Value.Picked is { } picked && Steps(picked.At, store.At) is { } steps)
            return array with { Source = picked.Source with { Shift = picked.Source.Shift + steps } };
        bool isConstant = store.Value.Operation?.WithoutConversions().ConstantValue.HasValue == true;
        return isConstant || array.Source is null ? array : array with { Source = array.Source.IsFresh ? array.Source with { IsFresh = false } : null };
    }

    /// <summary>How far behind the place it is written to an element is read: 1 for <c>y[t] = x[t + 1]</c>. Null when that is not plain.</summary>
    private static int? Steps(string read, string written) => read == written ? 0
        : read.StartsWith(written + "+", System.StringComparison.Ordinal) && int.TryParse(read.Substring(written.Length + 1), out int steps) ? steps : null;

    private static SourceFact? OfCall(FlowCall call, FlowValue result)
    {
        if (call.Member is IMethodSymbol { Name: "Select", ContainingType: { Name: "Enumerable" } })
            return Mapped(call);
        if (call.Member is { Name: "ToArray" or "ToList" or "AsEnumerable", ContainingType: { Name: "Enumerable" } })
            return (call.Receiver ?? call.Argument("source"))?.Value.Source;
        if (!call.IsLibrary)
            return IsPass(call) ? call.Receiver?.Value.Source ?? RunOver(call) : Declared(call) ?? GivenBack(call, result.Source);
        return (call.Member.ContainingType?.Name, call.Member.Name) switch
        {
            ("Tokens", "From" or "FromLeftPadded") => (call.Argument("ids") ?? call.Argument("sequences"))?.Value.Source,
            ("PaddedIds", "Right" or "Left") => call.Argument("sequences")?.Value.Source,
            ("PaddedIds", "Ids" or "ToTokens") or ("Tokens", "ToArray") or ("Sequence" or "ScannedSequence", "ToTensor" or "Unwrap") => call.Receiver?.Value.Source,
            ("SequenceBatch" or "StreamBatch", "Inputs" or "Targets") => call.Receiver?.Operation is { } batch && NameOf(batch) is { } owner ? new SourceFact(owner + "." + call.Member.Name) : null,
            ("Tensor", "Slice") => Sliced(call),
            ("Tensor", "LogSoftmax" or "Softmax" or "Where" or "MaskedFill") => call.Receiver?.Value.Source,
            ("Embedding", "Lookup") => call.Arguments.FirstOrDefault()?.Value.Source is { } ids ? ids with { Rows = LayerFacts.SizeOf(call.Receiver?.Value ?? FlowValue.Unknown, "V")?.Extent?.Constant } : null,
            ("Recurrent" or "Linear", "Scan" or "Apply") => call.Arguments.FirstOrDefault()?.Value.Source,
            ("Bidirectional", "Scan") => Ahead(call.Arguments.FirstOrDefault()?.Value.Source),
            _ => IsPass(call) ? RunOver(call) : call.Member is IPropertySymbol property && PaddedSources.IsCarrier(property.Type, call.Context) ? call.Receiver?.Value.Source : null,
        };
    }

    /// <summary>What a method makes of its arguments stems from them; its own variables are nobody else's.</summary>
    private static SourceFact? GivenBack(FlowCall call, SourceFact? source) => source is not null && call.Arguments.Any(argument => argument.Value.Source?.Id == source.Id) ? source : null;

    /// <summary>A method that declares in which direction it reads its one sequence.</summary>
    private static SourceFact? Declared(FlowCall call) =>
        call.Member is IMethodSymbol method && call.Context.Facts.Of(method).Result.Direction == Direction.Both ? Ahead(RunOver(call)) : null;

    private static SourceFact? Ahead(SourceFact? source) => source is null ? null : source with { ReadsAhead = true };

    /// <summary>A pass of a model over one batch of ids, of which is known which steps it reads, or a result of such a pass.</summary>
    private static bool IsPass(FlowCall call) => call.Member switch
    {
        IMethodSymbol { Name: "Forward" or "Predict" or "Run" or "Scan" } => IsCausal(call.Member.ContainingType, call.Context) || ModelLayers.LooksAhead(call.Member.ContainingType, call.Context),
        IPropertySymbol property => call.Context.IsRuntime(property.Type) && property.Type.Name is "Sequence" or "ScannedSequence",
        _ => false,
    };

    private static bool IsCausal(INamedTypeSymbol? type, FlowContext context)
    {
        for (; type is not null; type = type.BaseType)
            if (type.Name is "SequenceModel" or "ModelPass" && context.IsRuntime(type))
                return true;
        return false;
    }

    private static SourceFact? RunOver(FlowCall call)
    {
        if (call.Arguments.Count(argument => argument.Value.Source is not null) != 1)
            return null;
        SourceFact source = call.Arguments.First(argument => argument.Value.Source is not null).Value.Source!;
        if (call.Member is IMethodSymbol)
            source = source with { Rows = ModelLayers.OnlySize(call.Member.ContainingType, "Embedding", 0, call.Context), Classes = ModelLayers.OnlySize(call.Member.ContainingType, "Linear", 1, call.Context) };
        return ModelLayers.LooksAhead(call.Member.ContainingType, call.Context) ? source with { ReadsAhead = true } : source;
    }

    /// <summary><c>rows.Select(row => row[1..])</c> is the rows, one step ahead.</summary>
    private static SourceFact? Mapped(FlowCall call) =>
        (call.Receiver ?? call.Argument("source"))?.Value.Source is not { } source ? null
        : call.Mapped.Picked is { At: "" } picked && picked.Source == source ? source : call.Mapped.Source;

    private static SourceFact? Sliced(FlowCall call)
    {
        if (call.Receiver?.Value is not { Source: { } source } self || call.Argument("axis")?.Value.Number?.Extent?.Constant is not { } axis)
            return null;
        int steps = self.Padding?.AxisIn(self.Axes) ?? 1;
        if ((self.Axes?.Place(axis) ?? axis) != steps)
            return source;
        return call.Argument("start")?.Value.Number?.Extent?.Constant is { } start ? source with { Shift = source.Shift + (int)start } : null;
    }

    private static int? Start(IRangeOperation range) => range.LeftOperand is null ? 0
        : Inner(range.LeftOperand) is { ConstantValue: { HasValue: true, Value: int start } } ? start : null;

    /// <summary>A number beneath its conversion to an index.</summary>
    private static IOperation Inner(IOperation operand) => operand is IConversionOperation conversion ? Inner(conversion.Operand) : operand;

    private static bool IsIds(ITypeSymbol type, FlowContext context) => type switch
    {
        IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_Int32 } or IArrayTypeSymbol { ElementType: IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_Int32 } } => true,
        INamedTypeSymbol { TypeArguments: [IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_Int32 }] } => true,
        _ => context.IsRuntime(type) && type.Name is "Tokens" or "PaddedIds",
    };

    private static string? NameOf(IOperation operation) => operation.WithoutConversions() switch
    {
        ILocalReferenceOperation local => local.Local.Name,
        IParameterReferenceOperation parameter => parameter.Parameter.Name,
        IFieldReferenceOperation field => field.Field.Name,
        IPropertyReferenceOperation { Instance: null or IInstanceReferenceOperation } property => property.Property.Name,
        _ => null,
    };
}
