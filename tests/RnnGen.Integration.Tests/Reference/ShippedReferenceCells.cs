using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using RnnGen.Integration.Tests.Harness;
using RnnGen.Testing;

namespace RnnGen.Integration.Tests.Reference;

/// <summary>
/// Shipped cells for the kinds that are one cell: the attribute follows from a case's configuration and is compiled here, so that a new
/// case needs no new code.
/// </summary>
internal static class ShippedReferenceCells
{
    private const string Upper = "_upper";

    private static readonly Dictionary<string, Func<JsonElement, string>> Attributes = new()
    {
        ["lstm_peephole"] = c => $"Lstm({Sizes(c)}, Peepholes = true",
        ["lstm_coupled"] = c => $"Lstm({Sizes(c)}, CoupledGates = true",
        ["lstm_proj"] = c => $"Lstm({Sizes(c)}, Projection = {c.GetProperty("proj_size")}",
        ["lstm_layernorm"] = c => $"Lstm({Sizes(c)}, LayerNorm = LstmNormalization.{(Is(c, "variant", "joint") ? "Joint" : "PerGate")}",
        ["cfc"] = c => $"Cfc({Sizes(c)}, Backbone = {c.GetProperty("backbone")}",
        ["clockwork"] = c => $"Clockwork({Sizes(c)}, Periods = new[] {{ {string.Join(", ", c.GetProperty("periods").EnumerateArray())} }}",
        ["lstm_zoneout"] = c => $"Lstm({Sizes(c)}, ZoneoutHidden = {c.GetProperty("zh")}, ZoneoutCell = {c.GetProperty("zc")}",
        ["mgu"] = c => $"Mgu({Sizes(c)}",
        ["mingru"] = c => $"MinGru({Sizes(c)}, Positive = {(Is(c, "variant", "log") ? "true" : "false")}",
        ["indrnn"] = c => $"IndRnn({Sizes(c)}, Nonlinearity = RnnNonlinearity.{(Is(c, "act", "tanh") ? "Tanh" : "Relu")}",
        ["sru"] = c => $"Sru({Sizes(c)}, Alpha = {c.GetProperty("alpha")}",
        ["slstm"] = c => $"SLstm({Sizes(c)}, ForgetGate = SLstmForget.{(Is(c, "forget", "exp") ? "Exponential" : "Sigmoid")}",
        ["diag_ssm"] = c => $"DiagonalSsm({Sizes(c)}, Output = {c.GetProperty("out")}, Discretization = SsmDiscretization.{(Is(c, "variant", "zoh") ? "ZeroOrderHold" : "Decay")}",
    };

    private static readonly Lazy<CellCompilation> Compiled = new(() => new CellCompilation(
        Kinds.SelectMany(kind => ReferenceCase.Names(kind).SelectMany(name => new[] { Precision.Single, Precision.Double }.SelectMany(precision => Sources(kind, name, precision))))));

    /// <summary>Names of Lstm's parameters, which are PyTorch's, in files with one matrix per gate; the second bias stays 0 there.</summary>
    private static readonly Dictionary<string, string?> GateNames = new[] { "i", "f", "g", "o" }
        .SelectMany(gate => new (string, string?)[] { ($"W_i{gate}", $"W_{gate}"), ($"W_h{gate}", $"U_{gate}"), ($"b_i{gate}", $"b_{gate}"), ($"b_h{gate}", null) })
        .ToDictionary(pair => pair.Item1, pair => pair.Item2);

    public static IEnumerable<string> Kinds => Attributes.Keys;

    public static bool Has(string kind) => Attributes.ContainsKey(kind);

    /// <summary>The cells of each layer, bottom first, forwards before backwards.</summary>
    public static object[] Create(ReferenceCase item, Precision precision)
    {
        int directions = DeclaredCells.Directions(item);
        return [.. Enumerable.Range(0, Layers(item.Config) * directions).Select(cell =>
            Activator.CreateInstance(Compiled.Value[Name(item.Name, precision) + (cell < directions ? "" : Upper)].Type, 0)!)];
    }

    /// <summary>The name of a parameter in the case's file; null when it is not there and stays 0.</summary>
    public static string? NameInFile(string kind, string parameter) =>
        kind is "lstm_peephole" or "lstm_zoneout" && GateNames.TryGetValue(parameter, out string? name) ? name : parameter;

    // Layers above the first read what all directions of the one below give.
    private static IEnumerable<CellSource> Sources(string kind, string name, Precision precision)
    {
        var item = ReferenceCase.Load(kind, name);
        string attribute = Attributes[kind](item.Config);
        yield return Source(Name(name, precision), attribute, precision);
        if (Layers(item.Config) > 1)
        {
            int input = item.Tensor("cot.y", precision).Dims[2];
            string upper = attribute.Replace($"({Sizes(item.Config)}", $"({input}, {item.Config.GetProperty("hidden_size")}", StringComparison.Ordinal);
            yield return Source(Name(name, precision) + Upper, upper, precision);
        }
    }

    private static CellSource Source(string name, string attribute, Precision precision) => new(name, $"""
        using RnnGen;

        namespace {CellSource.Namespace};

        [{attribute}, Precision = Precision.{precision})]
        public sealed partial class {name};
        """);

    private static int Layers(JsonElement config) => config.TryGetProperty("num_layers", out JsonElement layers) ? layers.GetInt32() : 1;

    private static string Name(string item, Precision precision) => item + "_" + precision;

    private static string Sizes(JsonElement config) => $"{config.GetProperty("input_size")}, {config.GetProperty("hidden_size")}";

    private static bool Is(JsonElement config, string option, string value) => config.TryGetProperty(option, out JsonElement given) && given.GetString() == value;
}
