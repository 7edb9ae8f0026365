using static RnnGen.Equations;

namespace RnnGen.Integration.Tests.Attending;

/// <summary>A cell that attends and reads two vectors and a time gap.</summary>
[RecurrentCell(Precision = Precision.Double)]
public sealed partial class AttendingInputsCell
{
    [Dimension] public const int I = 3, J = 2, H = 5, K = 4;

    [Weight(H, I)] public partial Matrix W { get; }

    [Weight(H, J)] public partial Matrix V { get; }

    [Weight(H, H)] public partial Matrix U { get; }

    [Weight(H, K)] public partial Matrix C { get; }

    [Weight(K, J)] public partial Matrix Q { get; }

    [Weight(K, H)] public partial Matrix P { get; }

    [Step]
    public (Vector h, Scores weights) Next([Input(I)] Vector x, [Input(J)] Vector y, [Input] Scalar dt, [State(H)] Vector h, [Memory(K)] RnnGen.Memory keys)
    {
        var weights = Softmax(Dot(Q * y + P * h, keys));
        return (Tanh(W * x + V * y + U * h + dt * (C * Context(weights, keys))), weights);
    }
}

/// <summary>The same over one vector that holds all three.</summary>
[RecurrentCell(Precision = Precision.Double)]
public sealed partial class AttendingJoinedCell
{
    [Dimension] public const int I = 3, J = 2, H = 5, K = 4;

    [Weight(H, I)] public partial Matrix W { get; }

    [Weight(H, J)] public partial Matrix V { get; }

    [Weight(H, H)] public partial Matrix U { get; }

    [Weight(H, K)] public partial Matrix C { get; }

    [Weight(K, J)] public partial Matrix Q { get; }

    [Weight(K, H)] public partial Matrix P { get; }

    [Step]
    public (Vector h, Scores weights) Next([Input(I + J + 1)] Vector all, [State(H)] Vector h, [Memory(K)] RnnGen.Memory keys)
    {
        var x = all[..I];
        var y = all[I..(I + J)];
        var dt = Sum(all[(I + J)..]);
        var weights = Softmax(Dot(Q * y + P * h, keys));
        return (Tanh(W * x + V * y + U * h + dt * (C * Context(weights, keys))), weights);
    }
}

/// <summary>It as a layer; the memory is the last of what it reads.</summary>
[SequenceModel(Precision = Precision.Double)]
public sealed partial class AttendingInputsModel
{
    [Recurrent(typeof(AttendingInputsCell))] public partial Recurrent Memory { get; }

    [Forward]
    internal Sequence Values(
        [Shape("B", "T", "3")] Sequence x, [Shape("B", "T", "2")] Sequence y, [Shape("B", "T", "1")] Sequence dt, [Shape("B", "S", "4")] Sequence keys) => Memory.Scan(x, y, dt, keys);
}
