using RnnGen;
using static RnnGen.Equations;

namespace BuiltIn;

/// <summary>
/// Long short-term memory (Hochreiter and Schmidhuber 1997) with the forget gate of Gers et al. 2000, in PyTorch's parametrisation:
/// gates i, f, g, o and two bias vectors per gate. The forget gate's bias starts at 1 (Jozefowicz et al. 2015).
/// PEEPHOLES: the gates see the cell state (Gers et al. 2002).
/// </summary>
[RecurrentCell]
public sealed partial class Lstm
{
    [Dimension] public const int I = 2, H = 3;

    [Weight(H, I), StoredAs("weight_ih", Part = 0)]
    public partial Matrix W_ii { get; }

    [Weight(H, I), StoredAs("weight_ih", Part = 1)]
    public partial Matrix W_if { get; }

    [Weight(H, I), StoredAs("weight_ih", Part = 2)]
    public partial Matrix W_ig { get; }

    [Weight(H, I), StoredAs("weight_ih", Part = 3)]
    public partial Matrix W_io { get; }

    [Weight(H, H, Init = Init.Orthogonal), StoredAs("weight_hh", Part = 0)]
    public partial Matrix W_hi { get; }

    [Weight(H, H, Init = Init.Orthogonal), StoredAs("weight_hh", Part = 1)]
    public partial Matrix W_hf { get; }

    [Weight(H, H, Init = Init.Orthogonal), StoredAs("weight_hh", Part = 2)]
    public partial Matrix W_hg { get; }

    [Weight(H, H, Init = Init.Orthogonal), StoredAs("weight_hh", Part = 3)]
    public partial Matrix W_ho { get; }

    [Bias(H), StoredAs("bias_ih", Part = 0)]
    public partial Vector b_ii { get; }

    [Bias(H, Value = 1), StoredAs("bias_ih", Part = 1)]
    public partial Vector b_if { get; }

    [Bias(H), StoredAs("bias_ih", Part = 2)]
    public partial Vector b_ig { get; }

    [Bias(H), StoredAs("bias_ih", Part = 3)]
    public partial Vector b_io { get; }

    [Bias(H), StoredAs("bias_hh", Part = 0)]
    public partial Vector b_hi { get; }

    [Bias(H), StoredAs("bias_hh", Part = 1)]
    public partial Vector b_hf { get; }

    [Bias(H), StoredAs("bias_hh", Part = 2)]
    public partial Vector b_hg { get; }

    [Bias(H), StoredAs("bias_hh", Part = 3)]
    public partial Vector b_ho { get; }

#if PEEPHOLES
    [Bias(H, Init = Init.Uniform)]
    public partial Vector p_i { get; }

    [Bias(H, Init = Init.Uniform)]
    public partial Vector p_f { get; }

    [Bias(H, Init = Init.Uniform)]
    public partial Vector p_o { get; }

#endif
    [Step]
    (Vector h, Vector c) Next([Input(I)] Vector x, [State(H)] Vector h, [State(H)] Vector c)
    {
#if PEEPHOLES
        var i = Sigmoid(W_ii * x + b_ii + W_hi * h + b_hi + p_i * c);
        var f = Sigmoid(W_if * x + b_if + W_hf * h + b_hf + p_f * c);
        var g = Tanh(W_ig * x + b_ig + W_hg * h + b_hg);
        c = f * c + i * g;
        var o = Sigmoid(W_io * x + b_io + W_ho * h + b_ho + p_o * c);
#else
        var i = Sigmoid(W_ii * x + b_ii + W_hi * h + b_hi);
        var f = Sigmoid(W_if * x + b_if + W_hf * h + b_hf);
        var g = Tanh(W_ig * x + b_ig + W_hg * h + b_hg);
        var o = Sigmoid(W_io * x + b_io + W_ho * h + b_ho);
        c = f * c + i * g;
#endif
        h = o * Tanh(c);
        return (h, c);
    }
}
