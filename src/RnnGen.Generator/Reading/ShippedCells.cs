using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using RnnGen.Generator.Model;

namespace RnnGen.Generator.Reading;

/// <summary>The table of shipped cells: which attribute stands for which file, form and constants.</summary>
internal static class ShippedCells
{
    /// <summary>Attributes by name, without the ending.</summary>
    public static IReadOnlyDictionary<string, Func<Options, BuiltInCell>> Table { get; } = new Dictionary<string, Func<Options, BuiltInCell>>(StringComparer.Ordinal)
    {
        ["Rnn"] = o => o.File(o.Choice("Nonlinearity") == 0 ? "RnnTanh" : "RnnRelu"),
        ["Lstm"] = o => o.Choice("LayerNorm") > 0
            ? o.Choice("LayerNorm") == 1
                ? o.File("LstmLayerNorm")
                : o.File("LstmLayerNormJoint") with { Constants = o.Constant("H", o.Hidden) }
            : o.Size("Projection") > 0
            ? o.File("LstmProjection", o.If("Peepholes")) with
            {
                ForgetBiasBits = BitConverter.DoubleToInt64Bits(o.Number("ForgetBias", 1)),
                Constants = o.Constant("P", o.Size("Projection")),
                Output = o.Dimension("Projection"),
            }
            : o.File(o.Has("CoupledGates") ? "LstmCoupled" : "Lstm", o.If("Peepholes")) with { ForgetBiasBits = BitConverter.DoubleToInt64Bits(o.Number("ForgetBias", 1)) },
        ["Gru"] = o => o.File("Gru" + (o.Choice("Reset") == 0 ? "" : "ResetBefore") + (o.Choice("Blend") == 0 ? "" : "TakeCandidate")),
        ["Mgu"] = o => o.File("Mgu"),
        ["MinGru"] = o => o.File("MinGru", o.If("Positive")),
        ["MinLstm"] = o => o.File("MinLstm", o.If("Positive")),
        ["IndRnn"] = o => o.File("IndRnn", o.Choice("Nonlinearity", 1) == 0 ? "TANH" : ""),
        ["Sru"] = o => o.File("Sru") with { Constants = o.Number("Alpha", 1) == 1 ? "" : o.Constant("Alpha", o.Number("Alpha", 1)) },
        ["Qrnn"] = o => o.File("Qrnn", o.Number("Window", 2) == 1 ? "" : "WINDOW_OF_TWO"),
        ["Ugrnn"] = o => o.File("Ugrnn"),
        ["Janet"] = o => o.File("Janet"),
        ["Rhn"] = o => o.File("Rhn") with { Constants = o.Constant("Depth", o.Number("Depth", 3)) },
        ["AntisymmetricRnn"] = o => o.File("AntisymmetricRnn", o.If("Gated")) with
        {
            Constants = o.Constant("Epsilon", o.Number("Epsilon", 0.1)) + "; " + o.Constant("Gamma", o.Number("Gamma", 0.01)),
        },
        ["DiagonalSsm"] = o => o.WithOutput(o.File("DiagonalSsm", o.Choice("Discretization") == 0 ? "" : "ZERO_ORDER_HOLD")),
        ["Lru"] = o => o.WithOutput(o.File("Lru") with { Constants = o.Ring() }),
        ["Cfc"] = o => o.File("Cfc") with { Constants = o.Constant("K", o.Number("Backbone", 32)) },
        ["Clockwork"] = o => o.File("Clockwork") with { Constants = o.Periods() },
        ["MLstm"] = o => o.Number("Heads", 1) <= 1
            ? o.File("MLstm") with { Constants = o.Constant("H", o.Hidden) + "; " + o.Constant("Scale", Math.Sqrt(o.Hidden)) }
            : o.File("MLstmHeads") with { Constants = o.HeadsOfMemory() },
        ["SLstm"] = o => o.File("SLstm", o.Choice("ForgetGate") == 0 ? "" : "EXPONENTIAL_FORGET") with
        {
            Constants = o.Number("Heads", 1) == 1 ? "" : o.Constant("H", o.Hidden) + "; " + o.Constant("Heads", o.Number("Heads", 1)),
        },
    };

