using static RnnGen.Equations;

namespace RnnGen.Integration.Tests.Cells.Operations;

/// <summary>A gate that others use; on its own it carries nothing.</summary>
[RecurrentCell(Precision = Precision.Double)]
public sealed partial class StatelessGateCell
{
    [Dimension] public const int I = 3, H = 17;

    [Weight(H, I)] public partial Matrix W { get; }

    [Weight(H, H)] public partial Matrix U { get; }

    [Bias(H, Init = Init.Normal)] public partial Vector b { get; }

    [Step]
    public Vector Next([Input(I)] Vector x, [Input(H)] Vector h) => Sigmoid(W * x + U * h + b);
}

/// <summary>A gated unit of two such gates.</summary>
[RecurrentCell(Precision = Precision.Double)]
public sealed partial class UnitOfGatesCell
{
    [Dimension] public const int I = 3, H = 17;

    [SubCell] public partial StatelessGateCell Update { get; }

    [SubCell] public partial StatelessGateCell Reset { get; }

    [Weight(H, I)] public partial Matrix W { get; }

    [Weight(H, H)] public partial Matrix U { get; }

    [Step]
    public Vector Next([Input(I)] Vector x, [State(H)] Vector h)
    {
        var z = Update.Next(x, h);
        return z * h + (1 - z) * Tanh(W * x + U * (Reset.Next(x, h) * h));
    }
}

/// <summary>The same with its gates written out.</summary>
[RecurrentCell(Precision = Precision.Double)]
public sealed partial class UnitWrittenOutCell
{
    [Dimension] public const int I = 3, H = 17;

    [Weight(H, I)] public partial Matrix Update_W { get; }

    [Weight(H, H)] public partial Matrix Update_U { get; }

    [Bias(H)] public partial Vector Update_b { get; }

    [Weight(H, I)] public partial Matrix Reset_W { get; }

    [Weight(H, H)] public partial Matrix Reset_U { get; }

    [Bias(H)] public partial Vector Reset_b { get; }

    [Weight(H, I)] public partial Matrix W { get; }

    [Weight(H, H)] public partial Matrix U { get; }

    [Step]
    public Vector Next([Input(I)] Vector x, [State(H)] Vector h)
    {
        var z = Sigmoid(Update_W * x + Update_U * h + Update_b);
        return z * h + (1 - z) * Tanh(W * x + U * (Sigmoid(Reset_W * x + Reset_U * h + Reset_b) * h));
    }
}

/// <summary>States that begin as parameters, one of them read by the step too.</summary>
[RecurrentCell(Precision = Precision.Double)]
public sealed partial class LearnedStartCell
{
    [Dimension] public const int I = 3, H = 5, N = 2;

    [Bias(H, Init = Init.Normal)] public partial Vector h0 { get; }

    [Weight(H, N)] public partial Matrix C0 { get; }

    [Weight(H, I)] public partial Matrix W { get; }

    [Weight(N, I)] public partial Matrix K { get; }

    [Weight(H, H)] public partial Matrix U { get; }

    [Step]
    public (Vector h, Matrix C) Next([Input(I)] Vector x, [State(H, Initial = nameof(h0))] Vector h, [State(H, N, Initial = nameof(C0))] Matrix C)
    {
        var k = Tanh(K * x);
        C = 0.8 * C + Outer(h, k);
        return (Tanh(W * x + U * h + C * k + 0.1 * h0), C);
    }
}

/// <summary>A unit whose state begins as a parameter and whose gate counts steps: for streams.</summary>
[RecurrentCell(Precision = Precision.Double)]
public sealed partial class LearnedVectorCell
{
    [Dimension] public const int I = 3, H = 5;

    [Bias(H, Init = Init.Normal)] public partial Vector h0 { get; }

    [Weight(H, I)] public partial Matrix W { get; }

    [Weight(H, H)] public partial Matrix U { get; }

    [Step]
    public Vector Next([Input(I)] Vector x, [StepIndex] Scalar t, [State(H, Initial = nameof(h0))] Vector h) => Tanh(W * x + U * h + Sin(t));
}
