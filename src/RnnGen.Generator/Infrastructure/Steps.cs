namespace RnnGen.Generator;

/// <summary>Names of the pipeline's steps, so that tests can ask why one ran.</summary>
internal static class Steps
{
    public const string Cells = "Cells";
    public const string CellCode = "CellCode";
    public const string BuiltInEquations = "BuiltInEquations";
    public const string BuiltInCells = "BuiltInCells";
    public const string BuiltInCode = "BuiltInCode";
    public const string Models = "Models";
    public const string ModelCode = "ModelCode";
}
