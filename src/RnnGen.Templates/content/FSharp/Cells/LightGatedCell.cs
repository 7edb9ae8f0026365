using RnnGen;
using static RnnGen.Equations;

namespace RnnGenModel;

/// <summary>A cell is its equations: change them, build, and the code that runs and trains it follows.</summary>
[RecurrentCell]
public sealed partial class LightGatedCell
{
    [Dimension] public const int I = 16, H = 32;

    [Weight(H, I)]                         public partial Matrix Wf { get; }
    [Weight(H, H, Init = Init.Orthogonal)] public partial Matrix Uf { get; }
    [Bias(H, Value = 1)]                   public partial Vector bf { get; }
    [Weight(H, I)]                         public partial Matrix Wn { get; }
    [Weight(H, H, Init = Init.Orthogonal)] public partial Matrix Un { get; }
    [Bias(H)]                              public partial Vector bn { get; }

    [Step]
    Vector Next([Input(I)] Vector x, [State(H)] Vector h)
    {
        var f = Sigmoid(Wf * x + Uf * h + bf);
        var n = Tanh(Wn * x + Un * (f * h) + bn);
        return (1 - f) * h + f * n;
    }
}
