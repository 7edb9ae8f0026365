using RnnGen;
using static RnnGen.Equations;

namespace BuiltIn;

/// <summary>
/// Just another network (van der Westhuizen and Lasenby 2018): an LSTM with a forget gate only; its input gate lags by 1.
/// </summary>
[RecurrentCell]
public sealed partial class Janet
{
    [Dimension] public const int I = 2, H = 3;

    [Weight(H, I)]
    public partial Matrix W_f { get; }

    [Weight(H, H, Init = Init.Orthogonal)]
    public partial Matrix U_f { get; }

    [Bias(H, Value = 1)]
    public partial Vector b_f { get; }

    [Weight(H, I)]
    public partial Matrix W_c { get; }

    [Weight(H, H, Init = Init.Orthogonal)]
    public partial Matrix U_c { get; }

    [Bias(H)]
    public partial Vector b_c { get; }

    [Step]
    Vector Next([Input(I)] Vector x, [State(H)] Vector h)
    {
        var s = W_f * x + U_f * h + b_f;
        var n = Tanh(W_c * x + U_c * h + b_c);
        return Sigmoid(s) * h + (1 - Sigmoid(s - 1)) * n;
    }
}
