using RnnGen;
using static RnnGen.Equations;

namespace CustomCell;

/// <summary>A gate as a cell of its own: it carries nothing, others call its step.</summary>
[RecurrentCell]
public sealed partial class Gate
{
    [Dimension]
    public const int I = MinimalGatedUnit.I, H = MinimalGatedUnit.H;

    [Weight(H, I)]
    public partial Matrix W { get; }

    [Weight(H, H, Init = Init.Orthogonal)]
    public partial Matrix U { get; }

    [Bias(H, Value = 1)]
    public partial Vector b { get; }

    [Step]
    public Vector Open([Input(I)] Vector x, [Input(H)] Vector h) => Sigmoid(W * x + U * h + b);
}

/// <summary>
/// The minimal gated unit with its gate as a part and with a learned state before the first step. The parameters are <c>Forget.W</c>,
/// <c>Forget.U</c>, <c>Forget.b</c>, W, U, b and h0; the code is what it would be with the gate written out.
/// </summary>
[RecurrentCell]
public sealed partial class UnitOfParts
{
    [Dimension]
    public const int I = MinimalGatedUnit.I, H = MinimalGatedUnit.H;

    [SubCell]
    public partial Gate Forget { get; }

    [Weight(H, I)]
    public partial Matrix W { get; }

    [Weight(H, H, Init = Init.Orthogonal)]
    public partial Matrix U { get; }

    [Bias(H)]
    public partial Vector b { get; }

    [Bias(H)]
    public partial Vector h0 { get; }

    [Step]
    private Vector Next([Input(I)] Vector x, [State(H, Initial = nameof(h0))] Vector h)
    {
        var f = Forget.Open(x, h);
        return (1 - f) * h + f * Tanh(W * x + U * (f * h) + b);
    }
}
