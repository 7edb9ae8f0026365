namespace RnnGen.Analyzers.Flow;

/// <summary>What an axis counts, as far as its name tells.</summary>
internal enum AxisRole
{
    /// <summary>Features, classes, or something the name does not tell.</summary>
    Other,

    /// <summary>Sequences.</summary>
    Batch,

    /// <summary>Steps of a sequence.</summary>
    Time,
}

/// <summary>Names that mean the same wherever they are written.</summary>
internal static class AxisRoles
{
    public static AxisRole Of(string? name) => name switch
    {
        "B" or "N" or "Batch" or "batch" or "batchSize" or "BatchSize" => AxisRole.Batch,
        "T" or "Time" or "time" or "Steps" or "steps" or "TimeSteps" or "timeSteps" or "Target" => AxisRole.Time,
        "S" or "Source" => AxisRole.Time,
        _ => AxisRole.Other,
    };

    /// <summary>Whether a name means features or classes, not just nothing known.</summary>
    public static bool IsFeatures(string? name) => name is "H" or "E" or "F" or "V" or "K" or "D" or "C" or "I" or "O";

    /// <summary>Whether two names of times mean those of two sequences, as of an encoder and a decoder.</summary>
    public static bool AreTwoTimes(string left, string right) => Of(left) == AxisRole.Time && Of(right) == AxisRole.Time && (left is "S" or "Source") != (right is "S" or "Source");
}
