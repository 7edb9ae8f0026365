using static RnnGen.Equations;

namespace RnnGen.Integration.Tests.Derivatives;

[RecurrentCell(Precision = Precision.Double)]
public sealed partial class DropoutOnlyCell
{
    [Dimension] public const int I = 2, H = 20;

    [Weight(H, I)] public partial Matrix W { get; }

    [Step]
    public Vector Next([Input(I)] Vector x, [State(H)] Vector h) => Dropout(W * x + 0 * h + 1, 0.3);
}

[RecurrentCell(Precision = Precision.Double)]
public sealed partial class VariationalOnlyCell
{
    [Dimension] public const int I = 2, H = 20;

    [Weight(H, I)] public partial Matrix W { get; }

    [Step]
    public Vector Next([Input(I)] Vector x, [State(H)] Vector h) => VariationalDropout(W * x + 0 * h + 1, 0.3);
}
