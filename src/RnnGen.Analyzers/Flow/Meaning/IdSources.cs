namespace RnnGen.Analyzers.Flow;

/// <summary>What functions of the framework say about the numbers they give.</summary>
internal static class IdSources
{
    /// <summary>The numbers a call gives; null when it says nothing about them.</summary>
    public static IdsFact? Of(FlowCall call) => call.FrameworkType switch
    {
        FrameworkTypes.Random when call.Member.Name == "Next" => Random(call),
        FrameworkTypes.Math => Limited(call),
        FrameworkTypes.Enumerable => Sequence(call),
        _ => null,
    };

    private static IdsFact? Random(FlowCall call) => call.Argument("maxValue")?.Value.Number?.Extent is { } bound
        ? IdsFact.Of(call.Argument("minValue") is { } least ? least.Value.Number?.Extent : Polynomial.Of(0), bound - Polynomial.One) : null;

    private static IdsFact? Limited(FlowCall call) => call.Member.Name switch
    {
        "Min" when call.Arguments is [var left, var right] && (right.Value.Number ?? left.Value.Number)?.Extent is { } most => IdsFact.Of(null, most),
        "Clamp" when call.Argument("max")?.Value.Number?.Extent is { } most => IdsFact.Of(call.Argument("min")?.Value.Number?.Extent, most),
        _ => null,
    };

    private static IdsFact? Sequence(FlowCall call)
    {
        IdsFact? source = (call.Receiver ?? call.Argument("source") ?? call.Argument("first")) is { } rows ? IdsDomain.RangeOf(rows.Value) : null;
        switch (call.Member.Name)
        {
            case "Range" when call.Argument("start")?.Value.Number?.Extent is { } start && call.Argument("count")?.Value.Number?.Extent is { } count:
                return IdsFact.Of(start, start + count - Polynomial.One);
            case "Select":
                return call.Mapped.Ids;
            case "ToArray" or "ToList" or "AsEnumerable" or "Take" or "TakeLast" or "Skip" or "SkipLast" or "Where" or "Reverse" or "Distinct" or "OrderBy" or "OrderByDescending":
                return source;
            case "Append" or "Prepend" when call.Argument("element") is { } element:
                return IdsDomain.RangeOf(element.Value) is { } added ? IdsFact.Hull(source ?? new IdsFact(null, null), added) : source;
            case "Concat" when call.Argument("second") is { } second:
                return IdsFact.Hull(source, IdsDomain.RangeOf(second.Value));
            default:
                return null;
        }
    }
}
