using static RnnGen.Equations;

namespace RnnGen.Integration.Tests.Structure;

[SequenceModel(Precision = Precision.Double)]
public sealed partial class WidthsModel
{
    [Lstm(3, 4, Widths = new[] { 6, 17, 4 })] public partial Recurrent Layers { get; }

    [Forward] private Sequence Output(Sequence x) => Layers.Scan(x);
}

[SequenceModel(Precision = Precision.Double)]
public sealed partial class ResidualModel
{
    [Gru(5, 5, Layers = 3, Residual = true, Dropout = 0.2)] public partial Recurrent Layers { get; }

    [Forward] private Sequence Output(Sequence x) => Layers.Scan(x);
}

[SequenceModel(Precision = Precision.Double)]
public sealed partial class HighwayModel
{
    [Rnn(4, 18, Layers = 3, Highway = true)] public partial Recurrent Layers { get; }

    [Forward] private Sequence Output(Sequence x) => Layers.Scan(x);
}

[SequenceModel(Precision = Precision.Double)]
public sealed partial class ProjectionModel
{
    [Lstm(3, 6, Layers = 2, OutputProjection = 2)] public partial Recurrent Layers { get; }

    [Forward] private Sequence Output(Sequence x) => Layers.Scan(x);
}

[SequenceModel(Precision = Precision.Double)]
public sealed partial class VariationalModel
{
    [Gru(4, 6, Layers = 2, Dropout = 0.3, InputDropout = 0.25, VariationalDropout = true)] public partial Recurrent Layers { get; }

    [Forward] private Sequence Output(Sequence x) => Layers.Scan(x);
}

[SequenceModel(Precision = Precision.Double)]
public sealed partial class WeightDropModel
{
    [Lstm(3, 5, Layers = 2, WeightDrop = 0.4)] public partial Recurrent Layers { get; }

    [Forward] private Sequence Output(Sequence x) => Layers.Scan(x);
}

[SequenceModel(Precision = Precision.Double)]
public sealed partial class DeclaredCellModel
{
    [Recurrent(typeof(StackedCell), Layers = 2, Residual = true, WeightDrop = 0.3, RecurrentWeights = new[] { "U" })] public partial Recurrent Layers { get; }

    [Forward] private Sequence Output(Sequence x) => Layers.Scan(x);
}

[SequenceModel(Precision = Precision.Double)]
public sealed partial class BidirectionalModel
{
    [Dimension] public const int I = 3, H = 4;

    [Lstm(I, H, Layers = 2, Widths = new[] { 5, H }, Dropout = 0.2, WeightDrop = 0.2)] public partial Bidirectional Layers { get; }

    [Forward] private Sequence Output(Sequence x) => Layers.Scan(x);
}

[SequenceModel(Precision = Precision.Double)]
public sealed partial class BidirectionalHighwayModel
{
    [Gru(3, 9, Layers = 2, Highway = true, OutputProjection = 3)] public partial Bidirectional Layers { get; }

    [Forward] private Sequence Output(Sequence x) => Layers.Scan(x);
}

[SequenceModel(Precision = Precision.Double)]
public sealed partial class BidirectionalFinalModel
{
    [Dimension] public const int I = 3, H = 4;

    [Gru(I, H, Layers = 2, Residual = true)] public partial Bidirectional Layers { get; }

    [Linear(2 * H, 2)] public partial Linear Answer { get; }

    [Forward] private Vectors Output(Sequence x) => Answer.Apply(Layers.Scan(x).Final("h"));
}

[RecurrentCell(Precision = Precision.Double)]
public sealed partial class StackedCell
{
    [Dimension] public const int H = 5;

    [Weight(H, H)] public partial Matrix W { get; }

    [Weight(H, H)] public partial Matrix U { get; }

    [Step]
    public Vector Next([Input(H)] Vector x, [State(H)] Vector h) => Tanh(W * x + U * h);
}

/// <summary>0 where its input is 0, and nowhere else.</summary>
[RecurrentCell(Precision = Precision.Double)]
public sealed partial class CopyCell
{
    [Dimension] public const int H = 19;

    [Step]
    public Vector Next([Input(H)] Vector x, [State(H)] Vector h) => x * Sigmoid(h);
}
