using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using RnnGen.Analyzers.Facts;

namespace RnnGen.Analyzers.Flow;

/// <summary>Where padding comes from: batches that know their lengths, what is taken out of them, and runs over bare tensors.</summary>
internal static class PaddedSources
{
    /// <summary>Whether values of a type know which of their steps are real.</summary>
    public static bool IsCarrier(ITypeSymbol type, FlowContext context) =>
        context.IsRuntime(type) && type.Name is "Tokens" or "Sequence" or "ScannedSequence" or "PaddedIds" or "PaddedValues" or "SequenceBatch" or "StreamBatch";

    /// <summary>The result of a member that makes, opens or runs over a batch; null when it is none.</summary>
    public static FlowValue? Apply(FlowCall call, FlowValue result)
    {
        string type = call.Member.ContainingType?.Name ?? "", name = call.Member.Name;
        switch (type, name)
        {
            case ("PaddedIds" or "PaddedValues", "Right" or "Left"):
                return result with { Padding = IsOneSequence(call.Argument("sequences")) ? new PaddingFact(Padding.Fixed) : Made(call, name == "Left" ? Side.Left : Side.Right, IsIgnoredId(call)) };
            case ("Tokens" or "Sequence", "From"):
                return result with { Padding = From(call) };
            case ("Tokens" or "Sequence", "FromLeftPadded"):
                return result with { Padding = Made(call, Side.Left, isIgnored: false) };
            case ("PaddedIds", "ToTokens") or ("PaddedValues", "ToSequence"):
                return result with { Padding = Of(call) };
            case ("PaddedIds", "Ids"):
                return result with { Padding = PaddingDomain.Located(Of(call) ?? Unknown(call), result) };
            case ("PaddedValues", "Values"):
                return result with { Padding = PaddingDomain.Located((Of(call) ?? Unknown(call)) with { IsZeroed = true }, result) };
            case ("Sequence" or "ScannedSequence", "ToTensor"):
                return result with { Padding = PaddingDomain.Located((Of(call) ?? Unknown(call)) with { IsZeroed = true, IsUnwrapped = true }, result) };
            case ("Tokens", "ToArray"):
                return result with { Padding = PaddingDomain.Located((Of(call) ?? Unknown(call) with { IsIgnored = true }) with { IsUnwrapped = true }, result) };
            case ("Sequence" or "ScannedSequence", "Unwrap"):
                return result;
            case ("SequenceBatch" or "StreamBatch", "Inputs" or "Targets"):
                return result with { Padding = Of(call) ?? Unknown(call) with { IsIgnored = true } };
            case (_, "ScanBatchFirst" or "ScanTimeMajor"):
                return Scan(call, result, isTimeMajor: name == "ScanTimeMajor");
            case ("TensorScan", "Outputs" or "Final" or "States"):
                return result with { Padding = result.Padding ?? Of(call) };
            default:
                return IsRun(call) ? result with { Padding = RunOver(call) } : null;
        }
    }

    /// <summary>Whether an optional argument is given and is not null.</summary>
    public static bool IsGiven(FlowArgument? argument) =>
        argument?.Operation is { } operation && operation.Parent is not IArgumentOperation { ArgumentKind: ArgumentKind.DefaultValue } && operation.WithoutConversions().ConstantValue is not { HasValue: true, Value: null };

    private static PaddingFact? Of(FlowCall call) => call.Receiver?.Value.Padding;

    private static PaddingFact Unknown(FlowCall call) => new(Padding.Padded, null, NameOf(call.Receiver?.Operation) ?? "c" + call.Syntax.SpanStart);

    private static PaddingFact Made(FlowCall call, Side side, bool isIgnored) => new(Padding.Padded, side, "c" + call.Syntax.SpanStart) { IsIgnored = isIgnored };

    private static PaddingFact? From(FlowCall call)
    {
        FlowArgument? source = call.Argument("values") ?? call.Argument("ids");
        if (source is null)
            return IsOneSequence(call.Argument("sequences")) ? new PaddingFact(Padding.Fixed) : Made(call, Side.Right, isIgnored: true);
        FlowArgument? lengths = call.Argument("lengths") is { } given && IsGiven(given) ? given : call.Argument("mask");
        if (lengths is not null)
            return new PaddingFact(Padding.Padded, lengths.Value.Mask?.Side ?? source.Value.Padding?.Side ?? Side.Right, lengths.Value.Mask?.Lengths ?? "c" + call.Syntax.SpanStart) { IsIgnored = source.Value.Padding?.IsIgnored == true };
        return source.Value.Padding is { IsPadded: true } ? null : new PaddingFact(Padding.Fixed);
    }

    /// <summary>Outputs of a run know their padding; without lengths they hold numbers there.</summary>
    private static FlowValue Scan(FlowCall call, FlowValue result, bool isTimeMajor)
    {
        PaddingFact? fact = call.Argument("input")?.Value.Padding is { } input ? input with { IsTimeMajor = isTimeMajor, IsZeroed = IsGiven(call.Argument("lengths")) } : null;
        FlowValue outputs = result.Member("Outputs");
        return result with { Padding = fact, Members = (result.Members ?? FlowMembers.None).With("Outputs", outputs with { Padding = fact is null ? null : PaddingDomain.Located(fact, outputs) }) };
    }

    /// <summary>A run of a cell, layer or model over batches, or a result of one: it has the steps of what went in.</summary>
    private static bool IsRun(FlowCall call) =>
        call.Member is IMethodSymbol { Name: "Forward" or "Scan" or "Run" or "Apply" or "Lookup" }
        || (call.Member is IPropertySymbol property && IsCarrier(property.Type, call.Context));

    private static PaddingFact? RunOver(FlowCall call) =>
        call.Member is IPropertySymbol ? Of(call)
        : call.Arguments.Select(argument => argument.Value.Padding).FirstOrDefault(fact => fact is not null) is { } fact ? fact with { IsIgnored = false, IsUnwrapped = false } : null;

    private static bool IsOneSequence(FlowArgument? sequences) => sequences?.Value.Elements is { Count: 1 };

    private static bool IsIgnoredId(FlowCall call) => call.Argument("padId")?.Value.Number?.Extent?.Constant == -100;

    private static string? NameOf(IOperation? operation) => operation?.WithoutConversions() switch
    {
        ILocalReferenceOperation local => local.Local.Name,
        IParameterReferenceOperation parameter => parameter.Parameter.Name,
        IMemberReferenceOperation member => NameOf(member.Instance) is { } owner ? owner + "." + member.Member.Name : member.Member.Name,
        _ => null,
    };
}
