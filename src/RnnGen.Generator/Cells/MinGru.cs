using RnnGen;
using static RnnGen.Equations;

namespace BuiltIn;

/// <summary>
/// minGRU (Feng et al. 2024): gate and candidate do not read the state. POSITIVE is the form of its computation in log space,
/// whose candidate is positive.
/// </summary>
[RecurrentCell]
public sealed partial class MinGru
{
    [Dimension] public const int I = 2, H = 3;

    [Weight(H, I)]
    public partial Matrix W_z { get; }

    [Bias(H)]
    public partial Vector b_z { get; }

    [Weight(H, I)]
    public partial Matrix W_h { get; }

    [Bias(H)]
    public partial Vector b_h { get; }

    [Step]
    Vector Next([Input(I)] Vector x, [State(H)] Vector h)
    {
        var z = Sigmoid(W_z * x + b_z);
        var a = W_h * x + b_h;
#if POSITIVE
        var n = Select(a >= 0, a + 0.5, Sigmoid(a));
#else
        var n = a;
#endif
        return (1 - z) * h + z * n;
    }
}
