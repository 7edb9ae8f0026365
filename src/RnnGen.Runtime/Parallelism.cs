using System;

namespace RnnGen;

/// <summary>How many processors training and inference may use.</summary>
public static class Parallelism
{
    private static int degree = Math.Min(Environment.ProcessorCount, 64);

    /// <summary>
    /// The most threads that one call works on, the calling one included: 1 to 64. The default is the number of processors the process may
    /// use. Results are the same bit for bit for every number, and work too small to share stays on the calling thread. When two threads
    /// train at once, one of them gets the helping threads and the other goes on alone.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 1 or above 64.</exception>
    public static int MaxDegreeOfParallelism
    {
        get => degree;
        set => degree = value is >= 1 and <= 64
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, $"{nameof(MaxDegreeOfParallelism)} must lie in 1..64.");
    }
}
