using RnnGen;
using static RnnGen.Equations;

namespace BuiltIn;

/// <summary>
/// Gated recurrent unit in PyTorch's parametrisation: gates r, z, n; the reset gate acts after the recurrent product.
/// The update gate z keeps the state.
/// </summary>
[RecurrentCell]
public sealed partial class Gru
{
    [Dimension] public const int I = 2, H = 3;

    [Weight(H, I), StoredAs("weight_ih", Part = 0)]
    public partial Matrix W_ir { get; }

    [Weight(H, I), StoredAs("weight_ih", Part = 1)]
    public partial Matrix W_iz { get; }

    [Weight(H, I), StoredAs("weight_ih", Part = 2)]
    public partial Matrix W_in { get; }

    [Weight(H, H, Init = Init.Orthogonal), StoredAs("weight_hh", Part = 0)]
    public partial Matrix W_hr { get; }

    [Weight(H, H, Init = Init.Orthogonal), StoredAs("weight_hh", Part = 1)]
    public partial Matrix W_hz { get; }

    [Weight(H, H, Init = Init.Orthogonal), StoredAs("weight_hh", Part = 2)]
    public partial Matrix W_hn { get; }

    [Bias(H), StoredAs("bias_ih", Part = 0)]
    public partial Vector b_ir { get; }

    [Bias(H), StoredAs("bias_ih", Part = 1)]
    public partial Vector b_iz { get; }

    [Bias(H), StoredAs("bias_ih", Part = 2)]
    public partial Vector b_in { get; }

    [Bias(H), StoredAs("bias_hh", Part = 0)]
    public partial Vector b_hr { get; }

    [Bias(H), StoredAs("bias_hh", Part = 1)]
    public partial Vector b_hz { get; }

    [Bias(H), StoredAs("bias_hh", Part = 2)]
    public partial Vector b_hn { get; }

    [Step]
    Vector Next([Input(I)] Vector x, [State(H)] Vector h)
    {
        var r = Sigmoid(W_ir * x + b_ir + W_hr * h + b_hr);
        var z = Sigmoid(W_iz * x + b_iz + W_hz * h + b_hz);
        var n = Tanh(W_in * x + b_in + r * (W_hn * h + b_hn));
        return (1 - z) * n + z * h;
    }
}
