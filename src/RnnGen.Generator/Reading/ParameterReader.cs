using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RnnGen.Generator.Model;

namespace RnnGen.Generator.Reading;

/// <summary>The <c>[Weight]</c> and <c>[Bias]</c> properties of a cell, in declaration order.</summary>
internal sealed class ParameterReader(KnownSymbols known, SizeReader sizes, ICollection<Problem> problems)
{
    private readonly List<ParameterSpec> specs = [];
    private readonly List<IPropertySymbol> properties = [];

    /// <summary>The parameters that can be implemented.</summary>
    public IReadOnlyList<ParameterSpec> Specs => specs;

    /// <summary>Their properties, at the same positions.</summary>
    public IReadOnlyList<IPropertySymbol> Properties => properties;

    /// <summary>False when a parameter could not be read, with a problem unless the compiler already complains.</summary>
    public bool Complete { get; private set; } = true;

    public void Read(INamedTypeSymbol type, CancellationToken token)
    {
        foreach (IPropertySymbol property in type.GetMembers().OfType<IPropertySymbol>())
        {
            token.ThrowIfCancellationRequested();
            AttributeData? weight = property.Find(known.Weight);
            AttributeData? bias = property.Find(known.Bias);
            if ((weight ?? bias) is { } attribute)
                Add(property, attribute, isMatrix: weight is not null, both: weight is not null && bias is not null);
        }

        CheckStacks();
    }

    public int IndexOf(IPropertySymbol property) =>
        properties.FindIndex(candidate => SymbolEqualityComparer.Default.Equals(candidate, property.PartialDefinitionPart ?? property));

    private void Add(IPropertySymbol property, AttributeData attribute, bool isMatrix, bool both)
    {
        string name = "`" + property.Name + "`";
        string type = isMatrix ? "Matrix" : "Vector";
        if (property.Type.TypeKind == TypeKind.Error)
        {
            Complete = false;
            return;
        }

        if (TakenNames.ForParameter(property, known) is { } taken)
            Refuse(property, taken);
        else if (both)
            Refuse(property, name + " has both [Weight] and [Bias]: keep the one that fits its type");
        else if (!(isMatrix ? known.IsMatrix(property.Type) : known.IsVector(property.Type)))
            Refuse(property, "[" + (isMatrix ? "Weight" : "Bias") + "] belongs on a property of type `" + type + "`, " + name + " is `" + property.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat) + "`");
        else if (property.IsStatic || property.IsIndexer || property.IsVirtual || property.IsAbstract || property.IsOverride)
            Refuse(property, name + " must be an ordinary instance property: `public partial " + type + " " + property.Name + " { get; }`");
        else if (!property.IsPartialDefinition)
            Refuse(property, name + " must be `partial` without a body: the generator implements it as a view of the parameter buffer");
        else if (property.SetMethod is not null || property.GetMethod is null)
            Refuse(property, name + " must be `{ get; }`: change its elements, not the property");
        else
            Accept(property, attribute, isMatrix);
    }

    private void Accept(IPropertySymbol property, AttributeData attribute, bool isMatrix)
    {
        Dimension rows = sizes.Read(attribute, 0, property);
        Dimension? columns = isMatrix ? sizes.Read(attribute, 1, property) : null;
        int blocks = isMatrix ? attribute.Named("Blocks", 1) : 1;
        if (isMatrix && (blocks < 1 || rows.Value % blocks != 0 || columns!.Value % blocks != 0))
        {
            Complete = false;
            problems.Add(new Problem(ProblemKind.Declaration, attribute.Place("Blocks", property), "`" + property.Name + "` is (" + rows + ", " + columns + "): Blocks must divide both, " + blocks + " does not"));
        }

        AttributeData? stored = property.Find(known.StoredAs);
        properties.Add(property);
        specs.Add(new ParameterSpec(
            property.Name,
            rows,
            columns,
            ModifiersOf(property),
            (Init)attribute.Named("Init", (int)(isMatrix ? Init.Glorot : Init.Constant)),
            attribute.NamedBits("Gain", 1),
            attribute.NamedBits("Value", 0),
            stored?.Text(0),
            stored?.Named("Part", 0) ?? 0,
            blocks));
    }

    private void CheckStacks()
    {
        foreach (var stack in specs.Where(spec => spec.StoredAs is not null).GroupBy(spec => spec.StoredAs, System.StringComparer.Ordinal))
        {
            ParameterSpec first = stack.First();
            ParameterSpec? odd = stack.FirstOrDefault(spec => spec.IsMatrix != first.IsMatrix || spec.Columns?.Value / spec.Blocks != first.Columns?.Value / first.Blocks);
            if (odd is not null)
                Refuse(properties[specs.IndexOf(odd)], "`" + odd.Name + "` and `" + first.Name + "` are stacked in `" + stack.Key + "` and must have the same number of columns");
            else if (!stack.Select(spec => spec.Part).OrderBy(part => part).SequenceEqual(Enumerable.Range(0, stack.Count())))
                Refuse(properties[specs.IndexOf(stack.Last())], "the parameters stored in `" + stack.Key + "` must be numbered Part = 0, 1, 2, ... without gaps");
        }
    }

    private void Refuse(IPropertySymbol property, string message)
    {
        Complete = false;
        problems.Add(new Problem(ProblemKind.Declaration, property.Place(), message));
    }

    public static string ModifiersOf(IPropertySymbol property) =>
        property.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax()).OfType<PropertyDeclarationSyntax>().FirstOrDefault() is { } syntax
            ? string.Join(" ", syntax.Modifiers.Where(modifier => !modifier.IsKind(SyntaxKind.PartialKeyword)).Select(modifier => modifier.Text))
            : "";
}
