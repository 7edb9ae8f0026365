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

    [Fact]
    public void Trap22_Of_vectors() => Check(vector: name => name);

    [Fact]
    public void Trap22_Of_matrices() => Check(matrix: name => name);

    [Fact]
    public void Trap22_Of_inputs() => Check(input: name => name);

    [Fact]
    public void Trap22_Of_states() => Check(state: name => name);

    [Fact]
    public void Trap22_Of_locals() => Check(local: name => name);

    [Fact]
    public void Trap22_Of_dimensions() => Check(dimension: name => name);

    [Fact]
    public void Trap22_Of_types() => Check(type: name => name is "nameof" or "global" ? "@" + name : name);

    [Fact]
    public void Trap22_Of_namespaces() => Check(space: name => "Mine." + name);

    private static void Check(
        Func<string, string>? vector = null, Func<string, string>? matrix = null, Func<string, string>? input = null, Func<string, string>? state = null,
        Func<string, string>? local = null, Func<string, string>? dimension = null, Func<string, string>? type = null, Func<string, string>? space = null)
    {
        static string Of(Func<string, string>? choose, string name, string otherwise) => choose is null ? otherwise : choose(name);
        string[] files = [.. Names.Select((name, i) => Cell(
            Of(vector, name, "c"), Of(matrix, name, "M"), Of(input, name, "x"), Of(state, name, "h"),
            Of(local, name, "a"), Of(dimension, name, "N"), Of(type, name, "Cell"), Of(space, name, "Mine.Space" + i)))];
        Generate.AssertCompiles([.. files]);
    }

    private static string Cell(string vector, string matrix, string input, string state, string local, string dimension, string type, string space) => $$"""
        #pragma warning disable CS8981 // the type name only contains lower-cased ascii characters

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
