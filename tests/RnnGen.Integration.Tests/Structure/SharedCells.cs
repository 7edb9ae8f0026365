using static RnnGen.Equations;
using static RnnGen.Sequences;

namespace RnnGen.Integration.Tests.Structure;

/// <summary>One weight in three places of a step, once transposed, and one bias in two.</summary>
[RecurrentCell(Precision = Precision.Double)]
public sealed partial class SharedWeightCell
{
    [Dimension] public const int N = 5;

    [Weight(N, N)] public partial Matrix W { get; }

    [Bias(N, Init = Init.Normal)] public partial Vector b { get; }

    [Step]
    public Vector Next([Input(N)] Vector x, [State(N)] Vector h)
    {
        var z = Sigmoid(W * x + b);
        return z * h + (1 - z) * Tanh(W * h - Transpose(W) * x + b);
    }
}

/// <summary>The same with parameters of their own in each place.</summary>
[RecurrentCell(Precision = Precision.Double)]
public sealed partial class SeparateWeightCell
{
    [Dimension] public const int N = 5;

    [Weight(N, N)] public partial Matrix W_1 { get; }

    [Weight(N, N)] public partial Matrix W_2 { get; }

    [Weight(N, N)] public partial Matrix W_3 { get; }

    [Bias(N)] public partial Vector b_1 { get; }

    [Bias(N)] public partial Vector b_2 { get; }

    [Step]
    public Vector Next([Input(N)] Vector x, [State(N)] Vector h)
    {
        var z = Sigmoid(W_1 * x + b_1);
        return z * h + (1 - z) * Tanh(W_2 * h - Transpose(W_3) * x + b_2);
    }
}

/// <summary>A layer to be called by others.</summary>
[RecurrentCell(Precision = Precision.Double)]
public sealed partial class TanhLayerCell
{
    [Dimension] public const int N = 5;

    [Weight(N, N)] public partial Matrix W { get; }

    [Bias(N, Init = Init.Normal)] public partial Vector b { get; }

    [Step]
    public Vector Next([Input(N)] Vector x) => Tanh(W * x + b);
}

/// <summary>One part called three times in a step, on the input, on the state and on its own result.</summary>
[RecurrentCell(Precision = Precision.Double)]
public sealed partial class SharedPartCell
{
    [Dimension] public const int N = 5;

    [SubCell] public partial TanhLayerCell Layer { get; }

    [Step]
    public Vector Next([Input(N)] Vector x, [State(N)] Vector h) => Layer.Next(Layer.Next(h) + Layer.Next(x));
}

/// <summary>The same with a part of its own for each call.</summary>
[RecurrentCell(Precision = Precision.Double)]
public sealed partial class SeparatePartCell
{
    [Dimension] public const int N = 5;

    [SubCell] public partial TanhLayerCell Layer_1 { get; }

    [SubCell] public partial TanhLayerCell Layer_2 { get; }

    [SubCell] public partial TanhLayerCell Layer_3 { get; }

    [Step]
    public Vector Next([Input(N)] Vector x, [State(N)] Vector h) => Layer_1.Next(Layer_2.Next(h) + Layer_3.Next(x));
}

/// <summary>One table before and behind a recurrent layer that is itself called twice.</summary>
[SequenceModel(Precision = Precision.Double)]
public sealed partial class SharedEverywhere
{
    [Embedding(7, 5)] public partial Embedding Words { get; }

    [Gru(5, 5)] public partial Recurrent Memory { get; }

    [Linear(5, 7, TiedTo = nameof(Words))] public partial Linear Next { get; }

    [Forward, Shape("B", "T", "7")]
    internal Sequence Logits([Shape("B", "T")] Tokens tokens) => Next.Apply(Memory.Scan(Memory.Scan(Words.Lookup(tokens))));
}
