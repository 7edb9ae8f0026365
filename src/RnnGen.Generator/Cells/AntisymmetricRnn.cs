using RnnGen;
using static RnnGen.Equations;

namespace BuiltIn;

/// <summary>
/// Antisymmetric network (Chang et al. 2019): one Euler step of a stable differential equation; W - Wᵀ has imaginary eigenvalues only,
/// Gamma damps. GATED is its gated form.
/// </summary>
[RecurrentCell]
public sealed partial class AntisymmetricRnn
{
    [Dimension] public const int I = 2, H = 3;

    private const double Epsilon = 0.1, Gamma = 0.01;

    [Weight(H, H, Init = Init.Normal, Gain = 0.1)]
    public partial Matrix W { get; }

    [Weight(H, I)]
    public partial Matrix V { get; }

    [Bias(H)]
    public partial Vector b { get; }

#if GATED
    [Weight(H, I)]
    public partial Matrix V_z { get; }

    [Bias(H)]
    public partial Vector b_z { get; }
#endif

    [Step]
    Vector Next([Input(I)] Vector x, [State(H)] Vector h)
    {
        var s = W * h - Transpose(W) * h - Gamma * h;
#if GATED
        var z = Sigmoid(s + V_z * x + b_z);
        return h + Epsilon * (z * Tanh(s + V * x + b));
#else
        return h + Epsilon * Tanh(s + V * x + b);
#endif
    }
}
