using RnnGen;
using static RnnGen.Equations;

namespace BuiltIn;

/// <summary>
/// mLSTM (Beck et al. 2024) of one head: a matrix C remembers keys and values, n normalises, m keeps the exponents small. Gates do not read
/// the state. Several heads are MLstmHeads.
/// </summary>
[RecurrentCell]
public sealed partial class MLstm
{
    [Dimension] public const int I = 2, H = 3;

    private const double Scale = 1.7320508075688772;

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

    [Weight(1, I)]
    public partial Matrix W_i { get; }

    [Bias(1)]
    public partial Vector b_i { get; }

    [Weight(1, I)]
    public partial Matrix W_f { get; }

    [Bias(1, Value = 1)]
    public partial Vector b_f { get; }

    [Step]
    (Vector h, Matrix C, Vector n, Vector m) Next(
        [Input(I)] Vector x, [State(H)] Vector h, [State(H, H)] Matrix C, [State(H)] Vector n, [State(1)] Vector m)
    {
        var q = W_q * x + b_q;
        var k = 1 / Scale * (W_k * x + b_k);
        var v = W_v * x + b_v;
        var o = Sigmoid(W_o * x + b_o);
        var a = W_i * x + b_i;
        var l = LogSigmoid(W_f * x + b_f);
        var stabiliser = Max(l + m, a);
        var i = Sum(Exp(a - stabiliser));
        var f = Sum(Exp(l + m - stabiliser));
        C = f * C + i * Outer(v, k);
        n = f * n + i * k;
        h = o * (C * q) / Max(Abs(Dot(n, q)), 1);
        return (h, C, n, stabiliser);
    }
}
