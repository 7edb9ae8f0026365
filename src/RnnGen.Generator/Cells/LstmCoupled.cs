using RnnGen;
using static RnnGen.Equations;

namespace BuiltIn;

/// <summary>
/// Long short-term memory with coupled gates, i = 1 - f (Greff et al. 2017). The forget gate's bias starts at 1.
/// PEEPHOLES: the gates see the cell state (Gers et al. 2002).
/// </summary>
[RecurrentCell]
public sealed partial class LstmCoupled
{
    [Dimension] public const int I = 2, H = 3;

    [Weight(H, I)]
    public partial Matrix W_f { get; }

    [Weight(H, H, Init = Init.Orthogonal)]
    public partial Matrix U_f { get; }

    [Bias(H, Value = 1)]
    public partial Vector b_f { get; }

    [Weight(H, I)]
    public partial Matrix W_g { get; }

    [Weight(H, H, Init = Init.Orthogonal)]
    public partial Matrix U_g { get; }

    [Bias(H)]
    public partial Vector b_g { get; }

    [Weight(H, I)]
    public partial Matrix W_o { get; }

    [Weight(H, H, Init = Init.Orthogonal)]
    public partial Matrix U_o { get; }

    [Bias(H)]
    public partial Vector b_o { get; }

#if PEEPHOLES
    [Bias(H, Init = Init.Uniform)]
    public partial Vector p_f { get; }

    [Bias(H, Init = Init.Uniform)]
    public partial Vector p_o { get; }

#endif
    [Step]
    (Vector h, Vector c) Next([Input(I)] Vector x, [State(H)] Vector h, [State(H)] Vector c)
    {
#if PEEPHOLES
        var f = Sigmoid(W_f * x + U_f * h + b_f + p_f * c);
        var g = Tanh(W_g * x + U_g * h + b_g);
        c = f * c + (1 - f) * g;
        var o = Sigmoid(W_o * x + U_o * h + b_o + p_o * c);
#else
        var f = Sigmoid(W_f * x + U_f * h + b_f);
        var g = Tanh(W_g * x + U_g * h + b_g);
        var o = Sigmoid(W_o * x + U_o * h + b_o);
        c = f * c + (1 - f) * g;
#endif
        h = o * Tanh(c);
        return (h, c);
    }
}
