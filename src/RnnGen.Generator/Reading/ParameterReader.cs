using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RnnGen.Generator.Model;

namespace RnnGen.Generator.Reading;

/// <summary>The properties of a cell that declare parameters, in declaration order.</summary>
internal sealed class ParameterReader(KnownSymbols known, SizeReader sizes, ICollection<Problem> problems)
{
    private readonly List<ParameterSpec> specs = [];
    private readonly List<IPropertySymbol> properties = [];
    private readonly List<CellPart> parts = [];

    /// <summary>The parameters that can be implemented.</summary>
    public IReadOnlyList<ParameterSpec> Specs => specs;

    /// <summary>Cells that are parts of this one.</summary>
    public IReadOnlyList<CellPart> Parts => parts;

    /// <summary>Their properties, at the same positions; for the parameters of a part that of the part.</summary>
    public IReadOnlyList<IPropertySymbol> Properties => properties;

    /// <summary>False when a parameter could not be read, with a problem unless the compiler already complains.</summary>
    public bool Complete { get; private set; } = true;

    public void Read(INamedTypeSymbol type, CancellationToken token)
    {
        foreach (IPropertySymbol property in type.GetMembers().OfType<IPropertySymbol>())
        {
            token.ThrowIfCancellationRequested();
            IReadOnlyList<(ParameterKind Kind, AttributeData Attribute)> kinds = ParameterKind.Of(property, known);
            if (property.Find(known.SubCell) is not null)
                AddPart(type, property, kinds, token);
            else if (kinds.Count > 0)
                Add(property, kinds);
        }

        CheckNames();
        CheckStacks();
    }

    /// <summary>Position of the parameter a property stands for, or -1.</summary>
    public int IndexOf(IPropertySymbol property)
    {
        int index = properties.FindIndex(candidate => SymbolEqualityComparer.Default.Equals(candidate, property.PartialDefinitionPart ?? property));
        return index >= 0 && PartOf(property) is null ? index : -1;
    }

    /// <summary>The part a property stands for, or null.</summary>
    public CellPart? PartOf(IPropertySymbol property) =>
        parts.FirstOrDefault(part => SymbolEqualityComparer.Default.Equals(part.Property, property.PartialDefinitionPart ?? property));

    private void AddPart(INamedTypeSymbol whole, IPropertySymbol property, IReadOnlyList<(ParameterKind Kind, AttributeData Attribute)> kinds, CancellationToken token)
    {
        if (property.Type.TypeKind == TypeKind.Error)
            Complete = false;
        else if (kinds.Count > 0)
            Refuse(property, "`" + property.Name + "` has both [SubCell] and " + kinds[0].Kind.Name + ": a part is a cell, not a parameter");
        else if ((TakenNames.ForParameter(property, known) ?? CellPart.Obstacle(property, whole, known)) is { } message)
            Refuse(property, message);
        else
        {
            List<Problem> own = []; // the part's reading reports them
            var reader = new ParameterReader(known, new SizeReader(own), own);
            reader.Read((INamedTypeSymbol)property.Type, token);
            Complete &= reader.Complete && own.Count == 0;
            parts.Add(new CellPart(property, reader, specs.Count));
            foreach (ParameterSpec spec in reader.Specs)
            {
                properties.Add(property);
                specs.Add(spec with
                {
                    Name = Unique(property.Name + "_" + spec.Name),
                    Member = property.Name + "." + spec.Member,
                    StoredAs = spec.StoredAs is null ? null : property.Name + "." + spec.StoredAs,
                });
            }
        }
    }

    private string Unique(string name)
    {
        while (specs.Any(spec => spec.Name == name))
            name += "_";
        return name;
    }

    private void Add(IPropertySymbol property, IReadOnlyList<(ParameterKind Kind, AttributeData Attribute)> kinds)
    {
        string name = "`" + property.Name + "`";
        (ParameterKind kind, AttributeData attribute) = kinds[0];
        if (property.Type.TypeKind == TypeKind.Error)
        {
            Complete = false;
            return;
        }

        if (TakenNames.ForParameter(property, known) is { } taken)
            Refuse(property, taken);
        else if (kinds.Count > 1)
            Refuse(property, name + " has both " + kind.Name + " and " + kinds[1].Kind.Name + ": keep the one that fits its type");
        else if (!kind.Fits(property.Type, known))
            Refuse(property, kind.Name + " belongs on a property of type `" + kind.Type + "`, " + name + " is `" + property.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat) + "`");
        else if (property.IsStatic || property.IsIndexer || property.IsVirtual || property.IsAbstract || property.IsOverride)
            Refuse(property, name + " must be an ordinary instance property: `public partial " + kind.Type + " " + property.Name + " { get; }`");
        else if (!property.IsPartialDefinition)
            Refuse(property, name + " must be `partial` without a body: the generator implements it as a view of the parameter buffer");
        else if (property.SetMethod is not null || property.GetMethod is null)
            Refuse(property, name + " must be `{ get; }`: change its elements, not the property");
        else
            Accept(property, kind, attribute);
    }

    private void Accept(IPropertySymbol property, ParameterKind kind, AttributeData attribute)
    {
        Dimension rows = kind.Sizes == 0 ? Dimension.Scalar : sizes.Read(attribute, 0, property);
        Dimension? columns = kind.Sizes == 2 ? sizes.Read(attribute, 1, property) : null;
        int blocks = kind == ParameterKind.Weight ? attribute.Named("Blocks", 1) : 1;
        if (columns is not null && (blocks < 1 || rows.Value % blocks != 0 || columns.Value % blocks != 0))
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
            (Init)attribute.Named("Init", (int)kind.Init),
            attribute.NamedBits("Gain", 1),
            attribute.NamedBits("Value", kind.Value),
            stored?.Text(0),
            stored?.Named("Part", 0) ?? 0,
            blocks,
            IsTable: kind == ParameterKind.Table));
    }

    // A parameter declared behind a part may have the name that the part's parameter has in generated code.
    private void CheckNames()
    {
        for (int i = 0; i < specs.Count; i++)
            if (specs[i].Member != specs[i].Name && specs.Where((spec, j) => j != i && spec.Name == specs[i].Name).Any())
                specs[i] = specs[i] with { Name = Unique(specs[i].Name) };
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
