using RnnGen.Kernels;
using static RnnGen.Equations;

namespace RnnGen.Benchmarks.Speed.Cells;

// The cells of the grid at its first size. The project file writes this file once more for every other size.
[Lstm(16, 16)]
public sealed partial class Lstm16x16;

[Gru(16, 16)]
public sealed partial class Gru16x16;

[Gru(16, 16, Reset = GruReset.BeforeProduct)]
public sealed partial class GruResetBefore16x16;

[Rnn(16, 16)]
public sealed partial class Rnn16x16;

/// <summary>A minimal gated unit as a user writes it.</summary>
[RecurrentCell]
public sealed partial class Mgu16x16
{
    [Dimension] public const int I = 16, H = 16;

    [Weight(H, I)] public partial Matrix Wf { get; }
    [Weight(H, H)] public partial Matrix Uf { get; }
    [Bias(H, Value = 1f)] public partial Vector bf { get; }
    [Weight(H, I)] public partial Matrix Wn { get; }
    [Weight(H, H)] public partial Matrix Un { get; }
    [Bias(H)] public partial Vector bn { get; }

    [Step]
    private Vector Next([Input(I)] Vector x, [State(H)] Vector h)
    {
        var f = Sigmoid(Wf * x + Uf * h + bf);
        var n = Tanh(Wn * x + Un * (f * h) + bn);
        return (1 - f) * h + f * n;
    }
}

/// <summary>An LSTM with layer normalisation as a user writes it.</summary>
[RecurrentCell]
public sealed partial class LayerNormLstm16x16
{
    [Dimension] public const int I = 16, H = 16;

    [Weight(H, I)] public partial Matrix Wi { get; }
    [Weight(H, I)] public partial Matrix Wf { get; }
    [Weight(H, I)] public partial Matrix Wg { get; }
    [Weight(H, I)] public partial Matrix Wo { get; }
    [Weight(H, H)] public partial Matrix Ui { get; }
    [Weight(H, H)] public partial Matrix Uf { get; }
    [Weight(H, H)] public partial Matrix Ug { get; }
    [Weight(H, H)] public partial Matrix Uo { get; }
    [Bias(H, Value = 1f)] public partial Vector scaleI { get; }
    [Bias(H)] public partial Vector shiftI { get; }
    [Bias(H, Value = 1f)] public partial Vector scaleF { get; }
    [Bias(H, Value = 1f)] public partial Vector shiftF { get; }
    [Bias(H, Value = 1f)] public partial Vector scaleG { get; }
    [Bias(H)] public partial Vector shiftG { get; }
    [Bias(H, Value = 1f)] public partial Vector scaleO { get; }
    [Bias(H)] public partial Vector shiftO { get; }
    [Bias(H, Value = 1f)] public partial Vector scaleC { get; }
    [Bias(H)] public partial Vector shiftC { get; }

    [Step]
    private (Vector h, Vector c) Next([Input(I)] Vector x, [State(H)] Vector h, [State(H)] Vector c)
    {
        var i = Sigmoid(LayerNorm(Wi * x + Ui * h, scaleI, shiftI));
        var f = Sigmoid(LayerNorm(Wf * x + Uf * h, scaleF, shiftF));
        var g = Tanh(LayerNorm(Wg * x + Ug * h, scaleG, shiftG));
        var o = Sigmoid(LayerNorm(Wo * x + Uo * h, scaleO, shiftO));
        c = f * c + i * g;
        h = o * Tanh(LayerNorm(c, scaleC, shiftC));
        return (h, c);
    }
}

internal static class Cells16x16
{
    public static RecurrentCell<float> Create(string cell) => cell switch
    {
        "lstm" => new Lstm16x16(1),
        "gru" => new Gru16x16(1),
        "gru-reset-before" => new GruResetBefore16x16(1),
        "rnn" => new Rnn16x16(1),
        "mgu" => new Mgu16x16(1),
        _ => new LayerNormLstm16x16(1),
    };
}
