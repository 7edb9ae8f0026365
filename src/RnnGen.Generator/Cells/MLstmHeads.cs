using RnnGen;
using static RnnGen.Equations;

namespace BuiltIn;

/// <summary>
/// mLSTM (Beck et al. 2024) of several heads, each with S features, a matrix C_j as its memory and gates of its own, which are one number at a step.
/// </summary>
[RecurrentCell]
public sealed partial class MLstmHeads
{
    [Dimension] public const int I = 2, H = 4, S = 2;

    private const int Heads = 2;

    private const double Scale = 1.4142135623730951;

    [Weight(H, I)]
    public partial Matrix W_q { get; }

    [Bias(H)]
    public partial Vector b_q { get; }

    [Weight(H, I)]
    public partial Matrix W_k { get; }

    [Bias(H)]
    public partial Vector b_k { get; }

    [Weight(H, I)]
    public partial Matrix W_v { get; }

    [Bias(H)]
    public partial Vector b_v { get; }

    [Weight(H, I)]
    public partial Matrix W_o { get; }

    [Bias(H)]
    public partial Vector b_o { get; }

    [Weight(Heads, I)]
    public partial Matrix W_i { get; }

    [Bias(Heads)]
    public partial Vector b_i { get; }

    [Weight(Heads, I)]
    public partial Matrix W_f { get; }

    [Bias(Heads, Value = 1)]
    public partial Vector b_f { get; }

    [Step]
    (
        Vector h,
#region each j in 1..Heads
        Matrix C_j,
#endregion
        Vector n, Vector m) Next(
        [Input(I)] Vector x, [State(H)] Vector h,
#region each j in 1..Heads
        [State(S, S)] Matrix C_j,
#endregion
        [State(H)] Vector n, [State(Heads)] Vector m)
    {
        var q = W_q * x + b_q;
        var k = 1 / Scale * (W_k * x + b_k);
        var v = W_v * x + b_v;
        var o = Sigmoid(W_o * x + b_o);
        var a = W_i * x + b_i;
        var l = LogSigmoid(W_f * x + b_f);
        var stabiliser = Max(l + m, a);
        var i = Exp(a - stabiliser);
        var f = Exp(l + m - stabiliser);
#region each j in 1..Heads
        var q_j = Slice(q, (/*j*/1 - 1) * S, S);
        var k_j = Slice(k, (/*j*/1 - 1) * S, S);
        var v_j = Slice(v, (/*j*/1 - 1) * S, S);
        var i_j = Sum(Slice(i, /*j*/1 - 1, 1));
        var f_j = Sum(Slice(f, /*j*/1 - 1, 1));
        C_j = f_j * C_j + i_j * Outer(v_j, k_j);
        var n_j = f_j * Slice(n, (/*j*/1 - 1) * S, S) + i_j * k_j;
        var h_j = C_j * q_j / Max(Abs(Dot(n_j, q_j)), 1);
#endregion
        n = Concat(
            n_1
#region each j in 2..Heads
            , n_j
#endregion
        );
        h = o * Concat(
            h_1
#region each j in 2..Heads
            , h_j
#endregion
        );
        return (
            h,
#region each j in 1..Heads
            C_j,
#endregion
            n, stabiliser);
    }
}
