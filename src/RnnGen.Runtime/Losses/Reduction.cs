namespace RnnGen;

/// <summary>How the losses of single tokens become one number.</summary>
public enum Reduction
{
    /// <summary>Their mean over the counted tokens.</summary>
    Mean,

    /// <summary>Their sum.</summary>
    Sum,
}
