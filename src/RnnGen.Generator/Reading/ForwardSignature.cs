using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using RnnGen.Generator.Model;

namespace RnnGen.Generator.Reading;

/// <summary>Parameters and results of a forward method.</summary>
internal sealed class ForwardSignature(KnownSymbols known, ICollection<Problem> problems)
{
    private readonly DeclaredShapes shapes = new(known, problems);
    private readonly List<string> axes = [];

    /// <summary>Whether the method has a form that can be read; a problem is added if not.</summary>
    public bool Check(IMethodSymbol method, bool hasBody)
    {
        bool fits = method.Parameters.Length > 0 && method.Parameters.All(parameter => parameter.RefKind == RefKind.None && FormOf(parameter.Type) is not null)
            && ResultTypes(method).All(type => FormOf(type) is ValueForm.Sequence or ValueForm.Vectors)
            && !method.IsStatic && !method.IsAsync && !method.IsGenericMethod && hasBody;
        if (!fits && method.ReturnType.TypeKind != TypeKind.Error && method.Parameters.All(p => p.Type.TypeKind != TypeKind.Error))
            problems.Add(new Problem(ProblemKind.Forward, method.Place(), "the forward method must be an instance method that takes `Tokens`, `Sequence` or `Vectors` and returns a `Sequence`, `Vectors` or a tuple of these"));
        return fits;
    }

    /// <summary>Null for another type.</summary>
    public ValueForm? FormOf(ITypeSymbol type) =>
        KnownSymbols.Same(type, known.Tokens) ? ValueForm.Tokens
        : KnownSymbols.Same(type, known.Sequence) || KnownSymbols.Same(type, known.ScannedSequence) ? ValueForm.Sequence
        : KnownSymbols.Same(type, known.Vectors) ? ValueForm.Vectors
        : null;

    public ForwardParameter Read(IParameterSymbol parameter)
    {
        ValueForm form = FormOf(parameter.Type)!.Value;
        string? axis = shapes.TimeAxisOf(parameter, form);
        int index = form == ValueForm.Vectors ? -1 : axes.IndexOf(axis ?? "");
        if (form != ValueForm.Vectors && (axis is null || index < 0))
        {
            index = axes.Count;
            axes.Add(axis ?? parameter.Name + " of its own");
        }

        return new ForwardParameter(parameter.Name, form, index, form == ValueForm.Tokens ? null : shapes.FeaturesOf(parameter, form));
    }

    /// <summary>Declared shapes against what the body does.</summary>
    public void CheckShapes(IMethodSymbol method, ForwardGraph graph, IReadOnlyList<ForwardResult> results)
    {
        foreach (IParameterSymbol parameter in method.Parameters)
            shapes.CheckParameter(parameter, FormOf(parameter.Type)!.Value);
        if (results.Count == 1)
            shapes.CheckResult(method, graph.FormOf(results[0].Value), graph.SizeOf(results[0].Value), graph.TextOf(results[0].Value));
    }

    /// <summary>Names of the results: of the tuple's elements, or of the method.</summary>
    public static IReadOnlyList<string> ResultNames(IMethodSymbol method) => method.ReturnType is INamedTypeSymbol { IsTupleType: true } tuple
        ? [.. tuple.TupleElements.Select((element, i) => element.IsExplicitlyNamedTupleElement ? element.Name : "Result" + (i + 1))]
        : [method.Name];

    private static IReadOnlyList<ITypeSymbol> ResultTypes(IMethodSymbol method) => method.ReturnType is INamedTypeSymbol { IsTupleType: true } tuple
        ? [.. tuple.TupleElements.Select(element => element.Type)]
        : [method.ReturnType];
}
