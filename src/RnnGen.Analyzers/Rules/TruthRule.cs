using System.Collections.Immutable;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using RnnGen.Analyzers.Flow;

namespace RnnGen.Analyzers;

/// <summary>RNN0602: true tokens are fed to a model that is to be measured, or to write, on its own.</summary>
internal sealed class TruthRule : FlowRule
{
    /// <summary>Property of a diagnostic: the parameter to be given, and its value.</summary>
    internal const string Forcing = "Forcing", Off = "Off";

    private static readonly Regex ForcingName = new("teacher|(?<!rein)forcing", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
    private static readonly Regex TruthName = new("^(true_?)?(targets?|labels?|truth|ground_?truth|references?|gold|expected|answers?|trg|tgt)(tokens|ids)?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = [Analyzers.Descriptors.TruthVisible];

    public override void OnCall(FlowCall call, FlowValue result, FlowReport report)
    {
        if (call.Member is not IMethodSymbol method)
            return;
        if (LeftOn(call) is { } forcing && Purpose.Evaluates(call.Syntax, call.Context) && !Purpose.Trains(call.Syntax, call.Context))
            report.Add(
                Analyzers.Descriptors.TruthVisible, call.Operation, ImmutableDictionary<string, string?>.Empty.Add(Forcing, forcing.Name).Add(Off, forcing.ExplicitDefaultValue is bool ? "false" : "0"),
                ShapeRule.Text(call.Operation), $"leaves `{forcing.Name}` at {Text(forcing.ExplicitDefaultValue)}: the true tokens are fed to the model while it is measured");
        else if (IsRun(call, method) && call.Arguments.FirstOrDefault(argument => Truth(argument, call) is not null) is { Operation: { } place } given && Purpose.Generates(call.Syntax, call.Context) && !Purpose.Trains(call.Syntax, call.Context))
            report.Add(Analyzers.Descriptors.TruthVisible, place, ShapeRule.Text(place), $"are true tokens (`{Truth(given, call)}`), given to a model that is to write by itself");
    }

    /// <summary>An optional parameter for teacher forcing that a call leaves on.</summary>
    private static IParameterSymbol? LeftOn(FlowCall call) => call.IsLibrary || call.Operation is not IInvocationOperation invocation ? null : invocation.Arguments
        .Where(argument => argument.ArgumentKind == ArgumentKind.DefaultValue).Select(argument => argument.Parameter)
        .FirstOrDefault(parameter => parameter is { HasExplicitDefaultValue: true } && ForcingName.IsMatch(parameter.Name) && parameter.ExplicitDefaultValue is true or > 0.0 or > 0f);

    private static bool IsRun(FlowCall call, IMethodSymbol method)
    {
        if (method.Name is not ("Forward" or "Predict" or "Step" or "Push" or "Lookup" or "Scan" or "Run"))
            return false;
        for (INamedTypeSymbol? outer = method.ContainingType; outer is not null; outer = outer.ContainingType)
            for (INamedTypeSymbol? level = outer; level is not null; level = level.BaseType)
                if (call.Context.IsRuntime(level))
                    return true;
        return false;
    }

    /// <summary>The name of the truth that an argument was taken from, or null.</summary>
    private static string? Truth(FlowArgument argument, FlowCall call)
    {
        string? id = (argument.Value.Source ?? argument.Value.Picked?.Source ?? argument.Value.Elements?.Select(element => element.Source ?? element.Picked?.Source).FirstOrDefault(source => source is not null))?.Id;
        return id is null ? null
            : id.EndsWith(".Targets", System.StringComparison.Ordinal) ? id
            : TruthName.IsMatch(id) && IsParameter(id, call) ? id : null;
    }

    private static bool IsParameter(string name, FlowCall call)
    {
        for (ISymbol? owner = call.Context.OwnerOf(call.Syntax); owner is IMethodSymbol method; owner = owner.ContainingSymbol)
            if (method.Parameters.Any(parameter => parameter.Name == name))
                return true;
        return false;
    }

    private static string Text(object? value) => System.Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)?.ToLowerInvariant() ?? "";
}
