using System.Collections.Generic;

namespace RnnGen.Analyzers.Tests.Cases;

/// <summary>RNN0603 and RNN0701 to RNN0710: what declarations say about training.</summary>
internal static class DeclarationCases
{
    public static IEnumerable<Case> All =>
    [
        File("BUG-23", "RNN0603", "a bidirectional decoder that is to generate",
            Model("[Direction(Direction.Causal)]", "Bidirectional {|RNN0603:Memory|}", "2 * H"), Model("[Direction(Direction.Causal)]", "Recurrent Memory", "H")),
        File("causal-forward", "RNN0603", "a reversal inside a forward method that is declared causal",
            Model("", "Recurrent Memory", "H", "[Forward, Direction(Direction.Causal)] Sequence {|RNN0603:Logits|}([Shape(\"B\", \"T\")] Tokens tokens) => Next.Apply(Memory.Scan(Sequences.Reverse(Characters.Lookup(tokens))));"),
            Model("", "Recurrent Memory", "H", "[Forward] Sequence Logits([Shape(\"B\", \"T\")] Tokens tokens) => Next.Apply(Memory.Scan(Sequences.Reverse(Characters.Lookup(tokens))));")),
        File("vanishing", "RNN0701", "an orthogonal recurrence of gain 0.8 over 50 steps",
            Cell("=> Tanh(W * x + U * h + b);", u: "[Weight(H, H, Init = Init.Orthogonal, Gain = 0.8)] public partial Matrix {|RNN0701:U|} { get; }", attributes: "[Bptt(Dependency = 50)]"),
            Cell("=> Tanh(W * x + U * h + b);", u: "[Weight(H, H, Init = Init.Orthogonal, Gain = 0.8)] public partial Matrix U { get; }", attributes: "[Bptt(Dependency = 10)]")),
        File("vanishing-sigmoid", "RNN0701", "a sigmoid recurrence over 10 steps",
            Cell("=> Sigmoid(W * x + U * h + b);", u: "[Weight(H, H, Init = Init.Identity)] public partial Matrix {|RNN0701:U|} { get; }", attributes: "[Bptt(Dependency = 10)]"),
            Cell("=> Tanh(W * x + U * h + b);", u: "[Weight(H, H, Init = Init.Identity)] public partial Matrix U { get; }", attributes: "[Bptt(Dependency = 10)]")),
        File("vanishing-allowed", "RNN0701", "a recurrence that is meant to forget",
            Cell("{ var a = W * x + U * h + b; return Tanh(a); }", u: "[Weight(H, H, Init = Init.Orthogonal, Gain = 0.5)] public partial Matrix {|RNN0701:U|} { get; }", attributes: "[Bptt(Dependency = 20)]"),
            Cell("{ var a = W * x + U * h + b; return Tanh(a); }", u: "[AllowVanishing(\"a smoother\")] [Weight(H, H, Init = Init.Orthogonal, Gain = 0.5)] public partial Matrix U { get; }", attributes: "[Bptt(Dependency = 20)]")),
        File("BUG-67", "RNN0702", "a ReLU recurrence without a clip policy",
            Cell("=> Relu(W * x + U * h + b);", u: "[Weight(H, H)] public partial Matrix {|RNN0702:U|} { get; }"),
            Cell("=> Relu(W * x + U * h + b);", u: "[Weight(H, H, Init = Init.Identity)] public partial Matrix U { get; }", attributes: "[GradientPolicy(Clip.GlobalNorm, Bound = 1)]")),
        File("linear-recurrence", "RNN0702", "a linear recurrence",
            Cell("=> W * x + U * h;", u: "[Weight(H, H)] public partial Matrix {|RNN0702:U|} { get; }", bias: false),
            Cell("=> Tanh(W * x + U * h);", u: "[Weight(H, H)] public partial Matrix U { get; }", bias: false)),
        File("exploding", "RNN0702", "a tanh recurrence of gain 1.5 over 40 steps",
            Cell("=> Tanh(W * x + U * h + b);", u: "[Weight(H, H, Init = Init.Orthogonal, Gain = 1.5)] public partial Matrix {|RNN0702:U|} { get; }", attributes: "[Bptt(Dependency = 40)]"),
            Cell("=> Tanh(W * x + U * h + b);", u: "[Weight(H, H, Init = Init.Orthogonal, Gain = 1.05)] public partial Matrix U { get; }", attributes: "[Bptt(Dependency = 40)]")),
        File("relu-layer", "RNN0702", "a layer of the library with ReLU",
            "using RnnGen;\n[Rnn(4, 8, {|RNN0702:Nonlinearity = RnnNonlinearity.Relu|})] public sealed partial class Cell;", "using RnnGen;\n[Rnn(4, 8)] public sealed partial class Cell;"),
        File("BUG-89", "RNN0703", "a forget gate with bias 0 that is to hold 50 steps",
            Gated("[Bias(H)] public partial Vector {|RNN0703:bf|} { get; }"), Gated("[Bias(H, Value = 3.1)] public partial Vector bf { get; }")),
        File("forget-complement", "RNN0703", "an update gate that keeps by 1 - z",
            Complement("[Bias(H, Value = 1)] public partial Vector {|RNN0703:bz|} { get; }"), Complement("[Bias(H, Value = -4)] public partial Vector bz { get; }")),
        File("lstm-layer-bias", "RNN0703", "an LSTM of the library over 100 steps",
            Model("[Bptt(Dependency = 100)]", "Recurrent Memory", "H", layer: "[Lstm(E, H, {|RNN0703:ForgetBias = 1|})]"), Model("[Bptt(Dependency = 100)]", "Recurrent Memory", "H", layer: "[Lstm(E, H, ForgetBias = 4)]")),
        File("BUG-87", "RNN0704", "a fresh mask on the state at every step",
            Cell("=> Tanh(W * x + U * {|RNN0704:Dropout(h, 0.2)|} + b);"), Cell("=> Tanh(W * Dropout(x, 0.2) + U * h + b);")),
        File("dropout-state-out", "RNN0704", "the new state is dropped before it is carried",
            Cell("=> {|RNN0704:Dropout(Tanh(W * x + U * h + b), 0.3)|};"), Cell("=> Tanh(W * x + U * VariationalDropout(h, 0.3) + b);")),
        File("dropout-candidate", "RNN0704", "dropout on the candidate of a gate", null,
            Gated("[Bias(H, Value = 3.1)] public partial Vector bf { get; }", candidate: "Dropout(Tanh(Wn * x + Un * h + bn), 0.2)")),
        File("dropout-one-layer", "RNN0705", "dropout between the layers of a single one",
            Model("", "Recurrent Memory", "H", layer: "[Gru(E, H, {|RNN0705:Dropout = 0.2|})]"), Model("", "Recurrent Memory", "H", layer: "[Gru(E, H, Layers = 2, Dropout = 0.2)]")),
        File("dropout-rate-0", "RNN0705", "a rate of 0",
            Cell("=> Tanh(W * {|RNN0705:Dropout(x, 0)|} + U * h + b);"), Cell("=> Tanh(W * Dropout(x, 0.1) + U * h + b);")),
        File("BUG-94", "RNN0706", "two gates share the bias of the third",
            Cell("{ var f = Sigmoid(W * x + b); var o = Sigmoid(U * h + b); return f * o; }", members: "[Bias(H)] public partial Vector {|RNN0706:bo|} { get; }"),
            Cell("{ var f = Sigmoid(W * x + b); var o = Sigmoid(U * h + bo); return f * o; }", members: "[Bias(H)] public partial Vector bo { get; }")),
        File("reserved", "RNN0706", "a parameter that an old file holds", null,
            Cell("=> Tanh(W * x + U * h + b);", members: "[Reserved(\"files of version 1\")] [Bias(H)] public partial Vector bo { get; }")),
        File("BUG-99", "RNN0707", "a parameter behind a stop",
            Cell("=> Tanh(W * x + U * h + StopGradient(b) + e);", members: "[Bias(H)] public partial Vector e { get; }", biasName: "{|RNN0707:b|}"),
            Cell("=> Tanh(W * x + U * h + b + e);", members: "[Bias(H)] public partial Vector e { get; }")),
        File("frozen", "RNN0707", "a parameter behind a stop that is declared frozen", null,
            Cell("=> Tanh(W * x + U * h + b + StopGradient(e));", members: "[Frozen] [Bias(H)] public partial Vector e { get; }")),
        File("BUG-96", "RNN0708", "input and forget gates exchanged",
            Lstm(keeps: "i", letsIn: "f", wi: "{|RNN0708:Wi|}"), Lstm(keeps: "f", letsIn: "i")),
        File("conforms-output", "RNN0708", "an LSTM whose output reads the old cell state",
            Lstm(output: "o * Tanh(c)", conforms: "[{|RNN0708:Conforms(CellKind.Lstm)|}]"), Lstm(conforms: "[Conforms(CellKind.Lstm)]")),
        File("conforms-gru", "RNN0708", "a GRU without a reset gate",
            Complement("[Bias(H)] public partial Vector bz { get; }", dependency: "[{|RNN0708:Conforms(CellKind.Gru)|}]"),
            "using RnnGen;\n[Gru(4, 8)] public sealed partial class Cell;"),
        File("wide-initialisation", "RNN0709", "weights of deviation 1 on 512 units",
            Cell("=> Tanh(W * x + U * h + b);", u: "[Weight(H, H, Init = Init.Normal)] public partial Matrix {|RNN0709:U|} { get; }", hidden: 512),
            Cell("=> Tanh(W * x + U * h + b);", u: "[Weight(H, H, Init = Init.Normal, Gain = 0.05)] public partial Matrix U { get; }", hidden: 512)),
        File("BUG-97", "RNN0710", "the declared order of gates contradicts the stacked one",
            Lstm(conforms: "[ImportLayout({|RNN0710:\"iofg\"|})]", stored: true), Lstm(conforms: "[ImportLayout(\"ifgo\")]", stored: true)),
        File("TRAP-15", "RNN0703", "an exponential gate", null,
            Gated("[Bias(H)] public partial Vector bf { get; }", gate: "Exp")),
        File("no-dependency", "RNN0703", "no declared dependency", null, Gated("[Bias(H)] public partial Vector bf { get; }", dependency: "")),
        File("bidirectional-encoder", "RNN0603", "a bidirectional tagger", null, Model("", "Bidirectional Memory", "2 * H")),
        File("identity-relu-policy", "RNN0702", "ReLU with a stated reason not to clip", null,
            Cell("=> Relu(W * x + U * h + b);", attributes: "[GradientPolicy(Clip.None, Because = \"identity, five steps\")]")),
        File("diagonal-recurrence", "RNN0702", "a gated linear recurrence", null,
            Cell("{ var f = Sigmoid(W * x + b); return f * h + (1 - f) * (W * x); }", u: "")),
        File("clamped-relu", "RNN0702", "a ReLU with a limit", null, Cell("=> Clamp(Relu(W * x + U * h + b), 0, 6);")),
    ];

