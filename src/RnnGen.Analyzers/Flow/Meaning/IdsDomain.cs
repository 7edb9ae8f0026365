using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace RnnGen.Analyzers.Flow;

/// <summary>
/// Which ids there are: from <c>[IdRange]</c>, from what makes ids (random numbers, ranges, the largest score, written-out arrays), through what is
/// added to each of them.
/// </summary>
internal sealed class IdsDomain : FlowDomain
{
    public override FlowValue Declared(ISymbol symbol, FlowValue value, FlowContext context) => context.RangeOf(symbol) is { } range ? value with { Ids = range } : value;

    public override FlowValue Call(FlowCall call, FlowValue result)
    {
        if (call.Context.RangeOf(call.Member) is { } declared)
            return result with { Ids = declared };
        if (call.IsLibrary)
            return OfLibrary(call) is var ids && ids == result.Ids ? result : result with { Ids = ids };
        IdsFact? range = IdSources.Of(call);
        return range is not null ? result with { Ids = range, Number = result.Number?.Extent?.Constant is null ? null : result.Number } : result;
    }

    /// <summary>A number added to an id; ids that are counted are numbers anyway.</summary>
    public override FlowValue Arithmetic(FlowArithmetic arithmetic, FlowValue result)
    {
        FlowArgument id = IsId(arithmetic.Left.Value) ? arithmetic.Left : arithmetic.Right, other = id == arithmetic.Left ? arithmetic.Right : arithmetic.Left;
        if (!IsId(id.Value) || arithmetic.Operation.Type?.SpecialType != SpecialType.System_Int32)
            return result;
        long? by = (arithmetic.Kind, other.Value.Number?.Extent?.Constant) switch
        {
            (BinaryOperatorKind.Add, { } added) => added,
            (BinaryOperatorKind.Subtract, { } taken) when id == arithmetic.Left => -taken,
            _ => null,
        };
        return by is { } moved ? result with { Ids = (id.Value.Ids ?? new IdsFact(null, null)).Move(moved), Picked = id.Value.Picked } : result;
    }

    public override FlowValue Element(FlowElement element, FlowValue result)
    {
        FlowValue array = element.Array.Value;
        bool isRange = element.Indices is [{ Operation: IRangeOperation }];
        SourceFact? source = array.Source ?? array.Picked?.Source;
        string at = (array.Source is null && array.Picked is { At.Length: > 0 } row ? row.At + "," : "") + FlowStore.TextOf(element.Indices);
        return result with { Ids = result.Ids ?? array.Ids, Picked = source is not null && !isRange ? new PickedFact(source, at) : null };
    }

    public override FlowValue Array(FlowArray array, FlowValue result) =>
        array.Operation.Initializer is null && IsOfIds(array.Operation.Type) ? result with { Ids = new IdsFact(null, null) { IsFresh = true } } : result;

    public override FlowValue Stored(FlowStore store, FlowValue array)
    {
        IdsFact before = array.Ids ?? new IdsFact(null, null);
        return RangeOf(store.Value.Value) is { } written ? array with { Ids = IdsFact.Hull(before, written) } : before.IsFresh ? array with { Ids = before with { IsFresh = false } } : array;
    }

    /// <summary>The ids of a value: what is known of it, else of its elements, else the number it is.</summary>
    public static IdsFact? RangeOf(FlowValue value)
    {
        if (value.Ids is { } known)
            return known;
        if (value.Elements is { Count: > 0 } elements)
        {
            IdsFact? hull = RangeOf(elements[0]);
            for (int i = 1; i < elements.Count; i++)
                hull = IdsFact.Hull(hull, RangeOf(elements[i]));
            return hull;
        }

        return value.Number?.Extent is { } number ? IdsFact.Of(number, number, isExact: number.Constant is not null) : null;
    }

    private static IdsFact? OfLibrary(FlowCall call)
    {
        FlowValue self = call.Receiver?.Value ?? FlowValue.Unknown;
        switch (call.Member.ContainingType?.Name, call.Member.Name)
        {
            case ("Tokens", "From"):
                IdsFact? given = (call.Argument("ids") ?? call.Argument("sequences")) is { } source ? RangeOf(source.Value) : null;
                return given is not null && (PaddedSources.IsGiven(call.Argument("lengths")) || PaddedSources.IsGiven(call.Argument("mask"))) ? given with { Pad = null } : given is null ? null : given with { ReadAt = call.Syntax };
            case ("Tokens", "FromLeftPadded"):
                return call.Argument("ids") is { } left && RangeOf(left.Value) is { } range ? range with { Pad = null } : null;
            case ("PaddedIds", "Right" or "Left"):
                return Padded(call);
            case ("PaddedIds", "ToTokens"):
                return self.Ids is { } padded ? padded with { Pad = null } : null;
            case ("PaddedIds", "Ids") or ("Tokens", "ToArray") or ("Tensor", "ToIds"):
                return self.Ids;
            case ("Tensor", "ArgMax") when self.Axes is { } axes && call.Argument("axis")?.Value.Number?.Extent?.Constant is { } axis && axes.Place(axis) is var at and >= 0 && axes[at].Extent is { } classes:
                return IdsFact.Of(Polynomial.Of(0), classes - Polynomial.One);
            default:
                return null;
        }
    }

    private static IdsFact? Padded(FlowCall call)
    {
        if (call.Argument("padId")?.Value.Number?.Extent?.Constant is not { } pad || call.Argument("sequences") is not { } sequences)
            return null;
        IdsFact real = RangeOf(sequences.Value) ?? new IdsFact(null, null);
        return real with { Pad = pad, PadIsReal = Holds(sequences.Value, pad) };
    }

    /// <summary>Whether a written-out id is a certain number.</summary>
    private static bool Holds(FlowValue value, long id) => value.Elements is { } elements ? elements.Any(element => Holds(element, id)) : value.Number?.Extent?.Constant == id;

    private static bool IsId(FlowValue value) => value.Ids is not null || value.Picked is not null;

    private static bool IsOfIds(ITypeSymbol? type) => type is IArrayTypeSymbol array && (array.ElementType.SpecialType == SpecialType.System_Int32 || IsOfIds(array.ElementType));
}
