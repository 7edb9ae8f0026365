using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using static Microsoft.CodeAnalysis.DiagnosticSeverity;

namespace RnnGen.Analyzers.Rules;

/// <summary>The rules about states that are carried from step to step.</summary>
internal static class StateDescriptors
{
    public static readonly DiagnosticDescriptor LiveState = new(
        RuleIds.LiveState,
        "State is carried across updates with its history",
        "`{0}` still has the history of the round before when `{1}` goes back through it; cut it with `{2}`",
        RuleCategories.State,
        Warning,
        isEnabledByDefault: true,
        "Each backward pass would go through all batches before it.",
        RuleIds.HelpLink(RuleIds.LiveState));

    public static readonly DiagnosticDescriptor StoppedInside = new(
        RuleIds.StoppedInside,
        "History is cut inside the time loop",
        "`{0}` cuts the history at every step, but `{1}` comes after the loop: no gradient crosses a step",
        RuleCategories.State,
        Warning,
        isEnabledByDefault: true,
        "Without history a recurrent network learns nothing about the past.",
        RuleIds.HelpLink(RuleIds.StoppedInside));

    public static readonly DiagnosticDescriptor CrossesSequences = new(
        RuleIds.CrossesSequences,
        "State crosses unrelated sequences",
        "`{0}` carries the state of one batch into the next, but {1}",
        RuleCategories.State,
        Warning,
        isEnabledByDefault: true,
        "The state of one sequence says nothing about another.",
        RuleIds.HelpLink(RuleIds.CrossesSequences));

    public static readonly DiagnosticDescriptor StateDropped = new(
        RuleIds.StateDropped,
        "Recurrent state is dropped between steps",
        "`{0}` begins every round with {1}: the state it returns is not used",
        RuleCategories.State,
        Warning,
        isEnabledByDefault: true,
        "A network that forgets after every step has no memory.",
        RuleIds.HelpLink(RuleIds.StateDropped));

    public static readonly DiagnosticDescriptor WindowTooShort = new(
        RuleIds.WindowTooShort,
        "BPTT window is shorter than the declared dependency",
        "Gradients go back {0} steps, the declared dependency is {1}{2}",
        RuleCategories.State,
        Warning,
        isEnabledByDefault: true,
        "What lies outside the window cannot be learned.",
        RuleIds.HelpLink(RuleIds.WindowTooShort));

    public static readonly DiagnosticDescriptor BeyondWindow = new(
        RuleIds.BeyondWindow,
        "Step index exceeds the generated window",
        "`{0}` is generated for at most {1} steps, `{2}` has {3}",
        RuleCategories.State,
        Warning,
        isEnabledByDefault: true,
        "A cell with TimeSteps refuses longer sequences.",
        RuleIds.HelpLink(RuleIds.BeyondWindow));

    public static ImmutableArray<DiagnosticDescriptor> All { get; } =
        [LiveState, StoppedInside, CrossesSequences, StateDropped, WindowTooShort, BeyondWindow];
}
