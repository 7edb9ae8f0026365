namespace RnnGen.Integration.Tests.Cells;

[Rnn(3, 4)]
public sealed partial class RnnTanh3x4Single;

[Rnn(3, 4, Precision = Precision.Double)]
public sealed partial class RnnTanh3x4Double;

[Rnn(5, 8)]
public sealed partial class RnnTanh5x8Single;

[Rnn(5, 8, Precision = Precision.Double)]
public sealed partial class RnnTanh5x8Double;

[Rnn(6, 7, Bias = false)]
public sealed partial class RnnTanh6x7NoBiasSingle;

[Rnn(6, 7, Bias = false, Precision = Precision.Double)]
public sealed partial class RnnTanh6x7NoBiasDouble;

[Rnn(3, 4, Nonlinearity = RnnNonlinearity.Relu)]
public sealed partial class RnnRelu3x4Single;

[Rnn(3, 4, Nonlinearity = RnnNonlinearity.Relu, Precision = Precision.Double)]
public sealed partial class RnnRelu3x4Double;

[Rnn(5, 8, Nonlinearity = RnnNonlinearity.Relu)]
public sealed partial class RnnRelu5x8Single;

[Rnn(5, 8, Nonlinearity = RnnNonlinearity.Relu, Precision = Precision.Double)]
public sealed partial class RnnRelu5x8Double;

[Rnn(6, 7, Nonlinearity = RnnNonlinearity.Relu, Bias = false)]
public sealed partial class RnnRelu6x7NoBiasSingle;

[Rnn(6, 7, Nonlinearity = RnnNonlinearity.Relu, Bias = false, Precision = Precision.Double)]
public sealed partial class RnnRelu6x7NoBiasDouble;

[Lstm(3, 4)]
public sealed partial class Lstm3x4Single;

[Lstm(3, 4, Precision = Precision.Double)]
public sealed partial class Lstm3x4Double;

[Lstm(5, 8)]
public sealed partial class Lstm5x8Single;

[Lstm(5, 8, Precision = Precision.Double)]
public sealed partial class Lstm5x8Double;

[Lstm(6, 7, Bias = false)]
public sealed partial class Lstm6x7NoBiasSingle;

[Lstm(6, 7, Bias = false, Precision = Precision.Double)]
public sealed partial class Lstm6x7NoBiasDouble;

[Lstm(4, 6)]
public sealed partial class Lstm4x6Single;

[Lstm(4, 6, Precision = Precision.Double)]
public sealed partial class Lstm4x6Double;

[Lstm(6, 6)]
public sealed partial class Lstm6x6Single;

[Lstm(6, 6, Precision = Precision.Double)]
public sealed partial class Lstm6x6Double;

[Gru(3, 4)]
public sealed partial class Gru3x4Single;

[Gru(3, 4, Precision = Precision.Double)]
public sealed partial class Gru3x4Double;

[Gru(5, 8)]
public sealed partial class Gru5x8Single;

[Gru(5, 8, Precision = Precision.Double)]
public sealed partial class Gru5x8Double;

[Gru(6, 7, Bias = false)]
public sealed partial class Gru6x7NoBiasSingle;

[Gru(6, 7, Bias = false, Precision = Precision.Double)]
public sealed partial class Gru6x7NoBiasDouble;
