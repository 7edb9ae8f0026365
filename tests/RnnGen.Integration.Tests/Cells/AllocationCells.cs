using static RnnGen.Equations;

namespace RnnGen.Integration.Tests.Cells;

[Lstm(12, 40)]
public sealed partial class AllocationLstm;

/// <summary>A cell with a product after the loop and all steps written out.</summary>
[RecurrentCell(TimeSteps = 9)]
public sealed partial class AllocationCustom
{
    [Dimension] public const int I = 12, H = 20, O = 7;

    [Weight(H, I)] public partial Matrix W { get; }

    [Weight(H, H)] public partial Matrix U { get; }

    [Weight(O, H)] public partial Matrix V { get; }

    [Bias(H)] public partial Vector b { get; }

    [Step(Output = "y")]
    public (Vector y, Vector h) Next([Input(I)] Vector x, [State(H)] Vector h)
    {
        h = Tanh(W * x + U * h + b);
        return (V * h, h);
    }
}
