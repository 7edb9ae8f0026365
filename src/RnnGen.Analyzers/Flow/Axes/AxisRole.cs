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

/// <summary>Names that mean a batch or a time axis wherever they are written.</summary>
internal static class AxisRoles
{
    public static AxisRole Of(string? name) => name switch
    {
        "B" or "N" or "Batch" or "batch" or "batchSize" or "BatchSize" => AxisRole.Batch,
        "T" or "S" or "Time" or "time" or "Steps" or "steps" or "TimeSteps" or "timeSteps" or "Source" or "Target" => AxisRole.Time,
        _ => AxisRole.Other,
    };
}
