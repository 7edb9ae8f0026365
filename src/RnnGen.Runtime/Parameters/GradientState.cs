namespace RnnGen;

/// <summary>What has happened to a model's gradients since the last update. An optimizer reads it before it steps.</summary>
public enum GradientState
{
    /// <summary>All zero: nothing to apply.</summary>
    Cleared,

    /// <summary>A backward pass has added to them, and nothing has clipped them since.</summary>
    Accumulated,

    /// <summary>They were clipped, or the caller accepted them unclipped with a reason.</summary>
    Clipped,

    /// <summary>An optimizer has applied them; the next backward pass starts from zero.</summary>
    Applied,
}
