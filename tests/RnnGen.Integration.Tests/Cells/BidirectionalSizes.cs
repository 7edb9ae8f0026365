namespace RnnGen.Integration.Tests.Cells;

[Rnn(4, 5)]
public sealed partial class RnnTanh4x5Single;

[Rnn(4, 5, Precision = Precision.Double)]
public sealed partial class RnnTanh4x5Double;

[Rnn(10, 5)]
public sealed partial class RnnTanh10x5Single;

[Rnn(10, 5, Precision = Precision.Double)]
public sealed partial class RnnTanh10x5Double;

[Rnn(4, 5, Nonlinearity = RnnNonlinearity.Relu)]
public sealed partial class RnnRelu4x5Single;

[Rnn(4, 5, Nonlinearity = RnnNonlinearity.Relu, Precision = Precision.Double)]
public sealed partial class RnnRelu4x5Double;

[Rnn(10, 5, Nonlinearity = RnnNonlinearity.Relu)]
public sealed partial class RnnRelu10x5Single;

[Rnn(10, 5, Nonlinearity = RnnNonlinearity.Relu, Precision = Precision.Double)]
public sealed partial class RnnRelu10x5Double;

[Lstm(4, 5)]
public sealed partial class Lstm4x5Single;

[Lstm(4, 5, Precision = Precision.Double)]
public sealed partial class Lstm4x5Double;

[Lstm(10, 5)]
public sealed partial class Lstm10x5Single;

[Lstm(10, 5, Precision = Precision.Double)]
public sealed partial class Lstm10x5Double;

[Gru(4, 5)]
public sealed partial class Gru4x5Single;

[Gru(4, 5, Precision = Precision.Double)]
public sealed partial class Gru4x5Double;

[Gru(10, 5)]
public sealed partial class Gru10x5Single;

[Gru(10, 5, Precision = Precision.Double)]
public sealed partial class Gru10x5Double;