    /// <summary>The option <c>Periods</c>; without it 1, 2, 4, 8.</summary>
    public static int[] PeriodsOf(AttributeData attribute)
    {
        foreach (var argument in attribute.NamedArguments)
            if (argument.Key == "Periods" && argument.Value is { Kind: TypedConstantKind.Array, IsNull: false } array)
                return [.. array.Values.Select(value => value.Value is int period ? period : 0)];
        return [1, 2, 4, 8];
    }

    /// <summary>A whole number among the constants chosen for a file.</summary>
    public static int ConstantOf(string constants, string name) => int.Parse(
        constants.Split(';').Select(part => part.Split('=')).First(part => part[0].Trim() == name)[1], CultureInfo.InvariantCulture);

    /// <summary>What an attribute says, by the names of its properties.</summary>
    internal sealed class Options(AttributeData attribute)
    {
        public BuiltInCell File(string name, params string[] symbols) =>
            new(name, attribute.Named("Bias", true), 0) { Symbols = string.Join(" ", symbols.Where(symbol => symbol.Length > 0)), Options = Common() };

        /// <summary>The cell with an output of a size of its own: the option <c>Output</c>, by default the hidden size.</summary>
        public BuiltInCell WithOutput(BuiltInCell cell) => Size("Output") == 0
            ? cell
            : cell with
            {
                Symbols = (cell.Symbols + " OUTPUT").Trim(),
                Constants = cell.Constants + (cell.Constants.Length > 0 ? "; " : "") + Constant("O", Size("Output")),
                Output = Dimension("Output"),
            };

        /// <summary>The ring that a linear recurrent unit draws its eigenvalues from.</summary>
        public string Ring() => string.Join("; ", new[] { ("MinMagnitude", 0.9), ("MaxMagnitude", 0.999), ("MaxAngle", 2 * Math.PI) }
            .Where(limit => Number(limit.Item1, limit.Item2) != limit.Item2).Select(limit => Constant(limit.Item1, Number(limit.Item1, limit.Item2))));

        /// <summary><c>TwoWords</c> -> <c>TWO_WORDS</c> when the option is set.</summary>
        public string If(string option) => Has(option)
            ? string.Concat(option.Select((c, i) => i > 0 && char.IsUpper(c) ? "_" + c : char.ToUpperInvariant(c).ToString()))
            : "";

        public int Hidden => attribute.Size(1)?.Value ?? 1;

        /// <summary>The modules of a clockwork network.</summary>
        public string Periods()
        {
            int[] periods = PeriodsOf(attribute);
            return string.Join("; ", new[] { Constant("H", Hidden), Constant("S", Hidden / Math.Max(1, periods.Length)), Constant("Last", periods.Length - 1) }
                .Concat(periods.Select((period, m) => Constant("Period_" + m.ToString(CultureInfo.InvariantCulture), period))));
        }

        /// <summary>The heads of an mLSTM.</summary>
        public string HeadsOfMemory()
        {
            double heads = Number("Heads", 1), size = Math.Floor(Hidden / heads);
            return string.Join("; ", Constant("H", Hidden), Constant("S", size), Constant("Heads", heads), Constant("Scale", Math.Sqrt(size)));
        }

        public bool Has(string option) => attribute.Named(option, false);

        public int Choice(string option, int fallback = 0) => attribute.Named(option, fallback);

        public int Size(string option) => attribute.Named(option, 0);

        public Dimension Dimension(string option) => new(Size(option).ToString(CultureInfo.InvariantCulture), Size(option));

        public double Number(string option, double fallback) => attribute.Named<object?>(option, null) switch
        {
            double number => number,
            int number => number,
            _ => fallback,
        };

        public string Constant(string name, double value) => name + " = " + value.ToString("R", CultureInfo.InvariantCulture);

        private CellOptions Common() => new(
            attribute.NamedBits("StateClip", 0),
            attribute.NamedBits("ActivationClip", 0),
            attribute.NamedBits("ZoneoutHidden", 0),
            attribute.NamedBits("ZoneoutCell", 0),
            attribute.Named("LearnedInitialState", false));
    }
}
