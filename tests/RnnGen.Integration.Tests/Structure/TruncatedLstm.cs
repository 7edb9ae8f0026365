namespace RnnGen.Integration.Tests.Structure;

[SequenceModel(Precision = Precision.Double)]
public sealed partial class TruncatedLstm
{
    [Lstm(3, 5)] public partial Recurrent Rnn { get; }

    [Linear(5, 2)] public partial Linear Head { get; }

    [Forward] private Sequence Y(Sequence x) => Head.Apply(Rnn.Scan(x));
}
