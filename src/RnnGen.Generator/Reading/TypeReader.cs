using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RnnGen.Generator.Model;

namespace RnnGen.Generator.Reading;

/// <summary>A declared class -> where its other half goes.</summary>
internal static class TypeReader
{
    /// <summary>Returns null, with a problem, when no other half can be written.</summary>
    public static TypeSpec? Read(INamedTypeSymbol type, KnownSymbols known, ICollection<Problem> problems)
    {
        if (Obstacle(type, known) is { } message)
        {
            problems.Add(new Problem(ProblemKind.Declaration, type.Place(), message));
            return null;
        }

        for (INamedTypeSymbol? part = type; part is not null; part = part.ContainingType)
            if (!IsPartial(part))
            {
                string why = SymbolEqualityComparer.Default.Equals(part, type) ? "" : " because `" + type.Name + "` inside it is completed by the generator";
                problems.Add(new Problem(ProblemKind.Declaration, part.Place(), "`" + part.Name + "` must be `partial`" + why) { Fix = Fixes.MakePartial });
                return null;
            }

        List<string> containing = [];
        for (INamedTypeSymbol? outer = type.ContainingType; outer is not null; outer = outer.ContainingType)
            containing.Insert(0, Header(outer));

        return new TypeSpec(
            NamespaceOf(type.ContainingNamespace),
            containing.ToEquatableArray(),
            Header(type),
            Escape(type.Name),
            HintName(type),
            type.InstanceConstructors.Any(constructor => !constructor.IsImplicitlyDeclared));
    }

    public static bool IsPartial(INamedTypeSymbol type) => type.DeclaringSyntaxReferences.Any(reference =>
        reference.GetSyntax() is TypeDeclarationSyntax declaration && declaration.Modifiers.Any(SyntaxKind.PartialKeyword));

    /// <summary>Whether the attribute that brought us here is the one that counts: partial parts may repeat it by mistake.</summary>
    public static bool IsFirst(AttributeData? attribute, SyntaxNode target) =>
        attribute?.ApplicationSyntaxReference is { } reference
        && reference.SyntaxTree == target.SyntaxTree
        && target.FullSpan.Contains(reference.Span);

    private static string? Obstacle(INamedTypeSymbol type, KnownSymbols known)
    {
        string name = "`" + type.Name + "`";
        if (type.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax() is ClassDeclarationSyntax { ParameterList: not null }))
            return name + " must not have a primary constructor: the generated half writes the constructor, with the seed of the initialisers";
        if (type.IsRecord)
            return name + " must be a class, not a record: equality by value makes no sense for trainable parameters";
        if (type.TypeKind != TypeKind.Class || type.IsStatic || type.IsAbstract)
            return name + " must be a class that can be created: remove `" + (type.IsStatic ? "static" : "abstract") + "`";
        if (type.IsFileLocal)
            return name + " must not be `file`-local: its other half is in a generated file";
        for (INamedTypeSymbol? part = type; part is not null; part = part.ContainingType)
            if (part.TypeParameters.Length > 0)
                return name + " must not be generic or inside a generic type: use dimensions instead of type parameters";
        if (type.BaseType is { SpecialType: not SpecialType.System_Object, TypeKind: not TypeKind.Error } parent
            && !KnownSymbols.Same(parent.ContainingAssembly, known.RecurrentCell?.ContainingAssembly))
            return name + " must not derive from `" + parent.Name + "`: the generator gives it its base class";
        INamedTypeSymbol?[] kinds = [known.RecurrentCell, known.SequenceModel];
        return kinds.Count(kind => type.Find(kind) is not null) + BuiltInCellReader.Count(type, known) > 1
            ? name + " can be one thing only: keep one of [RecurrentCell], [SequenceModel] and the attributes of shipped cells such as [Lstm]"
            : null;
    }

    private static string Header(INamedTypeSymbol type)
    {
        string kind = type switch
        {
            { TypeKind: TypeKind.Interface } => "interface",
            { TypeKind: TypeKind.Struct, IsRecord: true } => "record struct",
            { TypeKind: TypeKind.Struct } => "struct",
            { IsRecord: true } => "record",
            _ => "class",
        };
        string modifiers = type.TypeKind != TypeKind.Class ? "" : type.IsStatic ? "static " : type.IsSealed ? "sealed " : type.IsAbstract ? "abstract " : "";
        return SyntaxFacts.GetText(type.DeclaredAccessibility) + " " + modifiers + "partial " + kind + " " + Escape(type.Name);
    }

    private static string NamespaceOf(INamespaceSymbol space) =>
        space.IsGlobalNamespace ? "" : string.Join(".", Chain(space).Reverse().Select(part => Escape(part.Name)));

    private static string HintName(INamedTypeSymbol type)
    {
        List<string> parts = [];
        bool ambiguous = false;
        for (ISymbol part = type; part is not INamespaceSymbol { IsGlobalNamespace: true }; part = part.ContainingType ?? (ISymbol)part.ContainingNamespace)
        {
            parts.Insert(0, part.Name);
            INamespaceOrTypeSymbol around = part.ContainingType ?? (INamespaceOrTypeSymbol)part.ContainingNamespace;
            ambiguous |= around.GetMembers().Any(other =>
                other is INamespaceOrTypeSymbol && other.Name != part.Name && string.Equals(other.Name, part.Name, StringComparison.OrdinalIgnoreCase));
        }

        string name = string.Join(".", parts);
        var safe = new StringBuilder();
        foreach (char c in name)
            safe.Append(char.IsLetterOrDigit(c) || c is '.' or '_' ? c.ToString() : "-" + ((int)c).ToString("x4", CultureInfo.InvariantCulture));
        return ambiguous ? safe + "-" + Hash(name) : safe.ToString();
    }

    /// <summary>FNV-1a: file names are compared without case, type names are not.</summary>
    private static string Hash(string text)
    {
        uint hash = 2166136261;
        foreach (char c in text)
            hash = unchecked((hash ^ c) * 16777619);
        return hash.ToString("x8", CultureInfo.InvariantCulture);
    }

    private static IEnumerable<INamespaceSymbol> Chain(INamespaceSymbol space)
    {
        for (; !space.IsGlobalNamespace; space = space.ContainingNamespace)
            yield return space;
    }

    // Some contextual keywords cannot name a type either (record, file, required, scoped).
    private static string Escape(string name) =>
        SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None && SyntaxFacts.GetContextualKeywordKind(name) == SyntaxKind.None ? name : "@" + name;
}
