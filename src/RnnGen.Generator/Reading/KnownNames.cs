namespace RnnGen.Generator.Reading;

/// <summary>Metadata names of the declaring attributes.</summary>
internal static class KnownNames
{
    public const string Namespace = "RnnGen";
    public const string RecurrentCell = "RnnGen.RecurrentCellAttribute";
    public const string SequenceModel = "RnnGen.SequenceModelAttribute";
}
