namespace RnnGen.Generator.Tests.Harness;

/// <summary>Declarations as users write them.</summary>
internal static class Sources
{
    public const string Usings = """
        using RnnGen;
        using static RnnGen.Equations;

        """;

    public const string VanillaRnn = Usings + """
        namespace Samples;

        [RecurrentCell]
        public sealed partial class VanillaRnn
        {
            [Dimension] public const int I = 32, H = 64;

            [Weight(H, I)]                          public partial Matrix Wx { get; }
            [Weight(H, H, Init = Init.Orthogonal)]  public partial Matrix Wh { get; }
            [Bias(H)]                               public partial Vector b { get; }

            [Step]
            Vector Next([Input(I)] Vector x, [State(H)] Vector h) => Tanh(Wx * x + Wh * h + b);
        }
        """;

    public const string MinimalGatedUnit = Usings + """
        namespace Samples;

        [RecurrentCell]
        public sealed partial class MinimalGatedUnit
        {
            [Dimension] public const int I = 32, H = 64;

            [Weight(H, I)]                          public partial Matrix Wf { get; }
            [Weight(H, H, Init = Init.Orthogonal)]  public partial Matrix Uf { get; }
            [Bias(H, Value = 1)]                    public partial Vector bf { get; }
            [Weight(H, I)]                          public partial Matrix Wn { get; }
            [Weight(H, H, Init = Init.Orthogonal)]  public partial Matrix Un { get; }
            [Bias(H)]                               public partial Vector bn { get; }

            [Step]
            Vector Next([Input(I)] Vector x, [State(H)] Vector h)
            {
                var f = Sigmoid(Wf * x + Uf * h + bf);
                var n = Tanh(Wn * x + Un * (f * h) + bn);
                return (1 - f) * h + f * n;
            }
        }
        """;

    /// <summary>A leaky cell with an output of its own, in double, with sizes that leave lanes unused.</summary>
    public const string LeakyCell = Usings + """
        namespace Samples;

        [RecurrentCell(Precision = Precision.Double)]
        public sealed partial class LeakyCell
        {
            [Dimension] public const int I = 3, H = 20, O = 5;
            const double Leak = 0.1;

            [Weight(H, I)] public partial Matrix Wx { get; }
            [Weight(H, H)] public partial Matrix Wh { get; }
            [Bias(H)]      public partial Vector b { get; }
            [Bias(H)]      public partial Vector scale { get; }
            [Weight(O, H)] public partial Matrix Wy { get; }
            [Bias(O)]      public partial Vector by { get; }

            [Step(Output = "y")]
            (Vector y, Vector h) Next([Input(I)] Vector x, [State(H)] Vector h)
            {
                h = (1 - Leak) * h + Leak * Tanh(scale * (Wx * x) + Wh * h + b);
                var y = Softplus(Wy * h + by);
                return (y, h);
            }
        }
        """;

    public const string Lstm = Usings + """
        namespace Samples;

        [Lstm(32, 64)]
        public sealed partial class Memory;
        """;

    public const string Gru = Usings + """
        namespace Samples;

        [Gru(32, 64)]
        public sealed partial class Gated;
        """;

    public const string LineModel = Usings + """
        namespace Samples;

        [SequenceModel]
        public sealed partial class LineModel
        {
            [Dimension] public const int V = 128, E = 32, H = 64;

            [Embedding(V, E)]                          public partial Embedding Characters { get; }
            [Lstm(E, H, Layers = 2, Dropout = 0.1f)]   public partial Recurrent Memory { get; }
            [Linear(H, V)]                             public partial Linear Next { get; }

            [Forward, Shape("B", "T", "V")]
            Sequence Logits([Shape("B", "T")] Tokens tokens) => Next.Apply(Memory.Scan(Characters.Lookup(tokens)));
        }
        """;

    /// <summary>An encoder, a bridge, a decoder with tied weights and a residual connection.</summary>
    public const string Translator = Usings + """
        using static RnnGen.Sequences;

        namespace Samples;

        [SequenceModel]
        public sealed partial class Translator
        {
            [Dimension] public const int S = 40, V = 50, E = 24, H = 32;

            [Embedding(S, E)]                              public partial Embedding Source { get; }
            [Embedding(V, H)]                              public partial Embedding Target { get; }
            [Gru(E, H)]                                    public partial Recurrent Encoder { get; }
            [Linear(H, H)]                                 public partial Linear Bridge { get; }
            [Gru(H, H)]                                    public partial Recurrent Decoder { get; }
            [Linear(H, V, TiedTo = nameof(Target))]        public partial Linear Next { get; }

            [Forward, Shape("B", "T", "V")]
            Sequence Logits([Shape("B", "S")] Tokens source, [Shape("B", "T")] Tokens target)
            {
                var encoded = Encoder.Scan(Source.Lookup(source));
                var start = Tanh(Bridge.Apply(encoded.Final("h") + MeanOverTime(encoded)));
                var words = Target.Lookup(target);
                var decoded = words + Decoder.Scan(words, initial: [start]);
                return Next.Apply(Dropout(decoded, 0.1));
            }
        }
        """;

    /// <summary>A cell with the given step body (with braces or arrow) and further members.</summary>
    public static string Step(string body, string members = "", string attribute = "RecurrentCell") => $$"""
        {{Usings}}
        [{{attribute}}]
        public sealed partial class Cell
        {
            public const int I = 4, H = 8;

            [Weight(H, I)] public partial Matrix W { get; }
            [Weight(H, H)] public partial Matrix U { get; }
            [Bias(H)] public partial Vector b { get; }
            {{members}}

            [Step]
            Vector Next([Input(I)] Vector x, [State(H)] Vector h)
            {{body}}
        }
        """;
}
