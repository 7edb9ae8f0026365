namespace RnnGen.Integration.Tests.Structure;

[SequenceModel]
public sealed partial class TruncatedGruSingle
{
    [Gru(2, 4)] public partial Recurrent Rnn { get; }

    [Linear(4, 3)] public partial Linear Head { get; }

    [Forward] private Sequence Y(Sequence x) => Head.Apply(Rnn.Scan(x));
}

[SequenceModel(Precision = Precision.Double)]
public sealed partial class TruncatedGruDouble
{
    [Gru(2, 4)] public partial Recurrent Rnn { get; }

    [Linear(4, 3)] public partial Linear Head { get; }

    [Forward] private Sequence Y(Sequence x) => Head.Apply(Rnn.Scan(x));
}

[SequenceModel]
public sealed partial class TruncatedLstmSingle
{
    [Lstm(3, 5)] public partial Recurrent Rnn { get; }

    [Linear(5, 2)] public partial Linear Head { get; }

    [Forward] private Sequence Y(Sequence x) => Head.Apply(Rnn.Scan(x));
}

[SequenceModel(Precision = Precision.Double)]
public sealed partial class TruncatedLstmDouble
{
    [Lstm(3, 5)] public partial Recurrent Rnn { get; }

    [Linear(5, 2)] public partial Linear Head { get; }

    [Forward] private Sequence Y(Sequence x) => Head.Apply(Rnn.Scan(x));
}
