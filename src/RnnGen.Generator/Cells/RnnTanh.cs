using RnnGen;
using static RnnGen.Equations;

namespace BuiltIn;

/// <summary>The vanilla recurrent cell (Elman 1990) with tanh.</summary>
[RecurrentCell]
public sealed partial class RnnTanh
{
    [Dimension] public const int I = 2, H = 3;

    [Weight(H, I), StoredAs("weight_ih")]
    public partial Matrix W_ih { get; }

    [Weight(H, H, Init = Init.Orthogonal), StoredAs("weight_hh")]
    public partial Matrix W_hh { get; }

    [Bias(H), StoredAs("bias_ih")]
    public partial Vector b_ih { get; }

    [Bias(H), StoredAs("bias_hh")]
    public partial Vector b_hh { get; }

    [Step]
    Vector Next([Input(I)] Vector x, [State(H)] Vector h) =>
        Tanh(W_ih * x + b_ih + W_hh * h + b_hh);
}
