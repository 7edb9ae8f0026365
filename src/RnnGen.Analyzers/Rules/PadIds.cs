using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using RnnGen.Analyzers.Flow;

namespace RnnGen.Analyzers;

/// <summary>RNN0804 where padding is told from ids: by another id than it has, or by that of a real token.</summary>
internal static class PadIds
{
    /// <summary>Property of a diagnostic: the id that was padded with.</summary>
    internal const string Padded = "Padded";

    private static readonly Regex RealToken = new("^(eos|bos|end|start|unk|sep)|(eos|bos|unk)$|^(End|Start)Of", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    public static void Check(FlowCall call, FlowReport report)
    {
        bool isMask = call.Is("Masks", "FromIds");
        if ((!isMask && !call.Is("PaddedIds", "Right") && !call.Is("PaddedIds", "Left")) || call.Argument("padId") is not { Operation: { } place } given || !PaddedSources.IsGiven(given))
            return;
        if (LastOf(place) is { } words)
            Report(place, ImmutableDictionary<string, string?>.Empty, $"`{ShapeRule.Text(place)}` is the id of the last of `{words}`", "padding needs an id of its own", report);
        else if (isMask && call.Argument("ids")?.Value.Ids is { } ids && given.Value.Number?.Extent?.Constant is { } id)
            if (ids.Pad is { } pad && pad != id)
                Report(place, ImmutableDictionary<string, string?>.Empty.Add(Padded, Text(pad)), $"the mask leaves out {Text(id)}", $"the padding is {Text(pad)}", report);
            else if (ids.PadIsReal || (given.Value.Number.Label is { } label && RealToken.IsMatch(label)))
                Report(place, ImmutableDictionary<string, string?>.Empty, $"the mask leaves out {Text(id)}", "that is a real token as well: make the mask from the lengths", report);
    }

    /// <summary>The list of words whose last one <c>words.Count - 1</c> names, when nothing says that a word for padding was added to it.</summary>
    private static string? LastOf(IOperation padId)
    {
        if (padId.WithoutConversions() is not IBinaryOperation { OperatorKind: BinaryOperatorKind.Subtract, RightOperand.ConstantValue: { HasValue: true, Value: 1 } } last
            || last.LeftOperand.WithoutConversions() is not IPropertyReferenceOperation { Property.Name: "Count" or "Length", Instance: { } list } || !IsOfWords(list.Type))
            return null;
        SyntaxNode? file = padId.Syntax.Ancestors().LastOrDefault(node => node is TypeDeclarationSyntax or CompilationUnitSyntax);
        string name = list.Syntax.ToString();
        bool isExtended = file?.DescendantNodes().Any(node => node is LiteralExpressionSyntax { Token.Value: string text } && text.IndexOf("pad", System.StringComparison.OrdinalIgnoreCase) >= 0
            || (node is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Add" or "Insert" or "Append" or "Concat" } access && access.Expression.ToString() == name)) == true;
        return isExtended ? null : name;
    }

    private static bool IsOfWords(ITypeSymbol? type) => type switch
    {
        { SpecialType: SpecialType.System_String } => true,
        IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_String or SpecialType.System_Char } => true,
        INamedTypeSymbol { TypeArguments: [{ SpecialType: SpecialType.System_String or SpecialType.System_Char }, ..] } => true,
        _ => false,
    };

    private static void Report(IOperation place, ImmutableDictionary<string, string?> properties, string what, string why, FlowReport report) => report.Add(Analyzers.Descriptors.PadId, place, properties, what, why);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
