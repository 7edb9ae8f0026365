using RnnGen;
using static RnnGen.Equations;

namespace BuiltIn;

/// <summary>
/// Update gate network (Collins et al. 2017): one gate between the state and a vanilla candidate; its bias starts at 1.
/// </summary>
[RecurrentCell]
public sealed partial class Ugrnn
{
    [Dimension] public const int I = 2, H = 3;

    [Weight(H, I)]
    public partial Matrix W_c { get; }

    [Weight(H, H, Init = Init.Orthogonal)]
    public partial Matrix U_c { get; }

    [Bias(H)]
    public partial Vector b_c { get; }

    [Weight(H, I)]
    public partial Matrix W_g { get; }

    [Weight(H, H, Init = Init.Orthogonal)]
    public partial Matrix U_g { get; }

    [Bias(H, Value = 1)]
    public partial Vector b_g { get; }

    [Step]
    Vector Next([Input(I)] Vector x, [State(H)] Vector h)
    {
        var c = Tanh(W_c * x + U_c * h + b_c);
        var g = Sigmoid(W_g * x + U_g * h + b_g);
        return g * h + (1 - g) * c;
    }
}
