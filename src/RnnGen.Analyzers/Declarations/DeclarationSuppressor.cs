using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using RnnGen.Generator.Reading;

namespace RnnGen.Analyzers.Declarations;

/// <summary>
/// Silences what other analyzers say about a step or a forward method because they do not know that the generator reads it: that nobody calls
/// it, or that it could be static.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DeclarationSuppressor : DiagnosticSuppressor
{
    private const string Reason = "The generator reads this member; generated code stands for it.";

    /// <inheritdoc/>
    public override ImmutableArray<SuppressionDescriptor> SupportedSuppressions { get; } =
    [
        new SuppressionDescriptor("RNNS001", "IDE0051", Reason),
        new SuppressionDescriptor("RNNS002", "CA1811", Reason),
        new SuppressionDescriptor("RNNS003", "CA1822", Reason),
        new SuppressionDescriptor("RNNS004", "IDE0060", Reason),
    ];

    /// <inheritdoc/>
    public override void ReportSuppressions(SuppressionAnalysisContext context)
    {
        KnownSymbols known = KnownSymbols.For(context.Compilation);
        if (!known.IsAvailable)
            return;
        foreach (Diagnostic diagnostic in context.ReportedDiagnostics)
            if (diagnostic.Location.SourceTree is { } tree
                && tree.GetRoot(context.CancellationToken).FindNode(diagnostic.Location.SourceSpan) is { } node
                && context.GetSemanticModel(tree).GetDeclaredSymbol(node.FirstAncestorOrSelf<Microsoft.CodeAnalysis.CSharp.Syntax.MethodDeclarationSyntax>() ?? node, context.CancellationToken) is { } symbol
                && (symbol.Find(known.Step) is not null || symbol.Find(known.Forward) is not null))
                context.ReportSuppression(Suppression.Create(SupportedSuppressions.First(suppression => suppression.SuppressedDiagnosticId == diagnostic.Id), diagnostic));
    }
}
