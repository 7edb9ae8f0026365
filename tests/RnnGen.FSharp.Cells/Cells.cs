using static RnnGen.Equations;

namespace RnnGen.FSharp.Cells;

/// <summary>A cell with one gate.</summary>
[RecurrentCell]
public sealed partial class GatedCell
{
    /// <summary>Input and state.</summary>
    [Dimension]
    public const int I = 3, H = 5;

    /// <summary>Input to gate.</summary>
    [Weight(H, I)]
    public partial Matrix Wf { get; }

    /// <summary>State to gate.</summary>
    [Weight(H, H, Init = Init.Orthogonal)]
    public partial Matrix Uf { get; }

    /// <summary>Bias of the gate.</summary>
    [Bias(H, Value = 1f)]
    public partial Vector Bf { get; }

    /// <summary>Input to new value.</summary>
    [Weight(H, I)]
    public partial Matrix Wn { get; }

    /// <summary>State to new value.</summary>
    [Weight(H, H, Init = Init.Orthogonal)]
    public partial Matrix Un { get; }

    [Step]
    private Vector Next([Input(I)] Vector x, [State(H)] Vector h)
    {
        var f = Sigmoid(Wf * x + Uf * h + Bf);
        var n = Tanh(Wn * x + Un * (f * h));
        return (1 - f) * h + f * n;
    }
}

/// <summary>Two inputs, both with keywords of F# as names.</summary>
[RecurrentCell]
public sealed partial class ReservedCell
{
    /// <summary>State.</summary>
    [Dimension]
    public const int H = 4;

    /// <summary>First input to state.</summary>
    [Weight(H, 2)]
    public partial Matrix W { get; }

    /// <summary>Second input to state.</summary>
    [Weight(H, 3)]
    public partial Matrix V { get; }

    /// <summary>State to state.</summary>
    [Weight(H, H)]
    public partial Matrix U { get; }

    [Step]
    private Vector Next([Input(2)] Vector end, [Input(3)] Vector type, [State(H)] Vector h) => Tanh(W * end + V * type + U * h);
}
