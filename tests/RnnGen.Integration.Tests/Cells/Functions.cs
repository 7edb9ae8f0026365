using static RnnGen.Equations;

namespace RnnGen.Integration.Tests.Cells.Operations;

[RecurrentCell(Precision = Precision.Double)]
public sealed partial class ErfCell
{
    [Dimension] public const int I = 3, H = 17;

    [Weight(H, I)] public partial Matrix W { get; }

    [Weight(H, H)] public partial Matrix U { get; }

    [Bias(H, Init = Init.Normal, Gain = 0.5)] public partial Vector b { get; }

    [Step]
    public Vector Next([Input(I)] Vector x, [State(H)] Vector h) => Erf(W * x + U * h + b);
}

[RecurrentCell(Precision = Precision.Double)]
public sealed partial class SinCell
{
    [Dimension] public const int I = 4, H = 5;

    [Weight(H, I)] public partial Matrix W { get; }

    [Weight(H, H)] public partial Matrix U { get; }

    [Bias(H, Init = Init.Normal, Gain = 0.5)] public partial Vector b { get; }

    [Step]
    public Vector Next([Input(I)] Vector x, [State(H)] Vector h) => Sin(W * x + U * h + b);
}

[RecurrentCell(Precision = Precision.Double)]
public sealed partial class CosCell
{
    [Dimension] public const int I = 16, H = 5;

    [Weight(H, I)] public partial Matrix W { get; }

    [Weight(H, H)] public partial Matrix U { get; }

    [Bias(H, Init = Init.Normal, Gain = 0.5)] public partial Vector b { get; }

    [Step]
    public Vector Next([Input(I)] Vector x, [State(H)] Vector h) => Cos(W * x + U * h + b) - 0.5;
}

[RecurrentCell(Precision = Precision.Double)]
public sealed partial class FloorCell
{
    [Dimension] public const int I = 3, H = 18;

    [Weight(H, I)] public partial Matrix W { get; }

    [Weight(H, H)] public partial Matrix U { get; }

    [Bias(H, Init = Init.Normal, Gain = 0.5)] public partial Vector b { get; }

    [Step]
    public Vector Next([Input(I)] Vector x, [State(H)] Vector h) => Tanh(W * x + U * h) * (1 + 0.1 * Floor(h * 3 + 0.123)) + 0.1 * b;
}

[RecurrentCell(Precision = Precision.Double)]
public sealed partial class MaxCell
{
    [Dimension] public const int I = 5, H = 17;

    [Weight(H, I)] public partial Matrix W { get; }

    [Weight(H, H)] public partial Matrix U { get; }

    [Bias(H, Init = Init.Normal, Gain = 0.5)] public partial Vector b { get; }

    [Step]
    public Vector Next([Input(I)] Vector x, [State(H)] Vector h) => Tanh(Max(W * x, U * h + b)) + Max(0.25, b * h);
}

[RecurrentCell(Precision = Precision.Double)]
public sealed partial class MinCell
{
    [Dimension] public const int I = 2, H = 6;

    [Weight(H, I)] public partial Matrix W { get; }

    [Weight(H, H)] public partial Matrix U { get; }

    [Bias(H, Init = Init.Normal, Gain = 0.5)] public partial Vector b { get; }

    [Step]
    public Vector Next([Input(I)] Vector x, [State(H)] Vector h) => Tanh(Min(W * x + 0.3, U * h + b)) * Min(h, 0.5);
}

[RecurrentCell(Precision = Precision.Double)]
public sealed partial class GreaterCell
{
    [Dimension] public const int I = 3, H = 16;

    [Weight(H, I)] public partial Matrix W { get; }

    [Weight(H, H)] public partial Matrix U { get; }

    [Bias(H, Init = Init.Normal, Gain = 0.5)] public partial Vector b { get; }

    [Step]
    public Vector Next([Input(I)] Vector x, [State(H)] Vector h) => Tanh(W * x + U * h) * (0.5 + (h > b)) - 0.25 * (0.41 > h);
}

[RecurrentCell(Precision = Precision.Double)]
public sealed partial class GreaterOrEqualCell
{
    [Dimension] public const int I = 3, H = 4;

    [Weight(H, I)] public partial Matrix W { get; }

    [Weight(H, H)] public partial Matrix U { get; }

    [Bias(H, Init = Init.Normal, Gain = 0.5)] public partial Vector b { get; }

    [Step]
    public Vector Next([Input(I)] Vector x, [State(H)] Vector h) => Tanh(W * x + U * h) * (0.5 + (h >= b));
}

