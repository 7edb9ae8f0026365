namespace RnnGen.Analyzers;

/// <summary>One constant per rule. Each has a page of its name under docs/rules.</summary>
internal static partial class RuleIds
{
    public const string EquationShape = "RNN0210";
    public const string EquationConstruct = "RNN0220";
    public const string CellDeclaration = "RNN0221";
    public const string StepResult = "RNN0222";
    public const string ForwardBody = "RNN0223";
    public const string InternalError = "RNN0299";
    public const string NotClipped = "RNN0301";
    public const string ClippedTooLate = "RNN0302";
    public const string ClippedTooEarly = "RNN0303";
    public const string ClippedScaled = "RNN0304";
    public const string ClippedElsewhere = "RNN0305";
    public const string ClippedPerMicroBatch = "RNN0306";
    public const string NotCleared = "RNN0307";
    public const string Discarded = "RNN0308";
    public const string ThresholdUnused = "RNN0309";
    public const string OtherModel = "RNN0310";
    public const string LiveState = "RNN0401";
    public const string StoppedInside = "RNN0402";
    public const string CrossesSequences = "RNN0403";
    public const string StateDropped = "RNN0404";
    public const string WindowTooShort = "RNN0405";
    public const string BeyondWindow = "RNN0406";
    public const string NotCausal = "RNN0603";
    public const string Vanishing = "RNN0701";
    public const string Unbounded = "RNN0702";
    public const string Forgetting = "RNN0703";
    public const string DropoutOnMemory = "RNN0704";
    public const string DropoutWithoutEffect = "RNN0705";
    public const string UnusedParameter = "RNN0706";
    public const string NoGradient = "RNN0707";
    public const string DoesNotConform = "RNN0708";
    public const string Saturated = "RNN0709";
    public const string Layout = "RNN0710";

    /// <summary>The page of a rule.</summary>
    public static string HelpLink(string id) => "https://github.com/rnngen/rnngen/blob/main/docs/rules/" + id + ".md";
}

/// <summary>Categories, for .editorconfig.</summary>
internal static class RuleCategories
{
    public const string Shape = "RnnGen.Shape";
    public const string Training = "RnnGen.Training";
    public const string State = "RnnGen.State";
    public const string Mode = "RnnGen.Mode";
    public const string Cell = "RnnGen.Cell";
    public const string Masking = "RnnGen.Masking";
    public const string Numerics = "RnnGen.Numerics";
    public const string Data = "RnnGen.Data";
    public const string Quality = "RnnGen.Quality";
}
