using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using RnnGen.Analyzers.Tests.Harness;
using Xunit;

namespace RnnGen.Analyzers.Tests.Fixes;

/// <summary>Applies code fixes to a document of an in-memory workspace.</summary>
internal static class FixRunner
{
    /// <summary>The source after the first offered fix, or null when none is offered.</summary>
    public static async Task<string?> FixFirst(string source, CodeFixProvider fixer, ImmutableArray<MetadataReference> references = default)
    {
        Document document = Open(source, references);
        foreach (Diagnostic diagnostic in await Diagnose(document, fixer))
            if (await Offer(document, fixer, diagnostic) is { } action)
                return await Apply(document, action);
        return null;
    }

    /// <summary>The source after "fix all in document".</summary>
    public static async Task<string> FixAll(string source, CodeFixProvider fixer, ImmutableArray<MetadataReference> references = default)
    {
        Document document = Open(source, references);
        ImmutableArray<Diagnostic> diagnostics = await Diagnose(document, fixer);
        CodeAction first = (await Offer(document, fixer, diagnostics[0]))!;
        var context = new FixAllContext(
            document, fixer, FixAllScope.Document, first.EquivalenceKey!, fixer.FixableDiagnosticIds, new Found(diagnostics), TestContext.Current.CancellationToken);
        return await Apply(document, (await fixer.GetFixAllProvider()!.GetFixAsync(context))!);
    }

    private static Document Open(string source, ImmutableArray<MetadataReference> references)
    {
        Project project = new AdhocWorkspace().AddProject("Test", LanguageNames.CSharp)
            .WithParseOptions(Compile.ParseOptions)
            .WithCompilationOptions(Compile.From().Options)
            .WithMetadataReferences(references.IsDefault ? Compile.References : references);
        return project.AddDocument("File0.cs", source);
    }

    private static async Task<ImmutableArray<Diagnostic>> Diagnose(Document document, CodeFixProvider fixer)
    {
        Compilation compilation = (await document.Project.GetCompilationAsync(TestContext.Current.CancellationToken))!;
        return [.. Compile.AnalyzeAll(compilation).Where(diagnostic => fixer.FixableDiagnosticIds.Contains(diagnostic.Id))];
    }

    private static async Task<CodeAction?> Offer(Document document, CodeFixProvider fixer, Diagnostic diagnostic)
    {
        List<CodeAction> actions = [];
        await fixer.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), TestContext.Current.CancellationToken));
        return actions.SingleOrDefault();
    }

    private static async Task<string> Apply(Document document, CodeAction action)
    {
        CodeActionOperation operation = Assert.Single(await action.GetOperationsAsync(TestContext.Current.CancellationToken));
        Document changed = ((ApplyChangesOperation)operation).ChangedSolution.GetDocument(document.Id)!;
        return (await changed.GetTextAsync(TestContext.Current.CancellationToken)).ToString();
    }

    private sealed class Found(ImmutableArray<Diagnostic> diagnostics) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult(Enumerable.Empty<Diagnostic>());
    }
}
