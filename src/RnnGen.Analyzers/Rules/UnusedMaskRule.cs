using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using RnnGen.Analyzers.Facts;
using RnnGen.Analyzers.Flow;

namespace RnnGen.Analyzers;

/// <summary>RNN0105: a mask or lengths that nobody reads, where a loss, an attention or a run would need them.</summary>
internal sealed class UnusedMaskRule : FlowRule
{
    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = [Analyzers.Descriptors.UnusedMask];

    public override void OnEnd(FlowMethod method, FlowReport report)
    {
        // Where the missing mask has been seen already, the unused one is the same mistake.
        if (report.Findings.Any(finding => finding.Rule.Category == RuleCategories.Masking))
            return;
        IOperation body = method.Body;
        if (!body.AllOperations().Any(operation => NeedsMask(operation, method.Context)))
            return;
        HashSet<ISymbol> read = new(SymbolEqualityComparer.Default);
        foreach (IOperation operation in body.AllOperations())
            if (operation is ILocalReferenceOperation { IsDeclaration: false } local && !IsWritten(local))
                read.Add(local.Local);
        foreach ((ILocalSymbol local, SyntaxNode place) in Masks(body, method.Context))
            if (!read.Contains(local))
                report.Add(Analyzers.Descriptors.UnusedMask, place, local.Name);
    }

    /// <summary>A mask or lengths stored in a member that its own type never reads.</summary>
    public override void OnAssigned(FlowAssignment assignment, FlowReport report)
    {
        if (assignment.Value.Mask is null || assignment.Target is not (IFieldSymbol or IPropertySymbol) || assignment.Operation is not ISimpleAssignmentOperation { Target: { } target }
            || assignment.Target is not { DeclaringSyntaxReferences.Length: > 0, ContainingType: { IsRecord: false, TypeKind: TypeKind.Class } owner } || IsPublicData(assignment.Target))
            return;
        if (!owner.DeclaringSyntaxReferences.SelectMany(part => part.GetSyntax().DescendantNodes()).Any(node => IsRead(node, assignment.Target.Name)))
            report.Add(Analyzers.Descriptors.UnusedMask, target.Syntax, assignment.Target.Name);
    }

    /// <summary>Data for others to read: a type without methods of its own.</summary>
    private static bool IsPublicData(ISymbol member) => !member.ContainingType.GetMembers().OfType<IMethodSymbol>().Any(method => method.MethodKind == MethodKind.Ordinary && !method.IsImplicitlyDeclared);

    private static bool IsRead(SyntaxNode node, string name) => node is IdentifierNameSyntax { Identifier.ValueText: { } text } identifier && text == name
        && !(identifier.Parent is AssignmentExpressionSyntax plain && plain.Left == identifier)
        && !(identifier.Parent is MemberAccessExpressionSyntax { Parent: AssignmentExpressionSyntax assigned } access && access.Name == identifier && assigned.Left == access);

    private static bool NeedsMask(IOperation operation, FlowContext context) => operation is IInvocationOperation { TargetMethod: var called }
        && ((context.IsRuntime(called) && called.Name is "CrossEntropy" or "NegativeLogLikelihood" or "MeanSquaredError" or "Accuracy" or "DotProduct" or "Softmax" or "ScanBatchFirst" or "ScanTimeMajor" or "Mean")
            || context.Facts.Of(called).Has(Role.Loss) || context.Facts.Of(called).Has(Role.Attention) || context.Facts.Of(called).Has(Role.Metric));

    private static IEnumerable<(ILocalSymbol Local, SyntaxNode Place)> Masks(IOperation body, FlowContext context)
    {
        foreach (IOperation operation in body.AllOperations())
            switch (operation)
            {
                case IVariableDeclaratorOperation { Symbol: { } declared } declarator when Value(declarator) is { } value && IsMask(value, context):
                    yield return (declared, declarator.Syntax is VariableDeclaratorSyntax syntax ? syntax : declarator.Syntax);
                    break;
                case IArgumentOperation { Parameter: { RefKind: RefKind.Out } parameter, Value: IDeclarationExpressionOperation { Expression: ILocalReferenceOperation local } } argument
                    when context.Facts.Of(parameter).Roles.Any(role => role.Role == Role.Mask) || IsMaskName(parameter.Name, parameter.Type):
                    yield return (local.Local, argument.Value.Syntax);
                    break;
                case IDeconstructionAssignmentOperation { Target: var target, Value: { Type: INamedTypeSymbol { IsTupleType: true } tuple } }:
                    ITupleOperation? names = (target as ITupleOperation) ?? (target as IDeclarationExpressionOperation)?.Expression as ITupleOperation;
                    for (int i = 0; names is not null && i < names.Elements.Length && i < tuple.TupleElements.Length; i++)
                        if (Local(names.Elements[i]) is { } element && IsMaskName(tuple.TupleElements[i].Name, tuple.TupleElements[i].Type))
                            yield return (element, names.Elements[i].Syntax);
                    break;
            }
    }

    private static ILocalSymbol? Local(IOperation element) => element switch
    {
        ILocalReferenceOperation local => local.Local,
        IDeclarationExpressionOperation { Expression: ILocalReferenceOperation local } => local.Local,
        _ => null,
    };

    private static IOperation? Value(IVariableDeclaratorOperation declarator) => declarator.Initializer?.Value.WithoutConversions();

    private static bool IsMask(IOperation value, FlowContext context) => value switch
    {
        IInvocationOperation { TargetMethod: var made } => (context.IsRuntime(made) && made.ContainingType.Name == "Masks" && made.ReturnType is IArrayTypeSymbol) || context.Facts.Of(made).Has(Role.Mask),
        IPropertyReferenceOperation { Property: { Name: "Lengths" } property } => context.IsRuntime(property),
        _ => false,
    };

    private static bool IsMaskName(string name, ITypeSymbol type) => type is IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_Boolean or SpecialType.System_Int32 }
        && name.ToLowerInvariant() is "mask" or "keep" or "lengths" or "padmask" or "keepmask";

    private static bool IsWritten(ILocalReferenceOperation local) => local.Parent is ISimpleAssignmentOperation assignment && assignment.Target == local;
}
