namespace RnnGen.Integration.Tests.Structure;

[SequenceModel(Precision = Precision.Double)]
public sealed partial class MaskModel
{
    [Dimension] public const int V = 9, E = 5, H = 18;

    [Embedding(V, E)] public partial Embedding Words { get; }

    [Gru(E, H, Layers = 2)] public partial Recurrent Memory { get; }

    [Linear(H, V)] public partial Linear Next { get; }

    [Forward]
    private Sequence Logits(Tokens tokens) => Next.Apply(Memory.Scan(Words.Lookup(tokens)));
}
