using static RnnGen.Equations;

namespace RnnGen.Integration.Tests.Cells;

/// <summary>Gated recurrent unit that resets before the product; its update gate keeps the state.</summary>
[RecurrentCell]
public sealed partial class GruResetBefore4x5ChoSingle
{
    [Dimension] public const int I = 4, H = 5;

    [Weight(H, I)] public partial Matrix W_z { get; }

    [Weight(H, H, Init = Init.Orthogonal)] public partial Matrix U_z { get; }

    [Bias(H)] public partial Vector b_z { get; }

    [Weight(H, I)] public partial Matrix W_r { get; }

    [Weight(H, H, Init = Init.Orthogonal)] public partial Matrix U_r { get; }

    [Bias(H)] public partial Vector b_r { get; }

    [Weight(H, I)] public partial Matrix W_n { get; }

    [Weight(H, H, Init = Init.Orthogonal)] public partial Matrix U_n { get; }

    [Bias(H)] public partial Vector b_n { get; }

    [Step]
    public Vector Next([Input(I)] Vector x, [State(H)] Vector h)
    {
        var z = Sigmoid(W_z * x + U_z * h + b_z);
        var r = Sigmoid(W_r * x + U_r * h + b_r);
        var n = Tanh(W_n * x + U_n * (r * h) + b_n);
        return z * h + (1 - z) * n;
    }
}

/// <summary>Gated recurrent unit that resets before the product; its update gate keeps the state.</summary>
[RecurrentCell(Precision = Precision.Double)]
public sealed partial class GruResetBefore4x5ChoDouble
{
    [Dimension] public const int I = 4, H = 5;

    [Weight(H, I)] public partial Matrix W_z { get; }

    [Weight(H, H, Init = Init.Orthogonal)] public partial Matrix U_z { get; }

    [Bias(H)] public partial Vector b_z { get; }

    [Weight(H, I)] public partial Matrix W_r { get; }

    [Weight(H, H, Init = Init.Orthogonal)] public partial Matrix U_r { get; }

    [Bias(H)] public partial Vector b_r { get; }

    [Weight(H, I)] public partial Matrix W_n { get; }

    [Weight(H, H, Init = Init.Orthogonal)] public partial Matrix U_n { get; }

    [Bias(H)] public partial Vector b_n { get; }

    [Step]
    public Vector Next([Input(I)] Vector x, [State(H)] Vector h)
    {
        var z = Sigmoid(W_z * x + U_z * h + b_z);
        var r = Sigmoid(W_r * x + U_r * h + b_r);
        var n = Tanh(W_n * x + U_n * (r * h) + b_n);
        return z * h + (1 - z) * n;
    }
}
