using static RnnGen.Sequences;

namespace RnnGen.FSharp.Cells;

/// <summary>A language model over seven characters.</summary>
[SequenceModel]
public sealed partial class CharModel
{
    /// <summary>Characters, embedding and memory.</summary>
    [Dimension]
    public const int V = 7, E = 4, H = 6;

    /// <summary>A vector for each character.</summary>
    [Embedding(V, E)]
    public partial Embedding Characters { get; }

    /// <summary>What was read so far.</summary>
    [Gru(E, H)]
    public partial Recurrent Memory { get; }

    /// <summary>From the memory to the next character.</summary>
    [Linear(H, V)]
    public partial Linear Next { get; }

    [Forward, Shape("B", "T", "V")]
    private Sequence Logits([Shape("B", "T")] Tokens tokens) => Next.Apply(Memory.Scan(Characters.Lookup(tokens)));
}

/// <summary>At each value of a series the next one.</summary>
[SequenceModel]
public sealed partial class SeriesModel
{
    /// <summary>Values at each step, and memory.</summary>
    [Dimension]
    public const int F = 2, H = 5;

    /// <summary>What was read so far.</summary>
    [Gru(F, H)]
    public partial Recurrent Memory { get; }

    /// <summary>From the memory to the values.</summary>
    [Linear(H, F)]
    public partial Linear Out { get; }

    [Forward, Shape("B", "T", "F")]
    private Sequence Values([Shape("B", "T", "F")] Sequence series) => Out.Apply(Memory.Scan(series));
}

/// <summary>One class for each text; a keyword of F# wherever an author can put one.</summary>
[SequenceModel]
public sealed partial class ReservedModel
{
    /// <summary>Characters and classes.</summary>
    [Dimension]
    public const int V = 7, C = 3;

    /// <summary>A vector for each character.</summary>
    [Embedding(V, 4)]
    public partial Embedding Characters { get; }

    /// <summary>What was read so far.</summary>
    [Rnn(4, 5)]
    public partial Recurrent Memory { get; }

    /// <summary>From the memory to the classes.</summary>
    [Linear(5, C)]
    public partial Linear Classes { get; }

    [Forward]
    private (Vectors end, Sequence val) Both([Shape("B", "T")] Tokens process)
    {
        var read = Memory.Scan(Characters.Lookup(process));
        return (Classes.Apply(Last(read)), Classes.Apply(read));
    }
}
