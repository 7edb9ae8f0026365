namespace RnnGen;

/// <summary>A window of token streams: what a model reads, what it shall predict, and where the window lies.</summary>
public sealed class StreamBatch
{
    internal StreamBatch(Tokens inputs, Tokens targets, StreamWindow window)
    {
        Inputs = inputs;
        Targets = targets;
        Window = window;
    }

    /// <summary>What the model reads, (B,T).</summary>
    [Shape("B", "T")]
    public Tokens Inputs { get; }

    /// <summary>At each token the next one, (B,T).</summary>
    [Shape("B", "T")]
    public Tokens Targets { get; }

    /// <summary>Where the window lies in its stream.</summary>
    public StreamWindow Window { get; }

    /// <summary>Shape and place.</summary>
    public override string ToString() => $"StreamBatch[{Inputs.Batch},{Inputs.Steps}], {Window}";
}
