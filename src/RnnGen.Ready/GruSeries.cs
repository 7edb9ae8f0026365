namespace RnnGen.Ready;

/// <summary>
/// A model of a series of numbers with one GRU layer: at each value a forecast of the next one. Compiled already, for scripts and first
/// steps; where other sizes or layers are wanted, a model of one's own is twelve lines of C#.
/// </summary>
[SequenceModel]
public sealed partial class GruSeries
{
    /// <summary>Values at each step, and elements of the memory.</summary>
    [Dimension]
    public const int F = 1, H = 32;

    /// <summary>What was read so far, H elements.</summary>
    [Gru(F, H)]
    public partial Recurrent Memory { get; }

    /// <summary>From the memory to the next value, (F, H).</summary>
    [Linear(H, F)]
    public partial Linear Next { get; }

    [Forward, Shape("B", "T", "F")]
    private Sequence Values([Shape("B", "T", "F")] Sequence series) => Next.Apply(Memory.Scan(series));
}
