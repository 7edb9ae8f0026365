using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using RnnGen.Generator.Reading;

namespace RnnGen.Analyzers;

/// <summary>Turns problems into diagnostics, and stays silent where the compiler already complains.</summary>
internal sealed class Report(SymbolAnalysisContext context)
{
    /// <summary>"A partial property must have an implementation": the generator's to write, so not the user's mistake.</summary>
    private const string MissingImplementation = "CS9248";

    public void Add(IEnumerable<Problem> problems)
    {
        foreach (Problem problem in problems)
            Add(Descriptors.Of(problem.Kind), problem.Location, problem.Fix is { } fix ? NoProperties.Add(CellAnalyzer.FixProperty, fix) : NoProperties, [.. problem.Arguments]);
    }

    public void Add(DiagnosticDescriptor rule, Location place, params string[] arguments) => Add(rule, place, rule.DefaultSeverity, NoProperties, arguments);

    public void Add(DiagnosticDescriptor rule, Location place, DiagnosticSeverity severity, params string[] arguments) => Add(rule, place, severity, NoProperties, arguments);

    public void Add(DiagnosticDescriptor rule, Location place, ImmutableDictionary<string, string?> properties, params string[] arguments) =>
        Add(rule, place, rule.DefaultSeverity, properties, arguments);

    private static ImmutableDictionary<string, string?> NoProperties => ImmutableDictionary<string, string?>.Empty;

    private void Add(DiagnosticDescriptor rule, Location place, DiagnosticSeverity severity, ImmutableDictionary<string, string?> properties, string[] arguments)
    {
        if (!IsBroken(place))
            context.ReportDiagnostic(Diagnostic.Create(rule, place, severity, null, properties, arguments));
    }

    /// <summary>
    /// Whether the method around a place has a compiler error; outside of methods the place itself, or a syntax error anywhere in the type.
    /// </summary>
    private bool IsBroken(Location place)
    {
        if (place.SourceTree is not { } tree)
            return false;
        SyntaxNode node = tree.GetRoot(context.CancellationToken).FindNode(place.SourceSpan);
        MethodDeclarationSyntax? method = node.FirstAncestorOrSelf<MethodDeclarationSyntax>();
        if (method is null && node.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { ContainsDiagnostics: true })
            return true;
        TextSpan scope = method?.Span ?? place.SourceSpan;
        return context.Compilation.GetSemanticModel(tree).GetDiagnostics(scope, context.CancellationToken)
            .Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error && diagnostic.Id != MissingImplementation
                && diagnostic.Location.SourceSpan.IntersectsWith(scope));
    }
}
