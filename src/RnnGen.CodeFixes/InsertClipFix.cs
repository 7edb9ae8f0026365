using System.Collections.Immutable;
using System.Composition;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using RnnGen.Analyzers;
using RnnGen.Analyzers.Protocol;
using RnnGen.Analyzers.Rules;

namespace RnnGen.CodeFixes;

/// <summary>RNN0301 and 0305: clips the gradients of the model in front of the step.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(InsertClipFix)), Shared]
public sealed class InsertClipFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleIds.NotClipped, RuleIds.ClippedElsewhere];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        SemanticModel? model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            SyntaxNode? shown = root?.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
            if (model is null || ReceiverOf(diagnostic, model) is not { } receiver || Statements.Around(shown) is not { } statement)
                continue;
            string call = receiver + "Gradients.ClipByGlobalNorm(1.0)";
            if (diagnostic.Id == RuleIds.NotClipped)
                context.RegisterCodeFix(
                    CodeAction.Create($"Insert `{call}`", token => InsertAsync(context.Document, statement, call, token), nameof(InsertClipFix) + diagnostic.Id), diagnostic);
            else if (Statements.OfCall(shown) is { } copies)
                context.RegisterCodeFix(
                    CodeAction.Create($"Write `{call}`", token => ReplaceAsync(context.Document, copies, call, token), nameof(InsertClipFix) + diagnostic.Id), diagnostic);
        }
    }

    /// <summary><c>model.</c>, when that name means a model at this place; nothing inside the model itself; null when unknown.</summary>
    private static string? ReceiverOf(Diagnostic diagnostic, SemanticModel model)
    {
        if (!diagnostic.Properties.TryGetValue(TrainingRules.OwnerProperty, out string? name) || name is null)
            return null;
        ProtocolTypes types = Helpers.For(model.Compilation).Types;
        int place = diagnostic.Location.SourceSpan.Start;
        return model.LookupSymbols(place, name: name).FirstOrDefault() switch
        {
            ILocalSymbol local when types.IsTrainable(local.Type) => name + ".",
            IParameterSymbol parameter when types.IsTrainable(parameter.Type) => name + ".",
            IFieldSymbol field when types.IsTrainable(field.Type) => name + ".",
            IPropertySymbol property when types.IsTrainable(property.Type) => name + ".",
            ITypeSymbol type when types.IsTrainable(type) && SymbolEqualityComparer.Default.Equals(model.GetEnclosingSymbol(place)?.ContainingType, type) => "",
            _ => null,
        };
    }

    private static async Task<Document> InsertAsync(Document document, StatementSyntax step, string call, CancellationToken token)
    {
        DocumentEditor editor = await DocumentEditor.CreateAsync(document, token).ConfigureAwait(false);
        Statements.Insert(editor, step, Statements.Parse(call + ";"), after: false);
        return editor.GetChangedDocument();
    }

    private static async Task<Document> ReplaceAsync(Document document, ExpressionStatementSyntax copies, string call, CancellationToken token)
    {
        DocumentEditor editor = await DocumentEditor.CreateAsync(document, token).ConfigureAwait(false);
        editor.ReplaceNode(copies, Statements.Parse(call + ";").WithTriviaFrom(copies));
        return editor.GetChangedDocument();
    }
}