    internal static Case File(string id, string rule, string title, string? bad, string good) => new(id, rule, title, bad, good) { IsFile = true };

    internal static string Cell(string body, string u = "[Weight(H, H)] public partial Matrix U { get; }", string attributes = "", string members = "", bool bias = true, string biasName = "b", int hidden = 8) => $$"""
        using RnnGen;
        using static RnnGen.Equations;
        [RecurrentCell]
        {{attributes}}
        public sealed partial class Cell
        {
            public const int I = 4, H = {{hidden}};
            [Weight(H, I)] public partial Matrix W { get; }
            {{u}}
            {{(bias ? $"[Bias(H)] public partial Vector {biasName} {{ get; }}" : "")}}
            {{members}}
            [Step] Vector Next([Input(I)] Vector x, [State(H)] Vector h)
            {{body}}
        }
        """;

    private static string Gated(string bias, string gate = "Sigmoid", string dependency = "[Bptt(Dependency = 50)]", string candidate = "Tanh(Wn * x + Un * h + bn)") => $$"""
        using RnnGen;
        using static RnnGen.Equations;
        [RecurrentCell]
        {{dependency}}
        public sealed partial class Cell
        {
            public const int I = 4, H = 8;
            [Weight(H, I)] public partial Matrix Wf { get; }
            [Weight(H, H)] public partial Matrix Uf { get; }
            {{bias}}
            [Weight(H, I)] public partial Matrix Wn { get; }
            [Weight(H, H)] public partial Matrix Un { get; }
            [Bias(H)] public partial Vector bn { get; }
            [Step] Vector Next([Input(I)] Vector x, [State(H)] Vector h)
            {
                var f = {{gate}}(Wf * x + Uf * h + bf);
                var n = {{candidate}};
                return f * h + n;
            }
        }
        """;

