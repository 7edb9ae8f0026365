using RnnGen;

namespace RnnGenModel;

/// <summary>Predicts the next letter of a word. Token 0 stands for both ends of a word, 1 to 26 for letters.</summary>
[SequenceModel]
public sealed partial class WordModel
{
    [Dimension] public const int V = 27, I = LightGatedCell.I, H = LightGatedCell.H;

    [Embedding(V, I)]                   public partial Embedding Letters { get; }
    [Recurrent(typeof(LightGatedCell))] public partial Recurrent Memory { get; }
    [Linear(H, V)]                      public partial Linear Next { get; }

    [Forward, Shape("B", "T", "V")]
    Sequence Logits([Shape("B", "T")] Tokens letters) => Next.Apply(Memory.Scan(Letters.Lookup(letters)));
}
