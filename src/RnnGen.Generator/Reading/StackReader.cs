using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RnnGen.Generator.Model;

namespace RnnGen.Generator.Reading;

/// <summary>The options of a recurrent layer: how its cells are stacked and what is dropped.</summary>
internal sealed class StackReader(IPropertySymbol property, AttributeData attribute, Action<Location, string> refuse)
{
    /// <summary>Options that mean nothing on a class that is one cell.</summary>
    public static readonly IReadOnlyList<string> Options =
        ["Layers", "Dropout", "Widths", "InputDropout", "VariationalDropout", "WeightDrop", "RecurrentWeights", "Residual", "Highway", "OutputProjection", "Checkpoint"];

    /// <param name="hidden">Features one cell of the last layer gives.</param>
    /// <param name="directions">1 or 2.</param>
    /// <param name="hasOwnSizes">Whether the cell's output has another size than its state, or the cell is the user's.</param>
    /// <param name="isDeclaredCell">Whether the cell is the user's, which has one size and names of its own.</param>
    public StackSpec Read(Dimension hidden, int directions, bool hasOwnSizes, bool isDeclaredCell)
    {
        Dimension[] widths = Widths() ?? [.. Enumerable.Repeat(hidden, Math.Max(attribute.Named("Layers", 1), 1))];
        if (hasOwnSizes && Has("Widths"))
            Refuse("Widths", "Widths sets the hidden sizes of built-in cells; this cell has a size of its own");
        else if (widths[widths.Length - 1].Value != hidden.Value)
            Refuse("Widths", "the last of Widths is the hidden size, " + hidden + ", not " + widths[widths.Length - 1]);
        else if (Has("Widths") && attribute.Named("Layers", widths.Length) != widths.Length)
            Refuse("Layers", "Widths lists " + widths.Length + " layers: leave Layers out");

        string[] names = Strings("RecurrentWeights");
        int projection = attribute.Named("OutputProjection", 0);
        var stack = new StackSpec(
            directions,
            widths.ToEquatableArray(),
            Probability("InputDropout"),
            attribute.Named("VariationalDropout", false),
            Probability("WeightDrop"),
            names.ToEquatableArray(),
            attribute.Named("Residual", false),
            attribute.Named("Highway", false),
            projection > 0 ? new Dimension(TextOf("OutputProjection", projection), projection) : null,
            attribute.Named("Checkpoint", 0));
        Check(stack, projection, isDeclaredCell);
        return stack;
    }

    private void Check(StackSpec stack, int projection, bool isDeclaredCell)
    {
        if (projection < 0)
            Refuse("OutputProjection", "OutputProjection is a number of features, or 0 for none");
        if (stack.Checkpoint < -1)
            Refuse("Checkpoint", "Checkpoint is a number of steps, Checkpointing.SquareRoot or Checkpointing.Never");
        if (stack.Residual && stack.Highway)
            Refuse("Highway", "Residual adds what a layer reads, Highway does so through a gate: choose one");
        else if ((stack.Residual || stack.Highway) && !Enumerable.Range(0, stack.Widths.Count).Any(stack.IsJoined))
            Refuse(stack.Residual ? "Residual" : "Highway", "no layer above the first reads as many features as it gives, so there is nothing to add");
        if (stack.WeightDropBits != 0 && isDeclaredCell && stack.RecurrentWeights.Count == 0)
            Refuse("WeightDrop", "say which matrices of the cell are recurrent, for example `RecurrentWeights = new[] { \"U\" }`");
        if (stack.RecurrentWeights.Count > 0 && (stack.WeightDropBits == 0 || !isDeclaredCell))
            Refuse("RecurrentWeights", "RecurrentWeights names the matrices that WeightDrop drops in a declared cell; [Rnn], [Lstm] and [Gru] know theirs");
    }

    private bool Has(string name) => attribute.NamedArguments.Any(argument => argument.Key == name);

    private long Probability(string name)
    {
        double value = attribute.Named(name, 0.0);
        if (!(value >= 0 && value < 1))
            Refuse(name, name + " is a probability: 0 or more, less than 1");
        return BitConverter.DoubleToInt64Bits(value);
    }

    private Dimension[]? Widths()
    {
        if (attribute.NamedArguments.FirstOrDefault(argument => argument.Key == "Widths").Value is not { Kind: TypedConstantKind.Array, IsNull: false } given || given.Values.Length == 0)
            return null;
        ExpressionSyntax[] written = [.. Elements("Widths")];
        return [.. given.Values.Select((value, i) =>
        {
            int width = value.Value is int number ? number : 0;
            if (width < 1)
                Refuse("Widths", "a size must be at least 1, " + width + " is not");
            return new Dimension(i < written.Length ? DimensionText.Of(written[i], width) : width.ToString(System.Globalization.CultureInfo.InvariantCulture), Math.Max(width, 1));
        })];
    }

    private string[] Strings(string name) =>
        attribute.NamedArguments.FirstOrDefault(argument => argument.Key == name).Value is { Kind: TypedConstantKind.Array, IsNull: false } given
            ? [.. given.Values.Select(value => value.Value as string ?? "")]
            : [];

    private string TextOf(string name, int value) => DimensionText.Of(Written(name), value);

    private ExpressionSyntax? Written(string name) =>
        (attribute.ApplicationSyntaxReference?.GetSyntax() as AttributeSyntax)?.ArgumentList?.Arguments
            .FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == name)?.Expression;

    private IEnumerable<ExpressionSyntax> Elements(string name) => Written(name) switch
    {
        ArrayCreationExpressionSyntax { Initializer: { } initializer } => initializer.Expressions,
        ImplicitArrayCreationExpressionSyntax array => array.Initializer.Expressions,
        CollectionExpressionSyntax collection => collection.Elements.OfType<ExpressionElementSyntax>().Select(element => element.Expression),
        _ => [],
    };

    private void Refuse(string option, string message) => refuse(attribute.Place(option, property), message);
}
