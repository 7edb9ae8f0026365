using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using RnnGen.Generator.Model;

namespace RnnGen.Generator.Reading;

/// <summary><c>[Shape("B", "T", "V")]</c> against what the layers give; an axis that names no constant of the model is free.</summary>
internal sealed class DeclaredShapes(KnownSymbols known, ICollection<Problem> problems)
{
    private const int SequenceRank = 3;

    /// <summary>The declared last axis of a parameter, or null.</summary>
    public Dimension? FeaturesOf(IParameterSymbol parameter, ValueForm form) =>
        parameter.Find(known.Shape) is { } shape && AxesOf(shape) is { } axes && axes.Length == RankOf(form)
            ? Resolve(axes[axes.Length - 1], parameter.ContainingType)
            : null;

    /// <summary>The declared name of a parameter's time axis, or null.</summary>
    public string? TimeAxisOf(IParameterSymbol parameter, ValueForm form) =>
        form != ValueForm.Vectors && parameter.Find(known.Shape) is { } shape && AxesOf(shape) is { } axes && axes.Length == RankOf(form) ? axes[1] : null;

    public void CheckParameter(IParameterSymbol parameter, ValueForm form)
    {
        if (parameter.Find(known.Shape) is { } shape)
            CheckRank(shape, parameter, parameter.Name, RankOf(form), form);
    }

    public void CheckResult(IMethodSymbol method, ValueForm form, Dimension? actual, string source)
    {
        AttributeData? shape = method.Find(known.Shape)
            ?? method.GetReturnTypeAttributes().FirstOrDefault(attribute => KnownSymbols.Same(attribute.AttributeClass, known.Shape));
        if (shape is null || !CheckRank(shape, method, method.Name, RankOf(form), form) || actual is null)
            return;
        Dimension? declared = Resolve(AxesOf(shape)[RankOf(form) - 1], method.ContainingType);
        string axes = form == ValueForm.Vectors ? "(B, " : "(B, T, ";
        if (declared is not null && declared.Value != actual.Value)
            problems.Add(new Problem(ProblemKind.Shape, shape.Place(method), "`" + method.Name + "` is declared " + axes + declared + "), `" + source + "` gives " + axes + actual + ")"));
    }

    private static int RankOf(ValueForm form) => form == ValueForm.Sequence ? SequenceRank : SequenceRank - 1;

    private bool CheckRank(AttributeData shape, ISymbol owner, string name, int rank, ValueForm form)
    {
        int count = AxesOf(shape).Length;
        if (count == rank || count == 0)
            return count == rank;
        string axes = form switch { ValueForm.Sequence => "(B, T, features)", ValueForm.Tokens => "(B, T)", _ => "(B, features)" };
        problems.Add(new Problem(ProblemKind.Shape, shape.Place(owner), "`" + name + "` has " + rank + " axes, " + axes + "; " + count + (count == 1 ? " is" : " are") + " declared"));
        return false;
    }

    private static string[] AxesOf(AttributeData shape) =>
        shape.ConstructorArguments is [{ Kind: TypedConstantKind.Array, IsNull: false } axes]
            ? [.. axes.Values.Select(axis => axis.Value as string ?? "")]
            : [];

    private static Dimension? Resolve(string axis, INamedTypeSymbol type)
    {
        if (int.TryParse(axis, NumberStyles.None, CultureInfo.InvariantCulture, out int number))
            return new Dimension(axis, number);
        return type.GetMembers(axis).OfType<IFieldSymbol>().FirstOrDefault() is { HasConstantValue: true, ConstantValue: int value }
            ? new Dimension(axis, value)
            : null;
    }
}
