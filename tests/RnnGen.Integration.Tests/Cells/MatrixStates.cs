using static RnnGen.Equations;

namespace RnnGen.Integration.Tests.Cells.Operations;

/// <summary>Fast weights: Schmidhuber 1992; the delta rule of Schlag, Irie and Schmidhuber 2021 writes only what is new.</summary>
[RecurrentCell(Precision = Precision.Double)]
public sealed partial class OuterCell
{
    [Dimension] public const int I = 5, M = 17, N = 3;

    [Weight(M, I)] public partial Matrix Wv { get; }

    [Weight(N, I)] public partial Matrix Wk { get; }

    [Weight(N, I)] public partial Matrix Wq { get; }

    [Step]
    public (Vector y, Matrix C) Next([Input(I)] Vector x, [State(M, N)] Matrix C)
    {
        var k = Tanh(Wk * x);
        C = C + 0.5 * Outer(Wv * x - C * k, k);
        return (C * (Wq * x), C);
    }
}

[RecurrentCell(Precision = Precision.Double)]
public sealed partial class ApplyTransposedCell
{
    [Dimension] public const int I = 4, M = 5, N = 18;

    [Weight(M, I)] public partial Matrix Wv { get; }

    [Weight(N, M)] public partial Matrix U { get; }

    [Step]
    public (Vector h, Matrix C) Next([Input(I)] Vector x, [State(M)] Vector h, [State(M, N)] Matrix C)
    {
        var v = Wv * x + h;
        C = Sigmoid(C) - Tanh(Outer(v, U * h)) * C / 2;
        return (Tanh(C * Tanh(Transpose(C) * v)), C);
    }
}

/// <summary>
/// mLSTM of Beck et al. 2024, one head: C' = f C + i v kᵀ, n' = f n + i k, h = o * C q / max(|nᵀ q|, 1), its exponential gates kept in
/// range by the stabiliser m.
/// </summary>
[RecurrentCell(Precision = Precision.Double)]
public sealed partial class ApplyCell
{
    [Dimension] public const int I = 4, M = 6, N = 6;

    [Weight(M, I)] public partial Matrix Wv { get; }

    [Weight(N, I)] public partial Matrix Wk { get; }

    [Weight(N, I)] public partial Matrix Wq { get; }

    [Weight(M, I)] public partial Matrix Wo { get; }

    [Weight(1, I)] public partial Matrix wi { get; }

    [Weight(1, I)] public partial Matrix wf { get; }

    [Bias(M, Init = Init.Normal, Gain = 0.5)] public partial Vector bo { get; }

    [Step]
    public (Vector h, Matrix C, Vector n, Vector m) Next([Input(I)] Vector x, [State(M, N)] Matrix C, [State(N)] Vector n, [State(1)] Vector m)
    {
        var q = Wq * x;
        var k = 0.4 * (Wk * x);
        var v = Wv * x;
        var i = wi * x;
        var f = wf * x;
        var next = Max(f + m, i);
        var input = Sum(Exp(i - next));
        var forget = Sum(Exp(f + m - next));
        C = forget * C + input * Outer(v, k);
        n = forget * n + input * k;
        var h = Sigmoid(Wo * x + bo) * (C * q) / Max(Abs(Dot(n, q)), 1);
        return (h, C, n, next);
    }
}
