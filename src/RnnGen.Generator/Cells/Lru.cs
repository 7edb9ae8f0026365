using RnnGen;
using static RnnGen.Equations;

namespace BuiltIn;

/// <summary>
/// Linear recurrent unit (Orvieto et al. 2023): a complex diagonal, written as pairs of real numbers, with eigenvalues of magnitude
/// exp(-exp(nu)) and angle exp(theta), and the input scaled so that the state keeps its size. They begin uniform over a ring.
/// </summary>
[RecurrentCell]
public sealed partial class Lru
{
    [Dimension] public const int I = 2, H = 3;

#if OUTPUT
    [Dimension] public const int O = 2;
#endif

    private const double MinMagnitude = 0.9, MaxMagnitude = 0.999, MaxAngle = 6.283185307179586;

    [Bias(H, Init = Init.RingMagnitude, Value = MinMagnitude, Gain = MaxMagnitude)]
    public partial Vector nu { get; }

    [Bias(H, Init = Init.RingAngle, Gain = MaxAngle)]
    public partial Vector theta { get; }

    [Weight(H, I)]
    public partial Matrix B_re { get; }

    [Weight(H, I)]
    public partial Matrix B_im { get; }

#if OUTPUT
    [Weight(O, H)]
    public partial Matrix C_re { get; }

    [Weight(O, H)]
    public partial Matrix C_im { get; }

    [Weight(O, I)]
    public partial Matrix D { get; }
#else
    [Weight(H, H)]
    public partial Matrix C_re { get; }

    [Weight(H, H)]
    public partial Matrix C_im { get; }

    [Weight(H, I)]
    public partial Matrix D { get; }
#endif

    [Step(Output = "y")]
    (Vector y, Vector re, Vector im) Next([Input(I)] Vector x, [State(H)] Vector re, [State(H)] Vector im)
    {
        var size = Exp(-Exp(nu));
        var real = size * Cos(Exp(theta));
        var imaginary = size * Sin(Exp(theta));
        var scale = Sqrt(1 - size * size);
        (re, im) = (real * re - imaginary * im + scale * (B_re * x), real * im + imaginary * re + scale * (B_im * x));
        var y = C_re * re - C_im * im + D * x;
        return (y, re, im);
    }
}
