using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using RnnGen.Analyzers.Facts;
using RnnGen.Analyzers.Flow;

namespace RnnGen.Analyzers;

/// <summary>RNN0503, RNN0504, RNN0505: probabilities and likelihoods of many steps put together.</summary>
internal sealed class LikelihoodRule : FlowRule
{
    private const int FewSteps = 8;

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = [Analyzers.Descriptors.ProbabilityProduct, Analyzers.Descriptors.PerplexityOfOther, Analyzers.Descriptors.AverageOfAverages];

    public override void OnCall(FlowCall call, FlowValue result, FlowReport report)
    {
        if (call.Member.ContainingType is not ({ Name: "Math" or "MathF", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } }
            or { SpecialType: SpecialType.System_Double or SpecialType.System_Single }))
            return;
        FlowArgument? exponent = call.Member.Name switch { "Pow" => call.Arguments.ElementAtOrDefault(1), "Exp" or "Exp2" or "Sqrt" or "Exp10" => call.Arguments.FirstOrDefault(), _ => null };
        if (exponent is not { Value.Kind: { Kind: ValueKind.NllNats } kind, Operation: { } place })
            return;
        if (call.Member.Name == "Exp" && kind.IsMixed)
            report.Add(Analyzers.Descriptors.PerplexityOfOther, call.Operation, ShapeRule.Text(place), "holds more than the likelihood of the tokens");
        else if (call.Member.Name is "Exp2" or "Exp10" or "Sqrt" || (call.Member.Name == "Pow" && !IsE(call.Arguments[0])))
            report.Add(Analyzers.Descriptors.PerplexityOfOther, call.Operation, ShapeRule.Text(call.Operation), "takes nats for another unit");
    }

    public override void OnArithmetic(FlowArithmetic arithmetic, FlowValue result, FlowReport report)
    {
        SyntaxNode syntax = arithmetic.Operation.Syntax;
        if (Accumulator(syntax) is not { } accumulator || syntax.Ancestors().FirstOrDefault(IsLoop) is not { } loop || IsDeclaredIn(loop, accumulator))
            return;
        FlowArgument factor = syntax is AssignmentExpressionSyntax || !IsNamed(arithmetic.Right, accumulator) ? arithmetic.Right : arithmetic.Left;
        if (arithmetic.Kind == BinaryOperatorKind.Multiply && factor.Value.Kind?.Kind == ValueKind.Prob && !IsShort(loop))
            report.Add(Analyzers.Descriptors.ProbabilityProduct, arithmetic.Operation, ShapeRule.Text(factor.Operation!));
        else if (arithmetic.Kind == BinaryOperatorKind.Add && factor.Value.Kind is { Kind: ValueKind.NllNats, IsMean: true } or { Kind: ValueKind.Perplexity } && Average(loop, accumulator) is { } average)
            report.Add(Analyzers.Descriptors.AverageOfAverages, average, accumulator, average.ToString());
    }

    /// <summary>The variable of <c>p *= x</c>, <c>p = p * x</c> and <c>p = x * p</c>.</summary>
    private static string? Accumulator(SyntaxNode syntax) => syntax switch
    {
        AssignmentExpressionSyntax { Left: IdentifierNameSyntax name } => name.Identifier.ValueText,
        BinaryExpressionSyntax { Parent: AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression, Left: IdentifierNameSyntax name } } product
            when IsName(product.Left, name.Identifier.ValueText) || IsName(product.Right, name.Identifier.ValueText) => name.Identifier.ValueText,
        _ => null,
    };

    private static bool IsNamed(FlowArgument argument, string name) => argument.Operation?.Syntax is { } syntax && IsName(syntax, name);

    private static bool IsName(SyntaxNode syntax, string name) => syntax is IdentifierNameSyntax identifier && identifier.Identifier.ValueText == name;

    private static bool IsLoop(SyntaxNode node) => node is ForStatementSyntax or ForEachStatementSyntax or WhileStatementSyntax or DoStatementSyntax;

    private static bool IsDeclaredIn(SyntaxNode loop, string name) => loop.DescendantNodes().Any(node => node is VariableDeclaratorSyntax declarator && declarator.Identifier.ValueText == name);

    /// <summary>A loop of a few rounds, known by its bound.</summary>
    private static bool IsShort(SyntaxNode loop) => loop is ForStatementSyntax { Condition: BinaryExpressionSyntax { Right: LiteralExpressionSyntax { Token.Value: int bound } } } && bound <= FewSteps;

    /// <summary>The division of the accumulated means by a number of batches.</summary>
    private static BinaryExpressionSyntax? Average(SyntaxNode loop, string accumulator)
    {
        SyntaxNode? body = loop.Ancestors().LastOrDefault(node => node is BlockSyntax or ArrowExpressionClauseSyntax);
        return body?.DescendantNodes().OfType<BinaryExpressionSyntax>().FirstOrDefault(division =>
            division.IsKind(SyntaxKind.DivideExpression) && IsName(division.Left, accumulator) && division.SpanStart > loop.SpanStart);
    }

    private static bool IsE(FlowArgument number) => number.Operation?.WithoutConversions().ConstantValue is { HasValue: true, Value: double value } && value is > 2.718 and < 2.719;
}
