using System.Linq;
using System.Text.RegularExpressions;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using RnnGen.Analyzers.Facts;
using RnnGen.Analyzers.Flow;
using RnnGen.Analyzers.Protocol;

namespace RnnGen.Analyzers;

/// <summary>What the method around a place is there for: by its declared role, else by its name, as long as nothing in it goes back.</summary>
internal static class Purpose
{
    private static readonly Regex Measuring = new("^(evaluat|validat|generat|perplexity|accuracy|greedy|beam)|^test(loss|set|epoch)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>Names of methods that write, not of those that tell how likely something written is.</summary>
    private static readonly Regex Writing = new("^(generat|sampl|greedy|beam|translat|complet|decod)(?!.*(loss|scor|prob|perplex|accura|likel|nll|metric))", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>The member around a place; of top-level statements the whole file.</summary>
    public static SyntaxNode? MemberOf(SyntaxNode place) => place.Ancestors().FirstOrDefault(node => node is MemberDeclarationSyntax) switch
    {
        GlobalStatementSyntax statement => statement.Parent,
        var member => member,
    };

    /// <summary>Whether something in the member goes back, itself or in a helper.</summary>
    public static bool Trains(SyntaxNode place, FlowContext context)
    {
        if (MemberOf(place) is not { } member)
            return true;
        Helpers helpers = Helpers.For(context.Compilation);
        SemanticModel model = context.Compilation.GetSemanticModel(member.SyntaxTree);
        return member.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(call => model.GetOperation(call) is IInvocationOperation { TargetMethod: var called }
            && (context.Facts.Of(called).Has(Role.Backward) || context.Facts.Of(called).Has(Role.Step) || helpers.HasEvents(called, CancellationToken.None)));
    }

    /// <summary>Whether the member measures a model or writes with it. A private helper does what all that call it do.</summary>
    public static bool Evaluates(SyntaxNode place, FlowContext context) => Is(place, context, Measuring, Role.Evaluate, Role.Generate, Role.Metric);

    /// <summary>Whether the member writes new sequences.</summary>
    public static bool Generates(SyntaxNode place, FlowContext context) => Is(place, context, Writing, Role.Generate);

    private static bool Is(SyntaxNode place, FlowContext context, Regex name, params Role[] roles)
    {
        if (MethodOf(place, context) is not { } method || context.Facts.Of(method).Has(Role.Score))
            return false;
        if (Has(method))
            return true;
        IMethodSymbol[] callers = method.DeclaredAccessibility == Accessibility.Private ? [.. Helpers.For(context.Compilation).CallersOf(method, CancellationToken.None)] : [];
        return callers.Length > 0 && callers.All(Has);

        bool Has(IMethodSymbol candidate) => roles.Any(context.Facts.Of(candidate).Has) || (context.Facts.Of(candidate).Roles.Length == 0 && name.IsMatch(candidate.Name));
    }

    private static IMethodSymbol? MethodOf(SyntaxNode place, FlowContext context)
    {
        ISymbol? owner = context.OwnerOf(place);
        while (owner is IMethodSymbol { MethodKind: MethodKind.AnonymousFunction or MethodKind.LocalFunction })
            owner = owner.ContainingSymbol;
        return owner as IMethodSymbol;
    }
}
