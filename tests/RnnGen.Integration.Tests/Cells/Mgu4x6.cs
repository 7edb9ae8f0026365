using static RnnGen.Equations;

namespace RnnGen.Integration.Tests.Cells;

/// <summary>Minimal gated unit (Zhou et al. 2016).</summary>
[RecurrentCell]
public sealed partial class Mgu4x6Single
{
    [Dimension] public const int I = 4, H = 6;

    [Weight(H, I)] public partial Matrix W_f { get; }

    [Weight(H, H, Init = Init.Orthogonal)] public partial Matrix U_f { get; }

    [Bias(H)] public partial Vector b_f { get; }

    [Weight(H, I)] public partial Matrix W_n { get; }

    [Weight(H, H, Init = Init.Orthogonal)] public partial Matrix U_n { get; }

    [Bias(H)] public partial Vector b_n { get; }

    [Step]
    public Vector Next([Input(I)] Vector x, [State(H)] Vector h)
    {
        var f = Sigmoid(W_f * x + U_f * h + b_f);
        var n = Tanh(W_n * x + U_n * (f * h) + b_n);
        return (1 - f) * h + f * n;
    }
}

/// <summary>Minimal gated unit (Zhou et al. 2016).</summary>
[RecurrentCell(Precision = Precision.Double)]
public sealed partial class Mgu4x6Double
{
    [Dimension] public const int I = 4, H = 6;

    [Weight(H, I)] public partial Matrix W_f { get; }

    [Weight(H, H, Init = Init.Orthogonal)] public partial Matrix U_f { get; }

    [Bias(H)] public partial Vector b_f { get; }

    [Weight(H, I)] public partial Matrix W_n { get; }

    [Weight(H, H, Init = Init.Orthogonal)] public partial Matrix U_n { get; }

    [Bias(H)] public partial Vector b_n { get; }

    [Step]
    public Vector Next([Input(I)] Vector x, [State(H)] Vector h)
    {
        var f = Sigmoid(W_f * x + U_f * h + b_f);
        var n = Tanh(W_n * x + U_n * (f * h) + b_n);
        return (1 - f) * h + f * n;
    }
}
