using RnnGen;

namespace Streaming;

/// <summary>Predicts the next character of a log, given all before it.</summary>
[SequenceModel]
public sealed partial class LogModel
{
    [Dimension]
    public const int V = 128, E = 16, H = 32;

    [Embedding(V, E)]
    public partial Embedding Characters { get; }

    [Gru(E, H)]
    public partial Recurrent Memory { get; }

    [Linear(H, V)]
    public partial Linear Next { get; }

    [Forward, Shape("B", "T", "V")]
    private Sequence Logits([Shape("B", "T")] Tokens characters) => Next.Apply(Memory.Scan(Characters.Lookup(characters)));
}
