using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using RnnGen.Analyzers.Facts;
using RnnGen.Analyzers.Protocol;

namespace RnnGen.Analyzers.Rules;

/// <summary>RNN0309: a bound of gradients, by its name, that nobody reads. Public members are not looked at: another project may read them.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ThresholdRule : DiagnosticAnalyzer
{
    private static readonly Regex Name = new(
        "^_?(max_?)?(grad(ient)?s?_?(norm|clip|clipping|bound|limit|threshold)|clip(ping)?_?(norm|value|grads?|gradients?|threshold|bound|limit)?|(grad_?)?norm_?(limit|bound))$|^_?max_?(grad_?)?norm$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [TrainingDescriptors.ThresholdUnused];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            if (!FactReader.For(start.Compilation).IsAvailable)
                return;
            start.RegisterSymbolAction(Member, SymbolKind.Field, SymbolKind.Property);
            start.RegisterOperationBlockAction(Variables);
        });
    }

    private static void Member(SymbolAnalysisContext context)
    {
        ISymbol member = context.Symbol;
        ITypeSymbol type = member is IFieldSymbol field ? field.Type : ((IPropertySymbol)member).Type;
        if (member.IsImplicitlyDeclared || !IsBound(member.Name, type) || member.DeclaredAccessibility != Accessibility.Private || member.GetAttributes().Length > 0)
            return;
        foreach (SyntaxReference part in member.ContainingType.DeclaringSyntaxReferences)
            foreach (SyntaxNode node in part.GetSyntax(context.CancellationToken).DescendantNodes())
                if (node is IdentifierNameSyntax mention && mention.Identifier.ValueText == member.Name)
                    return;
        Report(member, context.ReportDiagnostic);
    }

    private static void Variables(OperationBlockAnalysisContext context)
    {
        IOperation[] bodies = [.. context.OperationBlocks.Where(block => block is IBlockOperation)];
        if (bodies.Length == 0 || context.OwningSymbol is not IMethodSymbol method || Broken.Is(bodies))
            return;
        IEnumerable<ISymbol> candidates = bodies.AllOperations().OfType<IVariableDeclaratorOperation>()
            .Where(declarator => IsBound(declarator.Symbol.Name, declarator.Symbol.Type) && !IsResult(declarator)).Select(declarator => (ISymbol)declarator.Symbol);
        // Whoever overrides or implements takes the parameters as they come.
        if (!method.IsVirtual && !method.IsOverride && method.ExplicitInterfaceImplementations.IsEmpty && method.MethodKind == MethodKind.Ordinary && !Implements(method))
            candidates = candidates.Concat(method.Parameters.Where(parameter => IsBound(parameter.Name, parameter.Type)));
        foreach (ISymbol candidate in candidates.ToArray())
            if (!bodies.AllOperations().Any(operation => SymbolEqualityComparer.Default.Equals(operation switch
            {
                ILocalReferenceOperation local => local.Local,
                IParameterReferenceOperation parameter => parameter.Parameter,
                _ => null,
            }, candidate)))
                Report(candidate, context.ReportDiagnostic);
    }

    /// <summary>Whether a variable keeps what a call gave, as the norm that a clip found: no bound that anybody chose.</summary>
    private static bool IsResult(IVariableDeclaratorOperation declarator) => declarator.GetVariableInitializer()?.Value is { } value && LoopBody.Bare(value) is IInvocationOperation;

    private static bool Implements(IMethodSymbol method) => method.ContainingType.AllInterfaces.Any(contract => contract.GetMembers(method.Name)
        .Any(member => SymbolEqualityComparer.Default.Equals(method.ContainingType.FindImplementationForInterfaceMember(member), method)));

    private static bool IsBound(string name, ITypeSymbol type) =>
        (type.SpecialType is SpecialType.System_Single or SpecialType.System_Double || type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [{ SpecialType: SpecialType.System_Single or SpecialType.System_Double }] })
        && Name.IsMatch(name);

    private static void Report(ISymbol symbol, System.Action<Diagnostic> report)
    {
        if (symbol.Locations.FirstOrDefault(place => place.IsInSource) is { } location)
            report(Diagnostic.Create(TrainingDescriptors.ThresholdUnused, location, symbol.Name));
    }
}
