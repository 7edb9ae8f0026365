using static RnnGen.Equations;

namespace RnnGen.Integration.Tests.Models;

/// <summary>An LSTM cell on [x; context], where additive attention sees the state before the step; it gives [h; context].</summary>
[RecurrentCell(Precision = Precision.Double)]
public sealed partial class AdditiveDecoder
{
    [Dimension] public const int E = 4, H = 5, K = 6, A = 4;

    [Weight(A, H)] public partial Matrix att_q { get; }

    [Weight(A, K)] public partial Matrix att_k { get; }

    [Bias(A)] public partial Vector att_b { get; }

    [Bias(A, Init = Init.Uniform)] public partial Vector att_v { get; }

    [Weight(H, E + K), StoredAs("weight_ih", Part = 0)] public partial Matrix W_ii { get; }

    [Weight(H, H), StoredAs("weight_hh", Part = 0)] public partial Matrix W_hi { get; }

    [Bias(H), StoredAs("bias_ih", Part = 0)] public partial Vector b_ii { get; }

    [Bias(H), StoredAs("bias_hh", Part = 0)] public partial Vector b_hi { get; }

    [Weight(H, E + K), StoredAs("weight_ih", Part = 1)] public partial Matrix W_if { get; }

    [Weight(H, H), StoredAs("weight_hh", Part = 1)] public partial Matrix W_hf { get; }

    [Bias(H), StoredAs("bias_ih", Part = 1)] public partial Vector b_if { get; }

    [Bias(H), StoredAs("bias_hh", Part = 1)] public partial Vector b_hf { get; }

    [Weight(H, E + K), StoredAs("weight_ih", Part = 2)] public partial Matrix W_ig { get; }

    [Weight(H, H), StoredAs("weight_hh", Part = 2)] public partial Matrix W_hg { get; }

    [Bias(H), StoredAs("bias_ih", Part = 2)] public partial Vector b_ig { get; }

    [Bias(H), StoredAs("bias_hh", Part = 2)] public partial Vector b_hg { get; }

    [Weight(H, E + K), StoredAs("weight_ih", Part = 3)] public partial Matrix W_io { get; }

    [Weight(H, H), StoredAs("weight_hh", Part = 3)] public partial Matrix W_ho { get; }

    [Bias(H), StoredAs("bias_ih", Part = 3)] public partial Vector b_io { get; }

    [Bias(H), StoredAs("bias_hh", Part = 3)] public partial Vector b_ho { get; }

    [Step]
    internal (Vector y, Vector h, Vector c, Scores weights) Next([Input(E)] Vector x, [State(H)] Vector h, [State(H)] Vector c, [Memory(K)] global::RnnGen.Memory keys)
    {
        var weights = Softmax(Dot(att_v, Tanh(att_q * h + att_k * keys + att_b)));
        var context = Context(weights, keys);
        var v = Concat(x, context);
        var i = Sigmoid(W_ii * v + b_ii + W_hi * h + b_hi);
        var f = Sigmoid(W_if * v + b_if + W_hf * h + b_hf);
        var g = Tanh(W_ig * v + b_ig + W_hg * h + b_hg);
        var o = Sigmoid(W_io * v + b_io + W_ho * h + b_ho);
        c = f * c + i * g;
        h = o * Tanh(c);
        return (Concat(h, context), h, c, weights);
    }
}
