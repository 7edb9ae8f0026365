using static RnnGen.Equations;

namespace RnnGen.Benchmarks;

// minGRU and a tanh IndRNN with the steps inside the loop over features, and once more with the steps around it (Unroll keeps them there).

[RecurrentCell]
public sealed partial class SmallMinGru
{
    [Dimension] public const int I = 32, H = 64;

    [Weight(H, I)] public partial Matrix Wz { get; }

    [Weight(H, I)] public partial Matrix Wn { get; }

    [Step]
    private Vector Next([Input(I)] Vector x, [State(H)] Vector h)
    {
        var z = Sigmoid(Wz * x);
        return (1 - z) * h + z * (Wn * x);
    }
}

[RecurrentCell(Unroll = 2)]
public sealed partial class SmallMinGruByStep
{
    [Dimension] public const int I = 32, H = 64;

    [Weight(H, I)] public partial Matrix Wz { get; }

    [Weight(H, I)] public partial Matrix Wn { get; }

    [Step]
    private Vector Next([Input(I)] Vector x, [State(H)] Vector h)
    {
        var z = Sigmoid(Wz * x);
        return (1 - z) * h + z * (Wn * x);
    }
}

[RecurrentCell]
public sealed partial class LargeIndRnn
{
    [Dimension] public const int I = 32, H = 256;

    [Weight(H, I)] public partial Matrix W { get; }

    [Bias(H, Value = 0.5f)] public partial Vector u { get; }

    [Step]
    private Vector Next([Input(I)] Vector x, [State(H)] Vector h) => Tanh(W * x + u * h);
}

[RecurrentCell(Unroll = 2)]
public sealed partial class LargeIndRnnByStep
{
    [Dimension] public const int I = 32, H = 256;

    [Weight(H, I)] public partial Matrix W { get; }

    [Bias(H, Value = 0.5f)] public partial Vector u { get; }

    [Step]
    private Vector Next([Input(I)] Vector x, [State(H)] Vector h) => Tanh(W * x + u * h);
}
