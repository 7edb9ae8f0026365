using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using RnnGen.Integration.Tests.Harness;
using RnnGen.Testing;

namespace RnnGen.Integration.Tests.Reference;

/// <summary>Cells for the kinds that are one cell: each is written from a case's configuration and compiled here, so that a new case needs no new code.</summary>
internal static class ReferenceCells
{
    private const string Upper = "_upper";
    private const string OwnEquations = "gru_reset_before";

    /// <summary>The kinds whose parameters are stacked as in PyTorch's files.</summary>
    private static readonly HashSet<string> Stacked = ["rnn_tanh", "rnn_relu", "lstm", "gru", "lstm_proj"];

    /// <summary>Shipped cells: the attribute, open at its end.</summary>
    private static readonly Dictionary<string, Func<JsonElement, string>> Attributes = new()
    {
        ["rnn_tanh"] = c => $"Rnn({Sizes(c)}{Bias(c)}",
        ["rnn_relu"] = c => $"Rnn({Sizes(c)}, Nonlinearity = RnnNonlinearity.Relu{Bias(c)}",
        ["lstm"] = c => $"Lstm({Sizes(c)}{Bias(c)}",
        ["gru"] = c => $"Gru({Sizes(c)}{Bias(c)}",
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
        ReferenceRows.Cases().SelectMany(row => new[] { Precision.Single, Precision.Double }.SelectMany(precision => Sources(ReferenceCase.Load(row.Kind, row.Name), row.Kind, precision)))));

    /// <summary>Names of Lstm's parameters, which are PyTorch's, in files with one matrix per gate; the second bias stays 0 there.</summary>
    private static readonly Dictionary<string, string?> GateNames = new[] { "i", "f", "g", "o" }
        .SelectMany(gate => new (string, string?)[] { ($"W_i{gate}", $"W_{gate}"), ($"W_h{gate}", $"U_{gate}"), ($"b_i{gate}", $"b_{gate}"), ($"b_h{gate}", null) })
        .ToDictionary(pair => pair.Item1, pair => pair.Item2);

    /// <summary>The kinds that can be written.</summary>
    public static IEnumerable<string> Kinds => [.. Attributes.Keys, OwnEquations];

    /// <summary>The cells of each layer, bottom first, forwards before backwards.</summary>
    public static object[] Create(ReferenceCase item, string kind, Precision precision)
    {
        int directions = Directions(item);
        CellCompilation compiled = item.IsOfRepository ? Compiled.Value : new CellCompilation(Sources(item, kind, precision));
        return [.. Enumerable.Range(0, Layers(item.Config) * directions).Select(cell =>
            Activator.CreateInstance(compiled[Name(item.Name, precision) + (cell < directions ? "" : Upper)].Type, 0)!)];
    }

    public static int Directions(ReferenceCase item) => item.Config.TryGetProperty("bidirectional", out JsonElement both) && both.GetBoolean() ? 2 : 1;

    /// <summary>Whether a file of this kind has one tensor for all gates.</summary>
    public static bool AreStacked(string kind) => Stacked.Contains(kind);

    /// <summary>The name of a parameter in the case's file; null when it is not there and stays 0.</summary>
    public static string? NameInFile(string kind, string parameter) =>
        kind is "lstm_peephole" or "lstm_zoneout" && GateNames.TryGetValue(parameter, out string? name) ? name : parameter;

    // Layers above the first read what all directions of the one below give.
    private static IEnumerable<CellSource> Sources(ReferenceCase item, string kind, Precision precision)
    {
        if (kind == OwnEquations)
        {
            yield return GruResetBefore(item, precision);
            yield break;
        }

        string attribute = Attributes[kind](item.Config);
        yield return Source(Name(item.Name, precision), attribute, precision);
        if (Layers(item.Config) > 1)
        {
            int input = item.Tensor("cot.y", precision).Dims[2];
            string upper = attribute.Replace($"({Sizes(item.Config)}", $"({input}, {item.Config.GetProperty("hidden_size")}", StringComparison.Ordinal);
            yield return Source(Name(item.Name, precision) + Upper, upper, precision);
        }
    }

    private static CellSource Source(string name, string attribute, Precision precision) => new(name, $"""
        using RnnGen;

        namespace {CellSource.Namespace};

        [{attribute}, Precision = Precision.{precision})]
        public sealed partial class {name};
        """);

    // One matrix for each gate and one bias: a cell of its own.
    private static CellSource GruResetBefore(ReferenceCase item, Precision precision) => CellSource.Of(Name(item.Name, precision), $$"""
        [Dimension] public const int I = {{item.Config.GetProperty("input_size")}}, H = {{item.Config.GetProperty("hidden_size")}};
        {{CellSource.Parameters("W_z:H,I U_z:H,H b_z:H W_r:H,I U_r:H,H b_r:H W_n:H,I U_n:H,H b_n:H")}}
        [Step]
        public Vector Next([Input(I)] Vector x, [State(H)] Vector h)
        {
            var z = Sigmoid(W_z * x + U_z * h + b_z);
            var r = Sigmoid(W_r * x + U_r * h + b_r);
            var n = Tanh(W_n * x + U_n * (r * h) + b_n);
            return {{(Is(item.Config, "update", "cho") ? "z * h + (1 - z) * n" : "(1 - z) * h + z * n")}};
        }
        """, "Precision = Precision." + precision);

    private static int Layers(JsonElement config) => config.TryGetProperty("num_layers", out JsonElement layers) ? layers.GetInt32() : 1;

    private static string Name(string item, Precision precision) => item + "_" + precision;

    private static string Bias(JsonElement config) => config.TryGetProperty("bias", out JsonElement bias) && !bias.GetBoolean() ? ", Bias = false" : "";

    private static string Sizes(JsonElement config) => $"{config.GetProperty("input_size")}, {config.GetProperty("hidden_size")}";

    private static bool Is(JsonElement config, string option, string value) => config.TryGetProperty(option, out JsonElement given) && given.GetString() == value;
}
