namespace RnnGen.Generator.Reading;

/// <summary>Metadata names of the declaring attributes.</summary>
internal static class KnownNames
{
    public const string Namespace = "RnnGen";
    public const string RecurrentCell = "RnnGen.RecurrentCellAttribute";
    public const string SequenceModel = "RnnGen.SequenceModelAttribute";
    public const string Rnn = "RnnGen.RnnAttribute";
    public const string Lstm = "RnnGen.LstmAttribute";
    public const string Gru = "RnnGen.GruAttribute";
}
