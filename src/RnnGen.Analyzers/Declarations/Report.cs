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
            Add(Descriptors.Of(problem.Kind), problem.Location, problem.Fix, [.. problem.Arguments]);
    }

    public void Add(DiagnosticDescriptor rule, Location place, params string[] arguments) => Add(rule, place, null, arguments);

    private void Add(DiagnosticDescriptor rule, Location place, string? fix, string[] arguments)
    {
        if (IsBroken(place))
            return;
        ImmutableDictionary<string, string?> properties = ImmutableDictionary<string, string?>.Empty;
        if (fix is not null)
            properties = properties.Add(CellAnalyzer.FixProperty, fix);
        context.ReportDiagnostic(Diagnostic.Create(rule, place, properties, arguments));
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
