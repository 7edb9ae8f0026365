using Microsoft.CodeAnalysis;
using static Microsoft.CodeAnalysis.DiagnosticSeverity;

namespace RnnGen.Analyzers;

/// <content>Shapes outside of equations: tensors, sequences, masks and states as they go through ordinary methods.</content>
internal static partial class Descriptors
{
    public static readonly DiagnosticDescriptor AxisOrder = new(
        RuleIds.AxisOrder,
        "Axis order does not match",
        "`{0}` is {1}, {2} is needed: the axes are in another order",
        RuleCategories.Shape,
        Error,
        isEnabledByDefault: true,
        "The same axes in another order: sequences would be taken for steps, or features for sequences.",
        RuleIds.HelpLink(RuleIds.AxisOrder));

    public static readonly DiagnosticDescriptor AxisExtent = new(
        RuleIds.AxisExtent,
        "Rank or extent does not match",
        "`{0}` is {1}, {2} is needed",
        RuleCategories.Shape,
        Error,
        isEnabledByDefault: true,
        "The number of axes differs, or an axis is provably longer or shorter than the one it must fit.",
        RuleIds.HelpLink(RuleIds.AxisExtent));

    public static readonly DiagnosticDescriptor ReshapeMixes = new(
        RuleIds.ReshapeMixes,
        "Reshape used where a transpose is needed",
        "A reshape from {0} to {1} mixes up the axes: elements keep their order in memory; {2}",
        RuleCategories.Shape,
        Warning,
        isEnabledByDefault: true,
        "A reshape can split and merge adjacent axes; it cannot change their order.",
        RuleIds.HelpLink(RuleIds.ReshapeMixes));

    public static readonly DiagnosticDescriptor Broadcast = new(
        RuleIds.Broadcast,
        "Loss or metric compares values of different shapes",
        "`{0}` is {1}, {2} is needed: value by value there is nothing to compare; squeeze or unsqueeze one side",
        RuleCategories.Shape,
        Warning,
        isEnabledByDefault: true,
        "Libraries that stretch axes of one element would compare every value with every other; here it throws.",
        RuleIds.HelpLink(RuleIds.Broadcast));

    public static readonly DiagnosticDescriptor FeatureExtent = new(
        RuleIds.FeatureExtent,
        "Vocabulary or feature extent does not match",
        "`{0}` is {1}, {2} is needed",
        RuleCategories.Shape,
        Error,
        isEnabledByDefault: true,
        "The number of features, classes or rows differs from what the layer or loss declares.",
        RuleIds.HelpLink(RuleIds.FeatureExtent));

    public static readonly DiagnosticDescriptor StateShape = new(
        RuleIds.StateShape,
        "State does not fit the cell or the batch",
        "The state `{0}` is {1}, {2} is needed",
        RuleCategories.Shape,
        Error,
        isEnabledByDefault: true,
        "A state has one row for each sequence of the batch and as many columns as the cell declares.",
        RuleIds.HelpLink(RuleIds.StateShape));

    public static readonly DiagnosticDescriptor MaskShape = new(
        RuleIds.MaskShape,
        "Mask or lengths have the wrong extent",
        "`{0}` is {1}, {2} is needed",
        RuleCategories.Shape,
        Error,
        isEnabledByDefault: true,
        "A mask tells of the same sequences and steps as the values it is used with.",
        RuleIds.HelpLink(RuleIds.MaskShape));

    public static readonly DiagnosticDescriptor NormalisedAxis = new(
        RuleIds.NormalisedAxis,
        "Softmax or normalisation runs over a non-class axis",
        "`{0}` makes {1} sum to 1 {2}",
        RuleCategories.Shape,
        Warning,
        isEnabledByDefault: true,
        "Probabilities of classes sum to 1 over the classes; over sequences or steps they mean nothing to a loss.",
        RuleIds.HelpLink(RuleIds.NormalisedAxis));

    public static readonly DiagnosticDescriptor DeclaredShape = new(
        RuleIds.DeclaredShape,
        "Declared shape contradicts the inferred one",
        "`{0}` is {1}{2}",
        RuleCategories.Shape,
        Error,
        isEnabledByDefault: true,
        "The declared axes are what callers rely on. [Shape(\"?\")] asks for the inferred ones, as a message of severity Info.",
        RuleIds.HelpLink(RuleIds.DeclaredShape));
}
