using static RnnGen.Equations;

namespace RnnGen.Integration.Tests.Cells.Operations;

[RecurrentCell(Precision = Precision.Double)]
public sealed partial class AddCell
{
    [Dimension] public const int I = 3, H = 17;

    [Weight(H, I)] public partial Matrix W { get; }

    [Weight(H, H)] public partial Matrix U { get; }

    [Bias(H, Init = Init.Normal, Gain = 0.5)] public partial Vector b { get; }

    [Step]
    public Vector Next([Input(I)] Vector x, [State(H)] Vector h) => Tanh(W * x + U * h + b + h);
}

[RecurrentCell(Precision = Precision.Double)]
public sealed partial class AddNumberCell
{
    [Dimension] public const int I = 3, H = 5;

    [Weight(H, I)] public partial Matrix W { get; }

    [Weight(H, H)] public partial Matrix U { get; }

    [Step]
    public Vector Next([Input(I)] Vector x, [State(H)] Vector h) => Tanh(W * x + 0.5) * Sigmoid(1.5 + U * h);
}

[RecurrentCell(Precision = Precision.Double)]
public sealed partial class SubtractCell
{
    [Dimension] public const int I = 20, H = 5;

    [Weight(H, I)] public partial Matrix W { get; }

    [Weight(H, H)] public partial Matrix U { get; }

    [Bias(H, Init = Init.Normal, Gain = 0.5)] public partial Vector b { get; }

    [Step]
    public Vector Next([Input(I)] Vector x, [State(H)] Vector h) => Tanh(W * x - U * h - (b - h));
}

[RecurrentCell(Precision = Precision.Double)]
public sealed partial class SubtractNumberCell
{
    [Dimension] public const int I = 2, H = 18;

    [Weight(H, I)] public partial Matrix W { get; }

    [Bias(H, Init = Init.Normal, Gain = 0.5)] public partial Vector u { get; }

    [Step]
    public Vector Next([Input(I)] Vector x, [State(H)] Vector h) => Tanh((W * x - 0.5) * (1 - u * h));
}

[RecurrentCell(Precision = Precision.Double)]
public sealed partial class MultiplyCell
{
    [Dimension] public const int I = 4, H = 20;

    [Weight(H, I)] public partial Matrix W { get; }

    [Weight(H, H)] public partial Matrix U { get; }

    [Bias(H, Init = Init.Normal, Gain = 0.5)] public partial Vector b { get; }

    [Step]
    public Vector Next([Input(I)] Vector x, [State(H)] Vector h) => Tanh((W * x) * (U * h) + b * h);
}

[RecurrentCell(Precision = Precision.Double)]
public sealed partial class MultiplyNumberCell
{
    [Dimension] public const int I = 4, H = 3;

    [Weight(H, I)] public partial Matrix W { get; }

    [Weight(H, H)] public partial Matrix U { get; }

    [Step]
    public Vector Next([Input(I)] Vector x, [State(H)] Vector h) => Tanh(0.5 * (W * x) + U * h * 2);
}

[RecurrentCell(Precision = Precision.Double)]
public sealed partial class DivideCell
{
    [Dimension] public const int I = 5, H = 17;

    [Weight(H, I)] public partial Matrix W { get; }

    [Weight(H, H)] public partial Matrix U { get; }

    [Bias(H, Init = Init.Normal, Gain = 0.5)] public partial Vector b { get; }

    [Step]
    public Vector Next([Input(I)] Vector x, [State(H)] Vector h) => (U * h) / (2 + Sigmoid(W * x) + b * b);
}

[RecurrentCell(Precision = Precision.Double)]
public sealed partial class DivideNumberCell
{
    [Dimension] public const int I = 5, H = 6;

    [Weight(H, I)] public partial Matrix W { get; }

    [Weight(H, H)] public partial Matrix U { get; }

    [Step]
    public Vector Next([Input(I)] Vector x, [State(H)] Vector h) => Tanh(W * x / 2) + 0.5 / (3 + Tanh(U * h));
}

[RecurrentCell(Precision = Precision.Double)]
public sealed partial class NegateCell
{
    [Dimension] public const int I = 16, H = 16;

    [Weight(H, I)] public partial Matrix W { get; }

    [Weight(H, H)] public partial Matrix U { get; }

    [Bias(H, Init = Init.Normal, Gain = 0.5)] public partial Vector b { get; }

    [Step]
    public Vector Next([Input(I)] Vector x, [State(H)] Vector h) => Tanh(-(W * x) + U * -h) * -b;
}

[RecurrentCell(Precision = Precision.Double)]
public sealed partial class MatVecCell
{
    [Dimension] public const int I = 33, H = 5;

    [Weight(H, I)] public partial Matrix W { get; }

    [Weight(H, H)] public partial Matrix U { get; }

    [Weight(H, H)] public partial Matrix V { get; }

    [Step]
    public Vector Next([Input(I)] Vector x, [State(H)] Vector h) => Tanh(W * x + U * h) + 0.5 * (V * Tanh(U * h));
}