    private static string Complement(string bias, string dependency = "[Bptt(Dependency = 50)]") => $$"""
        using RnnGen;
        using static RnnGen.Equations;
        [RecurrentCell]
        {{dependency}}
        public sealed partial class Cell
        {
            public const int I = 4, H = 8;
            [Weight(H, I)] public partial Matrix Wz { get; }
            [Weight(H, H)] public partial Matrix Uz { get; }
            {{bias}}
            [Weight(H, I)] public partial Matrix Wn { get; }
            [Weight(H, H)] public partial Matrix Un { get; }
            [Step] Vector Next([Input(I)] Vector x, [State(H)] Vector h)
            {
                var z = Sigmoid(Wz * x + Uz * h + bz);
                var n = Tanh(Wn * x + Un * h);
                return (1 - z) * h + z * n;
            }
        }
        """;

    internal static string Lstm(string keeps = "f", string letsIn = "i", string output = "o * Tanh(next)", string conforms = "", string wi = "Wi", bool stored = false)
    {
        string Stored(int part) => stored ? $", StoredAs(\"weight\", Part = {part})" : "";
        return $$"""
            using RnnGen;
            using static RnnGen.Equations;
            [RecurrentCell]
            {{conforms}}
            public sealed partial class Cell
            {
                public const int I = 4, H = 8;
                [Weight(H, I){{Stored(0)}}] public partial Matrix {{wi}} { get; }
                [Weight(H, I){{Stored(1)}}] public partial Matrix Wf { get; }
                [Weight(H, I){{Stored(2)}}] public partial Matrix Wg { get; }
                [Weight(H, I){{Stored(3)}}] public partial Matrix Wo { get; }
                [Weight(H, H)] public partial Matrix U { get; }
                [Step] (Vector h, Vector c) Next([Input(I)] Vector x, [State(H)] Vector h, [State(H)] Vector c)
                {
                    var i = Sigmoid(Wi * x + U * h);
                    var f = Sigmoid(Wf * x + U * h);
                    var g = Tanh(Wg * x + U * h);
                    var o = Sigmoid(Wo * x + U * h);
                    var next = {{keeps}} * c + {{letsIn}} * g;
                    return ({{output}}, next);
                }
            }
            """;
    }

    private static string Model(string attributes, string memory, string width, string forward = "[Forward] Sequence Logits([Shape(\"B\", \"T\")] Tokens tokens) => Next.Apply(Memory.Scan(Characters.Lookup(tokens)));", string layer = "[Lstm(E, H)]") => $$"""
        using RnnGen;
        [SequenceModel]
        {{attributes}}
        public sealed partial class Model
        {
            public const int V = 23, E = 7, H = 13;
            [Embedding(V, E)] public partial Embedding Characters { get; }
            {{layer}} public partial {{memory}} { get; }
            [Linear({{width}}, V)] public partial Linear Next { get; }
            {{forward}}
        }
        """;
}
