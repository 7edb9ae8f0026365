using RnnGen;
using static RnnGen.Equations;

namespace BuiltIn;

/// <summary>
/// minLSTM (Feng et al. 2024): gates and candidate do not read the state; the two gates share 1. POSITIVE is the form of its
/// computation in log space, whose candidate is positive.
/// </summary>
[RecurrentCell]
public sealed partial class MinLstm
{
    [Dimension] public const int I = 2, H = 3;

    [Weight(H, I)]
    public partial Matrix W_f { get; }

    [Bias(H)]
    public partial Vector b_f { get; }

    [Weight(H, I)]
    public partial Matrix W_i { get; }

    [Bias(H)]
    public partial Vector b_i { get; }

    [Weight(H, I)]
    public partial Matrix W_h { get; }

    [Bias(H)]
    public partial Vector b_h { get; }

    [Step]
    Vector Next([Input(I)] Vector x, [State(H)] Vector h)
    {
        var f = Sigmoid(W_f * x + b_f);
        var i = Sigmoid(W_i * x + b_i);
        var a = W_h * x + b_h;
#if POSITIVE
        var n = Select(a >= 0, a + 0.5, Sigmoid(a));
#else
        var n = a;
#endif
        return (f * h + i * n) / (f + i);
    }
}
