using System;
using System.Linq;
using RnnGen.Generator.Tests.Harness;
using Xunit;

namespace RnnGen.Generator.Tests.Consumers;

/// <summary>Trap 22: whatever legal name a user chooses, generated code has a legal name for it that nothing else has.</summary>
public sealed class NameTests
{
    /// <summary>Keywords; names generated code has itself: parameters, locals, panels, methods, types; Unicode.</summary>
    private static readonly string[] Names =
    [
        "@in", "@out", "@class", "@ref", "@this", "@base", "@float", "@new", "@var", "value", "@field", "@record", "@file", "@await", "@scoped", "nameof", "global",
        "rows", "steps", "b", "w", "g", "t", "first", "block", "row", "live", "from", "to", "scratch", "flat", "workspace", "batch", "beforeStep", "transposes",
        "input", "outputGradient", "inputGradient", "state", "gates", "gatesBias", "gatesSums", "dGates", "sum", "u", "du", "dhOut", "hNext", "dhNext", "dx", "x2",
        "hAt", "hRows", "hNextAt", "dhDirect", "W_U", "Wp", "Lanes", "Products", "Panel", "Weights", "Packing", "Buffers", "Forward1", "Backward1", "Span",
        "MethodImpl", "System", "RnnGen", "\u03c3", "W\u2093", "gr\u00f6\u00dfe", "\u03a92", "_", "__", "_1", "Tanh", "Sigmoid", "Vector", "Matrix",
    ];

    /// <summary>As many cells as names; each takes eight different ones, and over all cells every name stands everywhere.</summary>
    [Fact]
    public void Trap22_Everywhere()
    {
        static string At(int i, int position) => Names[(i + (11 * position)) % Names.Length];
        Generate.AssertCompiles([.. Enumerable.Range(0, Names.Length).Select(i =>
            Cell(At(i, 0), At(i, 1), At(i, 2), At(i, 3), At(i, 4), At(i, 5), Type(At(i, 6)), "Mine" + i + "." + At(i, 7)))]);
    }

    // Lower-case type names draw a warning of their own, and var would change the meaning of the step.
    private static string Type(string name) => name.TrimStart('@').All(char.IsAsciiLetterLower) && name is not ("@record" or "@file" or "@scoped") ? name.TrimStart('@') + "Type" : name;

    [Fact]
    public void Trap22_Of_matrices_side_by_side() => Generate.AssertCompiles(
        Sources.MinimalGatedUnit.Replace("Vector bn", "Vector Wf_Wn", StringComparison.Ordinal).Replace("+ bn", "+ Wf_Wn", StringComparison.Ordinal));

    private static string Cell(string vector, string matrix, string input, string state, string local, string dimension, string type, string space) => $$"""
        namespace {{space}};

        [global::RnnGen.RecurrentCell]
        public sealed partial class {{type}}
        {
            [global::RnnGen.Dimension] public const int {{dimension}} = 20;

            [global::RnnGen.Weight({{dimension}}, 4)] public partial global::RnnGen.Matrix W { get; }
            [global::RnnGen.Weight({{dimension}}, {{dimension}})] public partial global::RnnGen.Matrix U { get; }
            [global::RnnGen.Weight({{dimension}}, {{dimension}})] public partial global::RnnGen.Matrix {{matrix}} { get; }
            [global::RnnGen.Bias({{dimension}})] public partial global::RnnGen.Vector {{vector}} { get; }
            [global::RnnGen.Bias({{dimension}})] public partial global::RnnGen.Vector p { get; }

            [global::RnnGen.Step]
            global::RnnGen.Vector Next([global::RnnGen.Input(4)] global::RnnGen.Vector {{input}}, [global::RnnGen.State({{dimension}})] global::RnnGen.Vector {{state}})
            {
                var {{local}} = global::RnnGen.Equations.Sigmoid(W * {{input}} + U * {{state}} + {{vector}});
                return {{local}} * {{state}} + (1 - {{local}}) * global::RnnGen.Equations.Tanh(p * ({{matrix}} * ({{local}} * {{state}})) + {{vector}});
            }
        }
        """;
}
