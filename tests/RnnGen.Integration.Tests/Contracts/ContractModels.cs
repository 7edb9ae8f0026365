namespace RnnGen.Integration.Tests.Contracts;

/// <summary>A small language model.</summary>
[SequenceModel]
public sealed partial class ContractModel
{
    [Dimension] public const int V = 11, E = 3, H = 5;

    [Embedding(V, E)] public partial Embedding Characters { get; }

    [Lstm(E, H)] public partial Recurrent Memory { get; }

    [Linear(H, V)] public partial Linear Next { get; }

    [Forward, Shape("B", "T", "V")]
    private Sequence Logits([Shape("B", "T")] Tokens tokens) => Next.Apply(Memory.Scan(Characters.Lookup(tokens)));
}

/// <summary>The same in both directions, for whole sequences.</summary>
[SequenceModel]
public sealed partial class ContractTagger
{
    [Dimension] public const int V = 11, E = 3, H = 5;

    [Embedding(V, E)] public partial Embedding Characters { get; }

    [Lstm(E, H)] public partial Bidirectional Memory { get; }

    [Linear(2 * H, V)] public partial Linear Next { get; }

    [Forward]
    private Sequence Tags([Shape("B", "T")] Tokens tokens) => Next.Apply(Memory.Scan(Characters.Lookup(tokens)));
}
