using RnnGen;
using static RnnGen.Equations;

namespace BuiltIn;

/// <summary>
/// Minimal gated unit (Zhou et al. 2016): one gate both forgets and resets.
/// </summary>
[RecurrentCell]
public sealed partial class Mgu
{
    [Dimension] public const int I = 2, H = 3;

    [Weight(H, I)]
    public partial Matrix W_f { get; }

    [Weight(H, H, Init = Init.Orthogonal)]
    public partial Matrix U_f { get; }

    [Bias(H)]
    public partial Vector b_f { get; }

    [Weight(H, I)]
    public partial Matrix W_n { get; }

    [Weight(H, H, Init = Init.Orthogonal)]
    public partial Matrix U_n { get; }

    [Bias(H)]
    public partial Vector b_n { get; }

    [Step]
    Vector Next([Input(I)] Vector x, [State(H)] Vector h)
    {
        var f = Sigmoid(W_f * x + U_f * h + b_f);
        var n = Tanh(W_n * x + U_n * (f * h) + b_n);
        return (1 - f) * h + f * n;
    }
}
