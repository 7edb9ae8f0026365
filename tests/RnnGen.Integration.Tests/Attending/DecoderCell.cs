using static RnnGen.Equations;

namespace RnnGen.Integration.Tests.Attending;

/// <summary>The decoder of Bahdanau et al. 2015 around an LSTM: additive attention with the state before the step.</summary>
[RecurrentCell(Precision = Precision.Double)]
public sealed partial class DecoderCell
{
    [Dimension] public const int I = 3, H = 5, K = 6, A = 4;

    [Weight(A, H)] public partial Matrix Wq { get; }

    [Weight(A, K)] public partial Matrix Wk { get; }

    [Bias(A, Init = Init.Uniform)] public partial Vector ba { get; }

    [Bias(A, Init = Init.Uniform)] public partial Vector v { get; }

    [Weight(H, I)] public partial Matrix Wi { get; }

    [Weight(H, K)] public partial Matrix Ci { get; }

    [Weight(H, H)] public partial Matrix Ui { get; }

    [Weight(H, I)] public partial Matrix Wf { get; }

    [Weight(H, K)] public partial Matrix Cf { get; }

    [Weight(H, H)] public partial Matrix Uf { get; }

    [Bias(H, Value = 1)] public partial Vector bf { get; }

    [Weight(H, I)] public partial Matrix Wg { get; }

    [Weight(H, K)] public partial Matrix Cg { get; }

    [Weight(H, H)] public partial Matrix Ug { get; }

    [Weight(H, I)] public partial Matrix Wo { get; }

    [Weight(H, K)] public partial Matrix Co { get; }

    [Weight(H, H)] public partial Matrix Uo { get; }

    [Step]
    public (Vector h, Vector c, Scores weights) Next([Input(I)] Vector x, [State(H)] Vector h, [State(H)] Vector c, [Memory(K)] RnnGen.Memory encoded)
    {
        var weights = Softmax(Dot(v, Tanh(Wq * h + Wk * encoded + ba)));
        var seen = Context(weights, encoded);
        var i = Sigmoid(Wi * x + Ci * seen + Ui * h);
        var f = Sigmoid(Wf * x + Cf * seen + Uf * h + bf);
        var g = Tanh(Wg * x + Cg * seen + Ug * h);
        var o = Sigmoid(Wo * x + Co * seen + Uo * h);
        c = f * c + i * g;
        return (o * Tanh(c), c, weights);
    }
}
