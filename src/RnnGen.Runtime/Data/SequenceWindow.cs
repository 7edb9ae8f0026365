namespace RnnGen;

/// <summary>A window of steps of a <see cref="Sequence"/>, and where it lies.</summary>
public sealed class SequenceWindow
{
    internal SequenceWindow(Sequence values, StreamWindow window)
    {
        Values = values;
        Window = window;
    }

    /// <summary>The steps of the window, (B,T,F).</summary>
    public Sequence Values { get; }

    /// <summary>Where the window lies in the sequence.</summary>
    public StreamWindow Window { get; }

    /// <summary>The same steps of another tensor, for example of targets.</summary>
    /// <param name="whole">(B, all steps, F).</param>
    /// <returns>(B,T,F).</returns>
    /// <exception cref="ShapeMismatchException">The tensor has other sequences, or ends before the window.</exception>
    public Tensor Of(Tensor whole)
    {
        System.ArgumentNullException.ThrowIfNull(whole);
        if (whole.Rank != 3 || whole.Dims[0] != Values.Batch || whole.Dims[1] < Window.FirstStep + Values.Steps)
        {
            throw new ShapeMismatchException(nameof(whole), $"(B={Values.Batch}, at least {Window.FirstStep + Values.Steps} steps, F)", Shape.Text(whole.Dims));
        }

        return SequenceWindows.Cut(whole, Window.FirstStep, Values.Steps);
    }

    /// <summary>Shape and place.</summary>
    public override string ToString() => $"{Values}, {Window}";
}
