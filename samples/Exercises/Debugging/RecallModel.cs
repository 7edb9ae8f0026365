using RnnGen;

namespace Exercises.Debugging;

/// <summary>The LSTM that is examined.</summary>
[Lstm(RecallModel.E, RecallModel.H)]
public sealed partial class RecallCell;

/// <summary>Its logits at the last token of a sequence say which token came first.</summary>
[SequenceModel]
public sealed partial class RecallModel
{
    [Dimension]
    public const int V = 6, E = 8, H = 16, C = 2;

    [Embedding(V, E)]
    public partial Embedding Symbols { get; }

    [Recurrent(typeof(RecallCell))]
    public partial Recurrent Memory { get; }

    [Linear(H, C)]
    public partial Linear Answer { get; }

    [Forward, Shape("B", "T", "C")]
    private Sequence Logits([Shape("B", "T")] Tokens tokens) => Answer.Apply(Memory.Scan(Symbols.Lookup(tokens)));
}
