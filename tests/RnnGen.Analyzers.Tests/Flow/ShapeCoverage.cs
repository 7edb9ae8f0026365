using System.Collections.Generic;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RnnGen.Analyzers.Tests.Harness;

namespace RnnGen.Analyzers.Tests.Flow;

/// <summary>The part of docs/rules/coverage.md about shapes: what is said about each mistake in each way of writing it.</summary>
internal static class ShapeCoverage
{
    private static readonly string[] Ways = ["local", "helper", "lambda"];

    public static string Table(IReadOnlyList<MistakeCase> cases)
    {
        var words = cases.ToDictionary(one => one, Words);
        MistakeCase[] mistakes = [.. cases.Where(one => one.Rule is not null)];
        var text = new StringBuilder("\n## Shapes\n\n");
        for (int way = 0; way < Ways.Length; way++)
            text.Append($"- {Ways[way]}: {mistakes.Count(one => words[one][way] == "caught")} of {mistakes.Length} mistakes caught\n");
        text.Append("\n| case | rule | local | helper | lambda |\n|---|---|---|---|---|\n");
        foreach (MistakeCase one in cases)
            text.Append($"| {one.Id} | {one.Rule ?? "-"} | {string.Join(" | ", words[one])} |\n");
        return text.ToString();
    }

    private static string[] Words(MistakeCase mistake)
    {
        ILookup<string, string> said = FlowMarked.Analyze(Marked.Strip(mistake.File(), "File0.cs", [])).ToLookup(ClassOf, found => found.Id);
        return [.. Ways.Select(way => Word(mistake, way, [.. said[way + "Bad"]], said[way + "Good"].Any()))];
    }

    private static string Word(MistakeCase mistake, string way, string[] onBad, bool isWrongOnGood) =>
        isWrongOnGood || onBad.Length > 1 || onBad.Any(id => id != mistake.Rule) ? "**wrong**"
        : mistake.Rule is null ? "silent"
        : onBad.Length == 1 ? "caught"
        : way == "lambda" ? "abstains" : "**missed**";

    private static string ClassOf(Diagnostic found) =>
        found.Location.SourceTree!.GetRoot().FindNode(found.Location.SourceSpan).FirstAncestorOrSelf<ClassDeclarationSyntax>()?.Identifier.ValueText ?? "";
}
