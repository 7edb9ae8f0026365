namespace RnnGen.Analyzers;

/// <content>Shapes outside of equations.</content>
internal static partial class RuleIds
{
    public const string AxisOrder = "RNN0201";
    public const string AxisExtent = "RNN0202";
    public const string ReshapeMixes = "RNN0203";
    public const string Broadcast = "RNN0204";
    public const string FeatureExtent = "RNN0205";
    public const string StateShape = "RNN0206";
    public const string MaskShape = "RNN0207";
    public const string NormalisedAxis = "RNN0208";
    public const string DeclaredShape = "RNN0209";
}
