using RnnGen;
using static RnnGen.Equations;

namespace BuiltIn;

/// <summary>
/// sLSTM (Beck et al. 2024): exponential gates, a normaliser n and a stabiliser m that keeps the exponents small.
/// EXPONENTIAL_FORGET: the forget gate is exponential too. With several heads the gates of one read the state of that head only.
/// </summary>
[RecurrentCell]
public sealed partial class SLstm
{
    [Dimension] public const int I = 2, H = 3;

    private const int Heads = 1;

    [Weight(H, I)]
    public partial Matrix W_z { get; }

    [Weight(H, H, Init = Init.Orthogonal, Blocks = Heads)]
    public partial Matrix R_z { get; }

    [Bias(H)]
    public partial Vector b_z { get; }

    [Weight(H, I)]
    public partial Matrix W_i { get; }

    [Weight(H, H, Init = Init.Orthogonal, Blocks = Heads)]
    public partial Matrix R_i { get; }

    [Bias(H)]
    public partial Vector b_i { get; }

    [Weight(H, I)]
    public partial Matrix W_f { get; }

    [Weight(H, H, Init = Init.Orthogonal, Blocks = Heads)]
    public partial Matrix R_f { get; }

    [Bias(H, Value = 1)]
    public partial Vector b_f { get; }

    [Weight(H, I)]
    public partial Matrix W_o { get; }

    [Weight(H, H, Init = Init.Orthogonal, Blocks = Heads)]
    public partial Matrix R_o { get; }

    [Bias(H)]
    public partial Vector b_o { get; }

    [Step]
    (Vector h, Vector c, Vector n, Vector m) Next(
        [Input(I)] Vector x, [State(H)] Vector h, [State(H)] Vector c, [State(H)] Vector n, [State(H)] Vector m)
    {
        var z = Tanh(W_z * x + R_z * h + b_z);
        var a = W_i * x + R_i * h + b_i;
        var o = Sigmoid(W_o * x + R_o * h + b_o);
#if EXPONENTIAL_FORGET
        var l = W_f * x + R_f * h + b_f;
#else
        var l = LogSigmoid(W_f * x + R_f * h + b_f);
#endif
        var stabiliser = Max(l + m, a);
        var i = Exp(a - stabiliser);
        var f = Exp(l + m - stabiliser);
        c = f * c + i * z;
        n = f * n + i;
        h = o * c / n;
        return (h, c, n, stabiliser);
    }
}
