using RnnGen;
using static RnnGen.Equations;

namespace BuiltIn;

/// <summary>
/// Long short-term memory with layer normalisation of each gate and of the cell state (Ba et al. 2016). The forget gate's shift starts at 1.
/// </summary>
[RecurrentCell]
public sealed partial class LstmLayerNorm
{
    [Dimension] public const int I = 2, H = 3;

    [Weight(H, I)]
    public partial Matrix W_i { get; }

    [Weight(H, H, Init = Init.Orthogonal)]
    public partial Matrix U_i { get; }

    [Bias(H, Value = 1)]
    public partial Vector gamma_i { get; }

    [Bias(H)]
    public partial Vector beta_i { get; }

    [Weight(H, I)]
    public partial Matrix W_f { get; }

    [Weight(H, H, Init = Init.Orthogonal)]
    public partial Matrix U_f { get; }

    [Bias(H, Value = 1)]
    public partial Vector gamma_f { get; }

    [Bias(H, Value = 1)]
    public partial Vector beta_f { get; }

    [Weight(H, I)]
    public partial Matrix W_g { get; }

    [Weight(H, H, Init = Init.Orthogonal)]
    public partial Matrix U_g { get; }

    [Bias(H, Value = 1)]
    public partial Vector gamma_g { get; }

    [Bias(H)]
    public partial Vector beta_g { get; }

    [Weight(H, I)]
    public partial Matrix W_o { get; }

    [Weight(H, H, Init = Init.Orthogonal)]
    public partial Matrix U_o { get; }

    [Bias(H, Value = 1)]
    public partial Vector gamma_o { get; }

    [Bias(H)]
    public partial Vector beta_o { get; }

    [Bias(H, Value = 1)]
    public partial Vector gamma_c { get; }

    [Bias(H)]
    public partial Vector beta_c { get; }

    [Step]
    (Vector h, Vector c) Next([Input(I)] Vector x, [State(H)] Vector h, [State(H)] Vector c)
    {
        var i = Sigmoid(LayerNorm(W_i * x + U_i * h, gamma_i, beta_i));
        var f = Sigmoid(LayerNorm(W_f * x + U_f * h, gamma_f, beta_f));
        var g = Tanh(LayerNorm(W_g * x + U_g * h, gamma_g, beta_g));
        var o = Sigmoid(LayerNorm(W_o * x + U_o * h, gamma_o, beta_o));
        c = f * c + i * g;
        h = o * Tanh(LayerNorm(c, gamma_c, beta_c));
        return (h, c);
    }
}
