using RnnGen;
using static RnnGen.Equations;

namespace BuiltIn;

/// <summary>
/// Simple recurrent unit (Lei et al. 2018): the state c is elementwise, the output adds the input by a highway gate. I and H are equal.
/// </summary>
[RecurrentCell]
public sealed partial class Sru
{
    [Dimension] public const int I = 3, H = 3;

    private const double Alpha = 1;

    [Weight(H, I)]
    public partial Matrix W { get; }

    [Weight(H, I)]
    public partial Matrix W_f { get; }

    [Bias(H, Init = Init.Uniform)]
    public partial Vector v_f { get; }

    [Bias(H)]
    public partial Vector b_f { get; }

    [Weight(H, I)]
    public partial Matrix W_r { get; }

    [Bias(H, Init = Init.Uniform)]
    public partial Vector v_r { get; }

    [Bias(H)]
    public partial Vector b_r { get; }

    [Step(Output = "y")]
    (Vector y, Vector c) Next([Input(I)] Vector x, [State(H)] Vector c)
    {
        var f = Sigmoid(W_f * x + v_f * c + b_f);
        var r = Sigmoid(W_r * x + v_r * c + b_r);
        c = f * c + (1 - f) * (W * x);
        var y = r * c + (1 - r) * (Alpha * x);
        return (y, c);
    }
}
