using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RnnGen.Analyzers.Facts;
using RnnGen.Analyzers.Flow;

namespace RnnGen.Analyzers;

/// <summary>RNN0601: a run for training, with dropout, of which only a figure or a prediction is taken.</summary>
internal sealed class DropoutRule : FlowRule
{
    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = [Analyzers.Descriptors.DropoutActive];

    public override void OnCall(FlowCall call, FlowValue result, FlowReport report)
    {
        if (result.Dropped is { } begun && begun.Run == call.Syntax && Purpose.MemberOf(call.Syntax) is not null && Purpose.Evaluates(call.Syntax, call.Context))
            Report(call, begun, "the method around it measures, or writes", report);
        else if (DropoutDomain.Given(call) is { } dropped && IsFigure(call))
            Report(call, dropped, "`" + Name(call.Member) + "` takes it for what the model can do", report);
    }

    /// <summary>Whether a call makes a figure for people, or a decision, of what it is given.</summary>
    private static bool IsFigure(FlowCall call)
    {
        if (call.Member is IMethodSymbol method)
        {
            MethodFacts facts = call.Context.Facts.Of(method);
            if (facts.Has(Role.Metric) || facts.Has(Role.Evaluate) || facts.Has(Role.Generate))
                return true;
        }

        return call.IsLibrary && call.Member.Name is "ArgMax" or "Perplexity";
    }

    private static void Report(FlowCall call, DroppedFact dropped, string why, FlowReport report)
    {
        bool isHere = Purpose.MemberOf(dropped.Run) == Purpose.MemberOf(call.Syntax);
        if ((isHere ? IsKept(dropped.Run) : Purpose.Evaluates(dropped.Run, call.Context)) || IsMeant(call, dropped) || Purpose.Trains(call.Syntax, call.Context) || (!isHere && Purpose.Trains(dropped.Run, call.Context)))
            return;
        SyntaxNode place = isHere ? dropped.Run : call.Syntax;
        string run = (dropped.Run as InvocationExpressionSyntax)?.Expression.ToString() ?? "Forward";
        report.Add(Analyzers.Descriptors.DropoutActive, place, run, dropped.Type, why, IsCell(dropped, call.Context) ? "Scan" : "Predict");
    }

    /// <summary>Whether it is declared that masks are wanted, or they are switched off by hand.</summary>
    private static bool IsMeant(FlowCall call, DroppedFact dropped)
    {
        for (ISymbol? owner = call.Context.OwnerOf(dropped.Run); owner is not null and not INamespaceSymbol; owner = owner.ContainingSymbol)
            if (call.Context.Facts.Has(owner, "MonteCarloDropout"))
                return true;
        return new[] { dropped.Run, call.Syntax }.Any(place => place.Ancestors().LastOrDefault(node => node is TypeDeclarationSyntax or CompilationUnitSyntax)?
            .DescendantNodes().Any(node => node is IdentifierNameSyntax { Identifier.ValueText: "IsTraining" }) == true);
    }

    /// <summary>Whether the pass itself goes where nobody sees what becomes of it: it is returned, stored or handed on.</summary>
    private static bool IsKept(SyntaxNode run)
    {
        SyntaxNode value = run;
        while (value.Parent is ParenthesizedExpressionSyntax outer)
            value = outer;
        string? holder = value.Parent switch
        {
            MemberAccessExpressionSyntax access when access.Expression == value => null,
            EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax declarator } => declarator.Identifier.ValueText,
            AssignmentExpressionSyntax { Left: IdentifierNameSyntax name } assignment when assignment.Right == value => name.Identifier.ValueText,
            _ => "",
        };
        if (holder is null)
            return false;
        return holder.Length == 0 || Purpose.MemberOf(run) is not { } member || member.DescendantNodes().OfType<IdentifierNameSyntax>().Any(name => name.Identifier.ValueText == holder
            && !(name.Parent is MemberAccessExpressionSyntax access && access.Expression == name)
            && !(name.Parent is AssignmentExpressionSyntax assignment && assignment.Left == name))
            || !IsLocal(member, holder);
    }

    private static bool IsLocal(SyntaxNode member, string name) => member.DescendantNodes().OfType<VariableDeclaratorSyntax>().Any(declarator => declarator.Identifier.ValueText == name);

    private static bool IsCell(DroppedFact dropped, FlowContext context) => context.Compilation.GetSemanticModel(dropped.Run.SyntaxTree).GetTypeInfo((ExpressionSyntax)dropped.Run).Type?.Name == "CellPass";

    private static string Name(ISymbol member) => member.ContainingType?.Name + "." + member.Name;
}
