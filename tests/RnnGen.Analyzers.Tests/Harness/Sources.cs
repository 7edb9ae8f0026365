namespace RnnGen.Analyzers.Tests.Harness;

/// <summary>Declarations that the tests vary.</summary>
internal static class Sources
{
    public const string Usings = """
        using RnnGen;
        using static RnnGen.Equations;

        """;

    public const string MinimalGatedUnit = Usings + """
        namespace Samples;

        [RecurrentCell]
        public sealed partial class MinimalGatedUnit
        {
            [Dimension] public const int I = 32, H = 64;

            [Weight(H, I)]                          public partial Matrix Wf { get; }
            [Weight(H, H, Init = Init.Orthogonal)]  public partial Matrix Uf { get; }
            [Bias(H, Value = 1f)]                   public partial Vector bf { get; }
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

    public const string LineModel = Usings + """
        [SequenceModel]
        public sealed partial class LineModel
        {
            [Dimension] public const int V = 128, E = 32, H = 256;

            [Embedding(V, E)]                        public partial Embedding Characters { get; }
            [Lstm(E, H, Layers = 2, Dropout = 0.1f)] public partial Recurrent Memory { get; }
            [Linear(H, V)]                           public partial Linear Next { get; }

            [Forward, Shape("B", "T", "V")]
            Sequence Logits([Shape("B", "T")] Tokens tokens) => Next.Apply(Memory.Scan(Characters.Lookup(tokens)));
        }
        """;

    /// <summary>A cell with the given body (with braces or arrow) and further members.</summary>
    public static string Step(string body, string members = "") => $$"""
        {{Usings}}
        [RecurrentCell]
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

    /// <summary>A cell with the given step method, and the parameters W (H,I), U (H,H) and b (H).</summary>
    public static string Cell(string step, string members = "") => $$"""
        {{Usings}}
        [RecurrentCell]
        public sealed partial class Cell
        {
            public const int I = 4, H = 8;

            [Weight(H, I)] public partial Matrix W { get; }
            [Weight(H, H)] public partial Matrix U { get; }
            [Bias(H)] public partial Vector b { get; }
            {{members}}

            {{step}}
        }
        """;
}