[RecurrentCell(Precision = Precision.Double)]
public sealed partial class SigmoidCell
{
    [Dimension] public const int I = 3, H = 33;

    [Weight(H, I)] public partial Matrix W { get; }

    [Weight(H, H)] public partial Matrix U { get; }

    [Bias(H, Init = Init.Normal, Gain = 0.5)] public partial Vector b { get; }

    [Step]
    public Vector Next([Input(I)] Vector x, [State(H)] Vector h) => Sigmoid(W * x + U * h + b) - 0.5;
}

[RecurrentCell(Precision = Precision.Double)]
public sealed partial class TanhCell
{
    [Dimension] public const int I = 17, H = 4;

    [Weight(H, I)] public partial Matrix W { get; }

    [Weight(H, H)] public partial Matrix U { get; }

    [Bias(H, Init = Init.Normal, Gain = 0.5)] public partial Vector b { get; }

    [Step]
    public Vector Next([Input(I)] Vector x, [State(H)] Vector h) => Tanh(W * x + U * h + b);
}

[RecurrentCell(Precision = Precision.Double)]
public sealed partial class ReluCell
{
    [Dimension] public const int I = 6, H = 20;

    [Weight(H, I)] public partial Matrix W { get; }

    [Weight(H, H)] public partial Matrix U { get; }

    [Bias(H, Init = Init.Normal, Gain = 0.5)] public partial Vector b { get; }

    [Step]
    public Vector Next([Input(I)] Vector x, [State(H)] Vector h) => Relu(W * x + U * h + b) - 0.3 * h;
}

[RecurrentCell(Precision = Precision.Double)]
public sealed partial class ExpCell
{
    [Dimension] public const int I = 3, H = 17;

    [Weight(H, I)] public partial Matrix W { get; }

    [Weight(H, H)] public partial Matrix U { get; }

    [Bias(H, Init = Init.Normal, Gain = 0.5)] public partial Vector b { get; }

    [Step]
    public Vector Next([Input(I)] Vector x, [State(H)] Vector h) => 0.4 * Exp(Tanh(W * x + U * h + b));
}

[RecurrentCell(Precision = Precision.Double)]
public sealed partial class LogCell
{
    [Dimension] public const int I = 8, H = 5;

    [Weight(H, I)] public partial Matrix W { get; }

    [Weight(H, H)] public partial Matrix U { get; }

    [Bias(H, Init = Init.Normal, Gain = 0.5)] public partial Vector b { get; }

    [Step]
    public Vector Next([Input(I)] Vector x, [State(H)] Vector h) => Log(1.5 + Sigmoid(W * x + U * h + b));
}

[RecurrentCell(Precision = Precision.Double)]
public sealed partial class SqrtCell
{
    [Dimension] public const int I = 20, H = 2;

    [Weight(H, I)] public partial Matrix W { get; }

    [Weight(H, H)] public partial Matrix U { get; }

    [Bias(H, Init = Init.Normal, Gain = 0.5)] public partial Vector b { get; }

    [Step]
    public Vector Next([Input(I)] Vector x, [State(H)] Vector h) => Sqrt(0.5 + Sigmoid(W * x + U * h + b)) - 1;
}

[RecurrentCell(Precision = Precision.Double)]
public sealed partial class AbsCell
{
    [Dimension] public const int I = 5, H = 18;

    [Weight(H, I)] public partial Matrix W { get; }

    [Weight(H, H)] public partial Matrix U { get; }

    [Bias(H, Init = Init.Normal, Gain = 0.5)] public partial Vector b { get; }

    [Step]
    public Vector Next([Input(I)] Vector x, [State(H)] Vector h) => Abs(Tanh(W * x + U * h + b)) - 0.5 * Abs(h);
}

[RecurrentCell(Precision = Precision.Double)]
public sealed partial class SoftplusCell
{
    [Dimension] public const int I = 1, H = 1;

    [Weight(H, I)] public partial Matrix W { get; }

    [Weight(H, H)] public partial Matrix U { get; }

    [Bias(H, Init = Init.Normal, Gain = 0.5)] public partial Vector b { get; }

    [Step]
    public Vector Next([Input(I)] Vector x, [State(H)] Vector h) => Softplus(W * x + U * h + b) - Softplus(h);
}

[RecurrentCell(Precision = Precision.Double)]
public sealed partial class TransposedMatVecCell
{
    [Dimension] public const int I = 5, H = 17;

    [Weight(H, I)] public partial Matrix W { get; }

    [Weight(H, H)] public partial Matrix U { get; }

    [Bias(H, Init = Init.Normal, Gain = 0.5)] public partial Vector b { get; }

    [Step]
    public Vector Next([Input(I)] Vector x, [State(H)] Vector h) =>
        h + 0.3 * Tanh(U * h - Transpose(U) * h + W * (x - Tanh(Transpose(W) * h)) + b);
}
