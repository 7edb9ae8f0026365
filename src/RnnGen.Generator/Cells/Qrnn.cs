using RnnGen;
using static RnnGen.Equations;

namespace BuiltIn;

/// <summary>
/// Quasi-recurrent network (Bradbury et al. 2017) with fo-pooling. WINDOW_OF_TWO: its convolution also reads the step before.
/// </summary>
[RecurrentCell]
public sealed partial class Qrnn
{
    [Dimension] public const int I = 2, H = 3;

    [Weight(H, I)]
    public partial Matrix W_z { get; }

    [Weight(H, I)]
    public partial Matrix W_f { get; }

    [Weight(H, I)]
    public partial Matrix W_o { get; }

#if WINDOW_OF_TWO
    [Weight(H, I)]
    public partial Matrix V_z { get; }

    [Weight(H, I)]
    public partial Matrix V_f { get; }

    [Weight(H, I)]
    public partial Matrix V_o { get; }
#endif

    [Bias(H)]
    public partial Vector b_z { get; }

    [Bias(H)]
    public partial Vector b_f { get; }

    [Bias(H)]
    public partial Vector b_o { get; }

    [Step(Output = "h")]
#if WINDOW_OF_TWO
    (Vector h, Vector c, Vector previous) Next([Input(I)] Vector x, [State(H)] Vector c, [State(I)] Vector previous)
    {
        var z = Tanh(W_z * x + V_z * previous + b_z);
        var f = Sigmoid(W_f * x + V_f * previous + b_f);
        var o = Sigmoid(W_o * x + V_o * previous + b_o);
        c = f * c + (1 - f) * z;
        return (o * c, c, x);
    }
#else
    (Vector h, Vector c) Next([Input(I)] Vector x, [State(H)] Vector c)
    {
        var z = Tanh(W_z * x + b_z);
        var f = Sigmoid(W_f * x + b_f);
        var o = Sigmoid(W_o * x + b_o);
        c = f * c + (1 - f) * z;
        return (o * c, c);
    }
#endif
}
