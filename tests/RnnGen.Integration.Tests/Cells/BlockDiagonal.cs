using static RnnGen.Equations;

namespace RnnGen.Integration.Tests.Cells.Operations;

[RecurrentCell(Precision = Precision.Double)]
public sealed partial class BlockDiagonalCell
{
    [Dimension] public const int I = 5, H = 51, Heads = 3;

    [Weight(H, I)] public partial Matrix W { get; }

    [Weight(H, H, Blocks = Heads, Init = Init.Orthogonal, Gain = 2)] public partial Matrix R { get; }

    [Bias(H, Init = Init.Normal, Gain = 0.5)] public partial Vector b { get; }

    [Step]
    public Vector Next([Input(I)] Vector x, [State(H)] Vector h) => Tanh(W * x + R * h + b) + 0.1 * Sigmoid(Transpose(R) * h);
}
