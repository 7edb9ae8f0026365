namespace Owned; // RnnGen is imported

/// <summary>Predicts the next of twelve tokens.</summary>
[SequenceModel]
public sealed partial class TokenModel
{
    [Dimension] public const int V = 12, I = LeakyCell.I, H = LeakyCell.H;

    [Embedding(V, I)]              public partial Embedding Letters { get; }
    [Recurrent(typeof(LeakyCell))] public partial Recurrent Memory { get; }
    [Linear(H, V)]                 public partial Linear Next { get; }

    [Forward, Shape("B", "T", "V")]
    Sequence Logits([Shape("B", "T")] Tokens letters) => Next.Apply(Memory.Scan(Letters.Lookup(letters)));
}