[RecurrentCell(Precision = Precision.Double)]
public sealed partial class LessCell
{
    [Dimension] public const int I = 3, H = 20;

    [Weight(H, I)] public partial Matrix W { get; }

    [Weight(H, H)] public partial Matrix U { get; }

    [Bias(H, Init = Init.Normal, Gain = 0.5)] public partial Vector b { get; }

    [Step]
    public Vector Next([Input(I)] Vector x, [State(H)] Vector h) => Tanh(W * x + U * h) * (0.5 + (h < b) + (h < 0.2));
}

[RecurrentCell(Precision = Precision.Double)]
public sealed partial class LessOrEqualCell
{
    [Dimension] public const int I = 3, H = 5;

    [Weight(H, I)] public partial Matrix W { get; }

    [Weight(H, H)] public partial Matrix U { get; }

    [Bias(H, Init = Init.Normal, Gain = 0.5)] public partial Vector b { get; }

    [Step]
    public Vector Next([Input(I)] Vector x, [State(H)] Vector h) => Tanh(W * x + U * h) * (0.5 + (h <= b));
}

[RecurrentCell(Precision = Precision.Double)]
public sealed partial class PowCell
{
    [Dimension] public const int I = 5, H = 17;

    [Weight(H, I)] public partial Matrix W { get; }

    [Weight(H, H)] public partial Matrix U { get; }

    [Bias(H, Init = Init.Normal, Gain = 0.5)] public partial Vector b { get; }

    [Step]
    public Vector Next([Input(I)] Vector x, [State(H)] Vector h) => Pow(0.5 + Sigmoid(W * x + U * h), 1.7) - Pow(b, 3) + 0.5 * Pow(2 + h, -2) + 0.1 * Pow(3 + h, -0.5);
}

[RecurrentCell(Precision = Precision.Double)]
public sealed partial class SelectCell
{
    [Dimension] public const int I = 6, H = 19;

    [Weight(H, I)] public partial Matrix W { get; }

    [Weight(H, H)] public partial Matrix U { get; }

    [Bias(H, Init = Init.Normal, Gain = 0.5)] public partial Vector b { get; }

    [Step]
    public Vector Next([Input(I)] Vector x, [State(H)] Vector h) => Tanh(Select(W * x > b, U * h, W * x - h)) + Select(h > 0, 0.1, b);
}

[RecurrentCell(Precision = Precision.Double)]
public sealed partial class SiluCell
{
    [Dimension] public const int I = 3, H = 5;

    [Weight(H, I)] public partial Matrix W { get; }

    [Weight(H, H)] public partial Matrix U { get; }

    [Bias(H, Init = Init.Normal, Gain = 0.5)] public partial Vector b { get; }

    [Step]
    public Vector Next([Input(I)] Vector x, [State(H)] Vector h) => 0.5 * Silu(W * x + U * h + b);
}

[RecurrentCell(Precision = Precision.Double)]
public sealed partial class GeluCell
{
    [Dimension] public const int I = 4, H = 33;

    [Weight(H, I)] public partial Matrix W { get; }

    [Weight(H, H)] public partial Matrix U { get; }

    [Bias(H, Init = Init.Normal, Gain = 0.5)] public partial Vector b { get; }

    [Step]
    public Vector Next([Input(I)] Vector x, [State(H)] Vector h) => 0.5 * Gelu(W * x + U * h + b);
}

[RecurrentCell(Precision = Precision.Double)]
public sealed partial class HardSigmoidCell
{
    [Dimension] public const int I = 4, H = 6;

    [Weight(H, I)] public partial Matrix W { get; }

    [Weight(H, H)] public partial Matrix U { get; }

    [Bias(H, Init = Init.Normal, Gain = 0.5)] public partial Vector b { get; }

    [Step]
    public Vector Next([Input(I)] Vector x, [State(H)] Vector h) => HardSigmoid(W * x + U * h + b) - HardSigmoid(h, 0.17, 0.4) + HardSigmoid(b, beta: 0.3);
}

[RecurrentCell(Precision = Precision.Double)]
public sealed partial class HardTanhCell
{
    [Dimension] public const int I = 4, H = 17;

    [Weight(H, I)] public partial Matrix W { get; }

    [Weight(H, H)] public partial Matrix U { get; }

    [Bias(H, Init = Init.Normal, Gain = 0.5)] public partial Vector b { get; }

    [Step]
    public Vector Next([Input(I)] Vector x, [State(H)] Vector h) => 0.6 * HardTanh(W * x + U * h + b);
}

