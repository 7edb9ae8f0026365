namespace RnnGen.Integration.Tests.Structure;

[Lstm(8, 32, Precision = Precision.Double)]
public sealed partial class LongLstm;
