using RnnGen;
using static RnnGen.Equations;

namespace BuiltIn;

/// <summary>
/// Recurrent highway network (Zilly et al. 2017) with coupled gates: Depth highway layers inside one step, of which the first reads the input.
/// </summary>
[RecurrentCell]
public sealed partial class Rhn
{
    [Dimension] public const int I = 2, H = 3;

    private const int Depth = 3;

    [Weight(H, I)]
    public partial Matrix W_h { get; }

    [Weight(H, I)]
    public partial Matrix W_t { get; }

#region each k in 1..Depth
    [Weight(H, H, Init = Init.Orthogonal)]
    public partial Matrix R_h_k { get; }

    [Bias(H)]
    public partial Vector b_h_k { get; }

    [Weight(H, H, Init = Init.Orthogonal)]
    public partial Matrix R_t_k { get; }

    [Bias(H, Value = -2)]
    public partial Vector b_t_k { get; }

#endregion
    [Step]
    Vector Next([Input(I)] Vector x, [State(H)] Vector h)
    {
        var n_1 = Tanh(W_h * x + R_h_1 * h + b_h_1);
        var t_1 = Sigmoid(W_t * x + R_t_1 * h + b_t_1);
        h = n_1 * t_1 + h * (1 - t_1);
#region each k in 2..Depth
        var n_k = Tanh(R_h_k * h + b_h_k);
        var t_k = Sigmoid(R_t_k * h + b_t_k);
        h = n_k * t_k + h * (1 - t_k);
#endregion
        return h;
    }
}
