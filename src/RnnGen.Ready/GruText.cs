namespace RnnGen.Ready;

/// <summary>
/// A character model of ASCII text with one GRU layer: at each character the logits of the next one. Compiled already, for scripts and first
/// steps; where other sizes or layers are wanted, a model of one's own is twelve lines of C#.
/// </summary>
[SequenceModel]
public sealed partial class GruText
{
    /// <summary>Characters (ASCII codes), elements of a character's vector, elements of the memory.</summary>
    [Dimension]
    public const int V = 128, E = 32, H = 96;

    /// <summary>A vector for each character, (V, E).</summary>
    [Embedding(V, E)]
    public partial Embedding Characters { get; }

    /// <summary>What was read so far, H elements.</summary>
    [Gru(E, H)]
    public partial Recurrent Memory { get; }

    /// <summary>From the memory to the logits of the next character, (V, H).</summary>
    [Linear(H, V)]
    public partial Linear Next { get; }

    [Forward, Shape("B", "T", "V")]
    private Sequence Logits([Shape("B", "T")] Tokens text) => Next.Apply(Memory.Scan(Characters.Lookup(text)));
}
