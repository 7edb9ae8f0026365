using RnnGen;
using static RnnGen.Equations;

namespace BuiltIn;

/// <summary>
/// Clockwork network (Koutnik et al. 2014): modules of S units; module m is computed anew when its period divides the step index, from the
/// input and from the modules that are not faster, and keeps its value otherwise. Of U the blocks below the diagonal are not used.
/// </summary>
[RecurrentCell]
public sealed partial class Clockwork
{
    [Dimension] public const int I = 2, H = 4, S = 2;

    private const int Last = 1, Period_0 = 1, Period_1 = 2;

    [Weight(H, I)]
    public partial Matrix W { get; }

    [Weight(H, H, Init = Init.Orthogonal)]
    public partial Matrix U { get; }

    [Bias(H)]
    public partial Vector b { get; }

    [Step]
    Vector Next([Input(I)] Vector x, [State(H)] Vector h, [StepIndex] Scalar t)
    {
        var a = W * x + b;
        var all = U * h;
        var next = Select(Mod(t, Period_0) < 1, Tanh(a[..S] + all[..S]), h[..S]);
#region each m in 1..Last
        var slower_m = U * Concat(0 * h[..(/*m*/1 * S)], h[(/*m*/1 * S)..]);
        var n_m = Tanh(a[(/*m*/1 * S)..((/*m*/1 + 1) * S)] + slower_m[(/*m*/1 * S)..((/*m*/1 + 1) * S)]);
        next = Concat(next, Select(Mod(t, Period_m) < 1, n_m, h[(/*m*/1 * S)..((/*m*/1 + 1) * S)]));
#endregion
        return next;
    }
}