[RecurrentCell(Precision = Precision.Double)]
public sealed partial class LeakyReluCell
{
    [Dimension] public const int I = 3, H = 5;

    [Weight(H, I)] public partial Matrix W { get; }

    [Weight(H, H)] public partial Matrix U { get; }

    [Bias(H, Init = Init.Normal, Gain = 0.5)] public partial Vector b { get; }

    [Step]
    public Vector Next([Input(I)] Vector x, [State(H)] Vector h) => 0.5 * LeakyRelu(W * x + U * h + b, 0.1);
}

[RecurrentCell(Precision = Precision.Double)]
public sealed partial class EluCell
{
    [Dimension] public const int I = 3, H = 16;

    [Weight(H, I)] public partial Matrix W { get; }

    [Weight(H, H)] public partial Matrix U { get; }

    [Bias(H, Init = Init.Normal, Gain = 0.5)] public partial Vector b { get; }

    [Step]
    public Vector Next([Input(I)] Vector x, [State(H)] Vector h) => 0.5 * Elu(W * x + U * h + b) + 0.2 * Elu(h, 0.7);
}

[RecurrentCell(Precision = Precision.Double)]
public sealed partial class LogSigmoidCell
{
    [Dimension] public const int I = 2, H = 5;

    [Weight(H, I)] public partial Matrix W { get; }

    [Weight(H, H)] public partial Matrix U { get; }

    [Bias(H, Init = Init.Normal, Gain = 0.5)] public partial Vector b { get; }

    [Step]
    public Vector Next([Input(I)] Vector x, [State(H)] Vector h) => 0.5 * LogSigmoid(W * x + U * h + b);
}

[RecurrentCell(Precision = Precision.Double)]
public sealed partial class ClampCell
{
    [Dimension] public const int I = 2, H = 6;

    [Weight(H, I)] public partial Matrix W { get; }

    [Weight(H, H)] public partial Matrix U { get; }

    [Bias(H, Init = Init.Normal, Gain = 0.5)] public partial Vector b { get; }

    [Step]
    public Vector Next([Input(I)] Vector x, [State(H)] Vector h) => Clamp(W * x + U * h + b, -0.4, 0.7);
}

[RecurrentCell(Precision = Precision.Double)]
public sealed partial class ModCell
{
    [Dimension] public const int I = 4, H = 18;

    [Weight(H, I)] public partial Matrix W { get; }

    [Weight(H, H)] public partial Matrix U { get; }

    [Bias(H, Init = Init.Normal, Gain = 0.5)] public partial Vector b { get; }

    [Step]
    public Vector Next([Input(I)] Vector x, [State(H)] Vector h) => Tanh(Mod(W * x + U * h + b, 0.75));
}

[RecurrentCell(Precision = Precision.Double)]
public sealed partial class DropoutCell
{
    [Dimension] public const int I = 3, H = 17;

    [Weight(H, I)] public partial Matrix W { get; }

    [Weight(H, H)] public partial Matrix U { get; }

    [Bias(H, Init = Init.Normal, Gain = 0.5)] public partial Vector b { get; }

    [Step]
    public Vector Next([Input(I)] Vector x, [State(H)] Vector h) => Tanh(Dropout(W * x, 0.3) + U * Dropout(h, 0.5) + b);
}

[RecurrentCell(Precision = Precision.Double)]
public sealed partial class VariationalDropoutCell
{
    [Dimension] public const int I = 4, H = 20;

    [Weight(H, I)] public partial Matrix W { get; }

    [Weight(H, H)] public partial Matrix U { get; }

    [Bias(H, Init = Init.Normal, Gain = 0.5)] public partial Vector b { get; }

    [Step]
    public Vector Next([Input(I)] Vector x, [State(H)] Vector h) => Tanh(W * VariationalDropout(x, 0.4) + U * VariationalDropout(h, 0.5) + b) * VariationalDropout(b, 0.5);
}

[RecurrentCell(Precision = Precision.Double)]
public sealed partial class ZoneoutCell
{
    [Dimension] public const int I = 3, H = 18;

    [Weight(H, I)] public partial Matrix W { get; }

    [Weight(H, H)] public partial Matrix U { get; }

    [Bias(H, Init = Init.Normal, Gain = 0.5)] public partial Vector b { get; }

    [Step]
    public Vector Next([Input(I)] Vector x, [State(H)] Vector h) => Zoneout(Tanh(W * x + U * h + b), h, 0.4);
}
