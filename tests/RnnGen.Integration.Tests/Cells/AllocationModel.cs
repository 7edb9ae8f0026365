namespace RnnGen.Integration.Tests.Cells;

[SequenceModel]
public sealed partial class AllocationModel
{
    [Dimension] public const int V = 29, E = 10, H = 24;

    [Embedding(V, E)] public partial Embedding Characters { get; }

    [Lstm(E, H, Layers = 2, Dropout = 0.1)] public partial Recurrent Memory { get; }

    [Linear(H, V)] public partial Linear Next { get; }

    [Forward, Shape("B", "T", "V")]
    private Sequence Logits([Shape("B", "T")] Tokens tokens) => Next.Apply(Memory.Scan(Characters.Lookup(tokens)));
}
