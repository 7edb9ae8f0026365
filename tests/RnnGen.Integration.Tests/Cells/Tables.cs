using static RnnGen.Equations;

namespace RnnGen.Integration.Tests.Cells.Operations;

/// <summary>Embedding rows inside a step, ahead of the loop and inside it.</summary>
[RecurrentCell(Precision = Precision.Double)]
public sealed partial class RowCell
{
    [Dimension] public const int V = 6, E = 18, H = 5;

    [Table(V, E)] public partial Matrix Words { get; }

    [Table(V, H)] public partial Matrix Gates { get; }

    [Weight(H, E)] public partial Matrix W { get; }

    [Weight(H, H)] public partial Matrix U { get; }

    [Step]
    public Vector Next([Input] int token, [State(H)] Vector h)
    {
        var gate = Sigmoid(Row(Gates, token));
        return gate * h + (1 - gate) * Tanh(W * Row(Words, token) + U * h);
    }
}

/// <summary>A token beside a vector.</summary>
[RecurrentCell(Precision = Precision.Double)]
public sealed partial class RowBesideInputCell
{
    [Dimension] public const int V = 5, I = 3, H = 17;

    [Table(V, I)] public partial Matrix Words { get; }

    [Weight(H, I)] public partial Matrix W { get; }

    [Weight(H, H)] public partial Matrix U { get; }

    [Step]
    public Vector Next([Input(I)] Vector x, [Input] int token, [State(H)] Vector h) => Tanh(W * (x * Row(Words, token)) + U * h);
}

/// <summary>Every kind of vector and the scalar.</summary>
[RecurrentCell(Precision = Precision.Double)]
public sealed partial class KindsOfParametersCell
{
    [Dimension] public const int I = 3, H = 18;

    [Weight(H, I)] public partial Matrix W { get; }

    [Diagonal(H)] public partial Vector u { get; }

    [Gain(H)] public partial Vector g { get; }

    [Bias(H)] public partial Vector b { get; }

    [Scalar(Value = 0.75)] public partial Scalar rate { get; }

    [Scalar(Init = Init.Normal)] public partial Scalar shift { get; }

    [Step]
    public Vector Next([Input(I)] Vector x, [State(H)] Vector h)
    {
        var n = Tanh(LayerNorm(W * x + u * h, g, b) - shift);
        return Sigmoid(rate) * h + (1 - Sigmoid(rate)) * n;
    }
}
