using RnnGen;
using static RnnGen.Equations;

namespace BuiltIn;

/// <summary>
/// Closed-form continuous-time network (Hasani et al. 2022): two candidates, blended by a gate that depends on the time dt since the step
/// before; K is the width of the shared layer in front of them.
/// </summary>
[RecurrentCell]
public sealed partial class Cfc
{
    [Dimension] public const int I = 2, H = 3, K = 5;

    [Weight(K, I)]
    public partial Matrix W_bx { get; }

    [Weight(K, H, Init = Init.Orthogonal)]
    public partial Matrix W_bh { get; }

    [Bias(K)]
    public partial Vector b_b { get; }

    [Weight(H, K)]
    public partial Matrix W_1 { get; }

    [Bias(H)]
    public partial Vector b_1 { get; }

    [Weight(H, K)]
    public partial Matrix W_2 { get; }

    [Bias(H)]
    public partial Vector b_2 { get; }

    [Weight(H, K)]
    public partial Matrix W_a { get; }

    [Bias(H)]
    public partial Vector b_a { get; }

    [Weight(H, K)]
    public partial Matrix W_t { get; }

    [Bias(H)]
    public partial Vector b_t { get; }

    [Step]
    Vector Next([Input(I)] Vector x, [State(H)] Vector h, [Input] Scalar dt)
    {
        var u = 1.7159 * Tanh(0.666 * (W_bx * x + W_bh * h + b_b));
        var n = Tanh(W_1 * u + b_1);
        var m = Tanh(W_2 * u + b_2);
        var s = Sigmoid((W_a * u + b_a) * dt + (W_t * u + b_t));
        return (1 - s) * n + s * m;
    }
}
