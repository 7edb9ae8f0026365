using RnnGen;

namespace LineCompletion;

/// <summary>A character model: at each character of a line, the logits of the next one.</summary>
[SequenceModel]
public sealed partial class LineModel
{
    [Dimension]
    public const int V = 128, E = 32, H = 128;

    [Embedding(V, E)]
    public partial Embedding Characters { get; }

    [Gru(E, H, Layers = 2, Dropout = 0.05)]
    public partial Recurrent Memory { get; }

    [Linear(H, V)]
    public partial Linear Next { get; }

    [Forward, Shape("B", "T", "V")]
    private Sequence Logits([Shape("B", "T")] Tokens tokens) => Next.Apply(Memory.Scan(Characters.Lookup(tokens)));
}
