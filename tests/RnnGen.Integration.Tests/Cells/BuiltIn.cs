namespace RnnGen.Integration.Tests.Cells.BuiltIn;

[Rnn(4, 17, Precision = Precision.Double)]
public sealed partial class RnnTanhCell;

[Rnn(20, 3, Nonlinearity = RnnNonlinearity.Relu, Precision = Precision.Double)]
public sealed partial class RnnReluCell;

[Rnn(3, 5, Bias = false, Precision = Precision.Double)]
public sealed partial class RnnWithoutBiasCell;

[Lstm(3, 20, Precision = Precision.Double)]
public sealed partial class LstmCell;

[Lstm(17, 2, Bias = false, Precision = Precision.Double)]
public sealed partial class LstmWithoutBiasCell;

[Lstm(1, 1, Precision = Precision.Double)]
public sealed partial class LstmOfOneCell;

[Gru(5, 33, Precision = Precision.Double)]
public sealed partial class GruCell;

[Gru(18, 4, Blend = GruBlend.TakeCandidate, Precision = Precision.Double)]
public sealed partial class GruTakeCandidateCell;

[Gru(4, 17, Reset = GruReset.BeforeProduct, Precision = Precision.Double)]
public sealed partial class GruResetBeforeCell;

[Gru(3, 16, Reset = GruReset.BeforeProduct, Blend = GruBlend.TakeCandidate, Precision = Precision.Double)]
public sealed partial class GruResetBeforeTakeCandidateCell;

[Gru(2, 7, Bias = false, Precision = Precision.Double)]
public sealed partial class GruWithoutBiasCell;
