namespace RnnGen;

/// <summary>Why a training stopped.</summary>
public enum StopReason
{
    /// <summary>All epochs are done.</summary>
    EpochsDone,

    /// <summary>The time limit was reached.</summary>
    TimeUp,

    /// <summary>The evaluation loss did not improve for as long as the patience allows.</summary>
    NoImprovement,
}
