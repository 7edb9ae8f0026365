namespace RnnGen.Analyzers;

/// <content>Padding and masks, the meaning of numbers, targets, order of data.</content>
internal static partial class RuleIds
{
    public const string PaddedLoss = "RNN0101";
    public const string UnmaskedCount = "RNN0102";
    public const string UnmaskedAttention = "RNN0103";
    public const string PaddedLastStep = "RNN0104";
    public const string UnusedMask = "RNN0105";
    public const string MaskPolarity = "RNN0106";
    public const string MaskShift = "RNN0107";
    public const string PaddingSide = "RNN0108";
    public const string DroppedPadding = "RNN0109";
    public const string PaddedMetric = "RNN0110";
    public const string EmptyRow = "RNN0111";
    public const string PaddedReversal = "RNN0112";
    public const string PaddedState = "RNN0113";
    public const string DoubleSoftmax = "RNN0501";
    public const string NotLogarithms = "RNN0502";
    public const string ProbabilityProduct = "RNN0503";
    public const string PerplexityOfOther = "RNN0504";
    public const string AverageOfAverages = "RNN0505";
    public const string RedundantLogSoftmax = "RNN0506";
    public const string DropoutActive = "RNN0601";
    public const string TruthVisible = "RNN0602";
    public const string BackwardEnd = "RNN0604";
    public const string UnshiftedTargets = "RNN0605";
    public const string TwiceShiftedTargets = "RNN0606";
    public const string NotRestored = "RNN0801";
    public const string TwoOrders = "RNN0802";
    public const string PadId = "RNN0804";
    public const string OneMetric = "RNN0901";
    public const string ScatterIntoSource = "RNN0803";
}
