using RnnGen;
using static RnnGen.Equations;

namespace BuiltIn;

/// <summary>
/// Independently recurrent network (Li et al. 2018): every unit reads its own past only.
/// </summary>
[RecurrentCell]
public sealed partial class IndRnn
{
    [Dimension] public const int I = 2, H = 3;

    [Weight(H, I)]
    public partial Matrix W { get; }

    [Bias(H, Init = Init.Uniform)]
    public partial Vector u { get; }

    [Bias(H)]
    public partial Vector b { get; }

    [Step]
    Vector Next([Input(I)] Vector x, [State(H)] Vector h)
    {
        var a = W * x + u * h + b;
#if TANH
        return Tanh(a);
#else
        return Relu(a);
#endif
    }
}
