using RnnGen;
using static RnnGen.Equations;

namespace Consumer;

/// <summary>A cell of the user's own.</summary>
[RecurrentCell]
public sealed partial class LeakyCell
{
    [Dimension] public const int I = 4, H = 8;

    [Weight(H, I)] public partial Matrix W { get; }
    [Weight(H, H)] public partial Matrix U { get; }
    [Bias(H)]      public partial Vector b { get; }

    [Step]
    Vector Next([Input(I)] Vector x, [State(H)] Vector h) => 0.9 * h + 0.1 * Tanh(W * x + U * h + b);
}
