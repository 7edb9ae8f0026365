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
    public const string UnusedParameter = "RNN0706";
    public const string NoGradient = "RNN0707";

    /// <summary>The page of a rule.</summary>
    public static string HelpLink(string id) => "https://github.com/rnngen/rnngen/blob/main/docs/rules/" + id + ".md";
}

/// <summary>Categories, for .editorconfig.</summary>
internal static class RuleCategories
{
    public const string Shape = "RnnGen.Shape";
    public const string Cell = "RnnGen.Cell";
}
