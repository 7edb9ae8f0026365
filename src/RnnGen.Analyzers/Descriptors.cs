using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using RnnGen.Generator.Reading;
using static Microsoft.CodeAnalysis.DiagnosticSeverity;

namespace RnnGen.Analyzers;

/// <summary>Every rule. Errors that would make generated code wrong cannot be configured away.</summary>
internal static partial class Descriptors
{
    public static readonly DiagnosticDescriptor EquationShape = new(
        RuleIds.EquationShape,
        "Shapes do not fit",
        "{0}",
        RuleCategories.Shape,
        Error,
        isEnabledByDefault: true,
        "The sizes of two operands of an equation, or of two layers of a model, differ.",
        RuleIds.HelpLink(RuleIds.EquationShape),
        WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor EquationConstruct = new(
        RuleIds.EquationConstruct,
        "Construct is not part of the equation language",
        "{0} is not part of the equation language: {1}",
        RuleCategories.Cell,
        Error,
        isEnabledByDefault: true,
        "A step is translated into forward and backward code; what has no such translation is refused.",
        RuleIds.HelpLink(RuleIds.EquationConstruct),
        WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor CellDeclaration = new(
        RuleIds.CellDeclaration,
        "Cell or model is not declared in a way that can be completed",
        "{0}",
        RuleCategories.Cell,
        Error,
        isEnabledByDefault: true,
        "The generator writes the other half of a partial class from its attributes; here one of them does not say what it must.",
        RuleIds.HelpLink(RuleIds.CellDeclaration),
        WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor StepResult = new(
        RuleIds.StepResult,
        "Result of the step does not match its states",
        "{0}",
        RuleCategories.Cell,
        Error,
        isEnabledByDefault: true,
        "A step returns the next value of each of its states, matched by name.",
        RuleIds.HelpLink(RuleIds.StepResult),
        WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor ForwardBody = new(
        RuleIds.ForwardBody,
        "Forward method is not a composition of layers",
        "{0}",
        RuleCategories.Cell,
        Error,
        isEnabledByDefault: true,
        "A forward method calls the model's layers one after another; what has no backward pass is refused.",
        RuleIds.HelpLink(RuleIds.ForwardBody),
        WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor InternalError = new(
        RuleIds.InternalError,
        "Readable cell could not be compiled",
        "`{0}` is well-formed, but RnnGen could not compile it ({1}); this is a defect of RnnGen, please report it",
        RuleCategories.Cell,
        Error,
        isEnabledByDefault: true,
        "The generator emits the cell's public surface only; its passes throw.",
        RuleIds.HelpLink(RuleIds.InternalError),
        WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor UnusedParameter = new(
        RuleIds.UnusedParameter,
        "Declared parameter is never used",
        "`{0}` is declared but never used: neither the output nor a state depends on it{1}",
        RuleCategories.Cell,
        Warning,
        isEnabledByDefault: true,
        "The parameter would be stored, saved and never trained; often another parameter was written in its place.",
        RuleIds.HelpLink(RuleIds.UnusedParameter));

    public static readonly DiagnosticDescriptor NoGradient = new(
        RuleIds.NoGradient,
        "Parameter has no differentiable path to an output",
        "`{0}` is used, but its gradient is always 0: every path to the output and the states is multiplied by the constant 0, stopped, or flat",
        RuleCategories.Cell,
        Warning,
        isEnabledByDefault: true,
        "The parameter would keep its initial value forever.",
        RuleIds.HelpLink(RuleIds.NoGradient));

    /// <summary>Those of declarations.</summary>
    public static ImmutableArray<DiagnosticDescriptor> Declared { get; } =
        [EquationShape, EquationConstruct, CellDeclaration, StepResult, ForwardBody, InternalError, UnusedParameter, NoGradient];

    public static ImmutableArray<DiagnosticDescriptor> All => [.. Declared, .. Flow.FlowCatalog.Descriptors];

    public static DiagnosticDescriptor Of(ProblemKind kind) => kind switch
    {
        ProblemKind.Shape => EquationShape,
        ProblemKind.Construct => EquationConstruct,
        ProblemKind.Result => StepResult,
        ProblemKind.Forward => ForwardBody,
        _ => CellDeclaration,
    };
}
