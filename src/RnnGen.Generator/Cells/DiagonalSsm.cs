using RnnGen;
using static RnnGen.Equations;

namespace BuiltIn;

/// <summary>
/// Diagonal linear state space layer: the state decays feature by feature. ZERO_ORDER_HOLD: in continuous time, with a step of its own
/// per state (Gu et al. 2022); otherwise with a decay between 0 and 1 in discrete time.
/// </summary>
[RecurrentCell]
public sealed partial class DiagonalSsm
{
    [Dimension] public const int I = 2, H = 3;

#if OUTPUT
    [Dimension] public const int O = 2;
#endif

    [Weight(H, I)]
    public partial Matrix B { get; }

#if OUTPUT
    [Weight(O, H)]
    public partial Matrix C { get; }

    [Weight(O, I)]
    public partial Matrix D { get; }
#else
    [Weight(H, H)]
    public partial Matrix C { get; }

    [Weight(H, I)]
    public partial Matrix D { get; }
#endif

#if ZERO_ORDER_HOLD
    [Bias(H, Init = Init.Normal, Gain = 0.5)]
    public partial Vector A_log { get; }

    [Bias(H, Value = -2.3)]
    public partial Vector dt_log { get; }
#else
    [Bias(H, Value = 2)]
    public partial Vector a_raw { get; }
#endif

    [Step(Output = "y")]
    (Vector y, Vector h) Next([Input(I)] Vector x, [State(H)] Vector h)
    {
#if ZERO_ORDER_HOLD
        var A = -Exp(A_log);
        var decay = Exp(Exp(dt_log) * A);
        h = decay * h + ((decay - 1) / A) * (B * x);
#else
        h = Sigmoid(a_raw) * h + B * x;
#endif
        var y = C * h + D * x;
        return (y, h);
    }
}
