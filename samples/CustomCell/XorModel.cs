using RnnGen;

namespace CustomCell;

/// <summary>The cell between an embedding and two logits: is the XOR 0 or 1?</summary>
[SequenceModel]
public sealed partial class XorModel
{
    [Dimension]
    public const int V = 4, I = MinimalGatedUnit.I, H = MinimalGatedUnit.H, C = 2;

    [Embedding(V, I)]
    public partial Embedding Bits { get; }

    [Recurrent(typeof(MinimalGatedUnit))]
    public partial Recurrent Memory { get; }

    [Linear(H, C)]
    public partial Linear Answer { get; }

    [Forward, Shape("B", "T", "C")]
    private Sequence Logits([Shape("B", "T")] Tokens bits) => Answer.Apply(Memory.Scan(Bits.Lookup(bits)));
}
