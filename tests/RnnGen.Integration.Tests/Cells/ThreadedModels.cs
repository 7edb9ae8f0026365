using static RnnGen.Equations;

namespace RnnGen.Integration.Tests.Cells;

/// <summary>Large enough to be shared between threads.</summary>
[SequenceModel]
public sealed partial class ThreadedModel
{
    [Dimension] public const int V = 29, E = 40, H = 64;

    [Embedding(V, E)] public partial Embedding Characters { get; }

    [Gru(E, H)] public partial Bidirectional Context { get; }

    [Lstm(2 * H, H, Layers = 2, Dropout = 0.2)] public partial Recurrent Memory { get; }

    [Linear(H, V)] public partial Linear Next { get; }

    [Forward, Shape("B", "T", "V")]
    private Sequence Logits([Shape("B", "T")] Tokens tokens) => Next.Apply(Memory.Scan(Context.Scan(Characters.Lookup(tokens))));
}

/// <summary>Two inputs, random masks, a row operation, the step index and a temporary of one row for each sequence.</summary>
[RecurrentCell]
public sealed partial class ThreadedCell
{
    [Dimension] public const int I = 33, J = 7, H = 72;

    [Weight(H, I)] public partial Matrix Wf { get; }

    [Weight(H, J)] public partial Matrix Vf { get; }

    [Weight(H, H, Init = Init.Orthogonal)] public partial Matrix Uf { get; }

    [Weight(H, I)] public partial Matrix Wn { get; }

    [Weight(H, H, Init = Init.Orthogonal)] public partial Matrix Un { get; }

    [Bias(H, Value = 1f)] public partial Vector bf { get; }

    [Step]
    public Vector Next([Input(I)] Vector x, [Input(J)] Vector v, [State(H)] Vector h)
    {
        var f = Sigmoid(Wf * x + Vf * v + Uf * h + bf);
        var n = Tanh(LayerNorm(Wn * x + Un * Dropout(f * h, 0.2)));
        return (1 - f) * h + f * n;
    }
}
