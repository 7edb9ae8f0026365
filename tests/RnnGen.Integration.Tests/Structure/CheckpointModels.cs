using RnnGen.Integration.Tests.Attending;

namespace RnnGen.Integration.Tests.Structure;

// Each model without and with checkpoints.

[SequenceModel(Precision = Precision.Double)]
public sealed partial class PlainStackModel
{
    [Dimension] public const int I = 3, H = 6;

    [Lstm(I, H, Layers = 3, Dropout = 0.2, Residual = true, WeightDrop = 0.2, ZoneoutCell = 0.1)] public partial Recurrent Layers { get; }

    [Forward] private Sequence Output(Sequence x) => Layers.Scan(x);
}

[SequenceModel(Precision = Precision.Double)]
public sealed partial class CheckpointedStackModel
{
    [Dimension] public const int I = 3, H = 6;

    [Lstm(I, H, Layers = 3, Dropout = 0.2, Residual = true, WeightDrop = 0.2, ZoneoutCell = 0.1, Checkpoint = 3)] public partial Recurrent Layers { get; }

    [Forward] private Sequence Output(Sequence x) => Layers.Scan(x);
}

[SequenceModel(Precision = Precision.Double)]
public sealed partial class PlainBidirectionalModel
{
    [Dimension] public const int I = 3, H = 5;

    [Gru(I, H, Layers = 2, Highway = true, OutputProjection = 4)] public partial Bidirectional Layers { get; }

    [Rnn(4, H)] public partial Recurrent Decoder { get; }

    [Linear(2 * H, H)] public partial Linear Bridge { get; }

    [Forward]
    private Sequence Output(Sequence x)
    {
        var encoded = Layers.Scan(x);
        return Decoder.Scan(encoded, Bridge.Apply(encoded.Final("h")));
    }
}

[SequenceModel(Precision = Precision.Double)]
public sealed partial class CheckpointedBidirectionalModel
{
    [Dimension] public const int I = 3, H = 5;

    [Gru(I, H, Layers = 2, Highway = true, OutputProjection = 4, Checkpoint = Checkpointing.SquareRoot)] public partial Bidirectional Layers { get; }

    [Rnn(4, H, Checkpoint = 2)] public partial Recurrent Decoder { get; }

    [Linear(2 * H, H)] public partial Linear Bridge { get; }

    [Forward]
    private Sequence Output(Sequence x)
    {
        var encoded = Layers.Scan(x);
        return Decoder.Scan(encoded, Bridge.Apply(encoded.Final("h")));
    }
}

[SequenceModel(Precision = Precision.Double)]
public sealed partial class CheckpointedAttendingModel
{
    [Recurrent(typeof(AttendingInputsCell), Checkpoint = 2)] public partial Recurrent Memory { get; }

    [Forward]
    private Sequence Values(
        [Shape("B", "T", "3")] Sequence x, [Shape("B", "T", "2")] Sequence y, [Shape("B", "T", "1")] Sequence dt, [Shape("B", "S", "4")] Sequence keys) => Memory.Scan(x, y, dt, keys);
}

[SequenceModel]
public sealed partial class LongPlainModel
{
    [MinGru(8, 16, Layers = 2)] public partial Recurrent Layers { get; }

    [Forward] private Sequence Output(Sequence x) => Layers.Scan(x);
}

[SequenceModel]
public sealed partial class LongCheckpointedModel
{
    [MinGru(8, 16, Layers = 2, Checkpoint = Checkpointing.SquareRoot)] public partial Recurrent Layers { get; }

    [Forward] private Sequence Output(Sequence x) => Layers.Scan(x);
}
