using RnnGen;
using static RnnGen.Equations;

namespace CustomCell;

/// <summary>
/// The minimal gated unit (Zhou et al. 2016): a GRU with one gate. The step is the whole definition; its forward pass and its
/// backpropagation through time are generated from it.
/// </summary>
[RecurrentCell]
public sealed partial class MinimalGatedUnit
{
    [Dimension]
    public const int I = 16, H = 32;

    [Weight(H, I)]
    public partial Matrix Wf { get; }

    [Weight(H, H, Init = Init.Orthogonal)]
    public partial Matrix Uf { get; }

    [Bias(H, Value = 1)]
    public partial Vector bf { get; }

    [Weight(H, I)]
    public partial Matrix Wn { get; }

    [Weight(H, H, Init = Init.Orthogonal)]
    public partial Matrix Un { get; }

    [Bias(H)]
    public partial Vector bn { get; }

    [Step]
    public Vector Next([Input(I)] Vector x, [State(H)] Vector h)
    {
        var f = Sigmoid(Wf * x + Uf * h + bf);
        var n = Tanh(Wn * x + Un * (f * h) + bn);
        return (1 - f) * h + f * n;
    }
}
