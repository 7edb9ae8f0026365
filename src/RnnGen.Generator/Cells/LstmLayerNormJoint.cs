using RnnGen;
using static RnnGen.Equations;

namespace BuiltIn;

/// <summary>
/// Long short-term memory with layer normalisation over all gates (i, f, g, o) at once, of the input's and of the state's part (Ba et al. 2016).
/// </summary>
[RecurrentCell]
public sealed partial class LstmLayerNormJoint
{
    [Dimension] public const int I = 2, H = 3;

    [Weight(4 * H, I)]
    public partial Matrix W { get; }

    [Weight(4 * H, H, Init = Init.Orthogonal)]
    public partial Matrix U { get; }

    [Bias(4 * H)]
    public partial Vector b { get; }

    [Bias(4 * H, Value = 1)]
    public partial Vector gamma_x { get; }

    [Bias(4 * H)]
    public partial Vector beta_x { get; }

    [Bias(4 * H, Value = 1)]
    public partial Vector gamma_h { get; }

    [Bias(4 * H)]
    public partial Vector beta_h { get; }

    [Bias(H, Value = 1)]
    public partial Vector gamma_c { get; }

    [Bias(H)]
    public partial Vector beta_c { get; }

    [Step]
    (Vector h, Vector c) Next([Input(I)] Vector x, [State(H)] Vector h, [State(H)] Vector c)
    {
        var a = LayerNorm(W * x, gamma_x, beta_x) + LayerNorm(U * h, gamma_h, beta_h) + b;
        var i = Sigmoid(a[..H]);
        var f = Sigmoid(a[H..(2 * H)]);
        var g = Tanh(a[(2 * H)..(3 * H)]);
        var o = Sigmoid(a[(3 * H)..]);
        c = f * c + i * g;
        h = o * Tanh(LayerNorm(c, gamma_c, beta_c));
        return (h, c);
    }
}
