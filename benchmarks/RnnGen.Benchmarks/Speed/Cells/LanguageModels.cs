namespace RnnGen.Benchmarks.Speed.Cells;

/// <summary>Characters to logits over an LSTM.</summary>
[SequenceModel]
public sealed partial class LstmLanguageModel
{
    [Dimension] public const int V = 96, E = 64, H = 256;

    [Embedding(V, E)] public partial Embedding Characters { get; }
    [Lstm(E, H)] public partial Recurrent Memory { get; }
    [Linear(H, V)] public partial Linear Next { get; }

    [Forward, Shape("B", "T", "V")]
    private Sequence Logits([Shape("B", "T")] Tokens tokens) => Next.Apply(Memory.Scan(Characters.Lookup(tokens)));
}

/// <summary>Characters to logits over a GRU.</summary>
[SequenceModel]
public sealed partial class GruLanguageModel
{
    [Dimension] public const int V = 96, E = 64, H = 256;

    [Embedding(V, E)] public partial Embedding Characters { get; }
    [Gru(E, H)] public partial Recurrent Memory { get; }
    [Linear(H, V)] public partial Linear Next { get; }

    [Forward, Shape("B", "T", "V")]
    private Sequence Logits([Shape("B", "T")] Tokens tokens) => Next.Apply(Memory.Scan(Characters.Lookup(tokens)));
}

/// <summary>Characters to logits over a plain recurrent cell.</summary>
[SequenceModel]
public sealed partial class RnnLanguageModel
{
    [Dimension] public const int V = 96, E = 64, H = 256;

    [Embedding(V, E)] public partial Embedding Characters { get; }
    [Rnn(E, H)] public partial Recurrent Memory { get; }
    [Linear(H, V)] public partial Linear Next { get; }

    [Forward, Shape("B", "T", "V")]
    private Sequence Logits([Shape("B", "T")] Tokens tokens) => Next.Apply(Memory.Scan(Characters.Lookup(tokens)));
}
