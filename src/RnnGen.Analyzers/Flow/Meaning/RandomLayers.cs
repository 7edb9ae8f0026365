using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RnnGen.Generator.Reading;

namespace RnnGen.Analyzers.Flow;

/// <summary>Models and cells that draw random masks while they train, as their declarations say.</summary>
internal static class RandomLayers
{
    private static readonly string[] Rates = ["InputDropout", "WeightDrop", "ZoneoutHidden", "ZoneoutCell"];

    /// <summary>The model or cell of a <c>Forward</c> call, when it drops elements; null otherwise.</summary>
    public static INamedTypeSymbol? TypeThatDrops(ISymbol forward, IOperation? receiver, FlowContext context)
    {
        // Forward of a cell is inherited: the cell is what it is called on.
        INamedTypeSymbol? type = context.IsRuntime(forward) ? receiver?.Type as INamedTypeSymbol : forward.ContainingType;
        for (; type is not null; type = type.ContainingType)
            if (IsTrained(type, context))
                return context.Drops(type) ? type : null;
        return null;
    }

    /// <summary>Whether a type draws random masks while it trains.</summary>
    public static bool Drops(INamedTypeSymbol type, FlowContext context) =>
        type.GetAttributes().Any(attribute => context.IsRuntime(attribute.AttributeClass) && HasRate(attribute, isStack: false))
        || type.GetMembers().OfType<IPropertySymbol>().Any(layer => layer.GetAttributes().Any(attribute => context.IsRuntime(attribute.AttributeClass) && (HasRate(attribute, isStack: true) || IsOfRandomCell(attribute, context))))
        || CallsRandom(type);

    private static bool IsTrained(INamedTypeSymbol type, FlowContext context)
    {
        for (INamedTypeSymbol? level = type.BaseType; level is not null; level = level.BaseType)
            if (level.Name is "OfflineModel" or "RecurrentCell" && context.IsRuntime(level))
                return true;
        return false;
    }

    private static bool HasRate(AttributeData attribute, bool isStack) =>
        Rates.Any(rate => attribute.Named(rate, 0.0) > 0) || (isStack && attribute.Named("Dropout", 0.0) > 0 && IsStacked(attribute));

    /// <summary>Dropout between layers needs two of them.</summary>
    private static bool IsStacked(AttributeData attribute) =>
        attribute.Named("Layers", 1) > 1 || attribute.NamedArguments.Any(argument => argument is { Key: "Widths", Value: { IsNull: false, Values.Length: > 1 } });

    private static bool IsOfRandomCell(AttributeData attribute, FlowContext context) =>
        attribute.ConstructorArguments is [{ Kind: TypedConstantKind.Type, Value: INamedTypeSymbol cell }] && context.Drops(cell);

    /// <summary>A step or forward method that is written here and calls a random function.</summary>
    private static bool CallsRandom(INamedTypeSymbol type) => type.DeclaringSyntaxReferences.SelectMany(part => part.GetSyntax().DescendantNodes().OfType<MethodDeclarationSyntax>())
        .Where(method => method.AttributeLists.SelectMany(list => list.Attributes).Any(attribute => attribute.Name.ToString() is "Step" or "Forward" or "StepAttribute" or "ForwardAttribute"))
        .SelectMany(method => method.DescendantNodes().OfType<InvocationExpressionSyntax>())
        .Any(call => NameOf(call.Expression) is "Dropout" or "VariationalDropout" or "Zoneout" && !IsZero(call));

    private static bool IsZero(InvocationExpressionSyntax call) => call.ArgumentList.Arguments.LastOrDefault()?.Expression is LiteralExpressionSyntax { Token.Value: { } value } && value is 0 or 0.0 or 0f;

    private static string NameOf(ExpressionSyntax called) => called switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        _ => "",
    };
}
