using RnnGen.Kernels;

namespace RnnGen;

/// <summary>A trainable table that maps token ids to vectors.</summary>
public sealed class Embedding
{
    private readonly IEmbeddingLayer layer;

    /// <summary>Wraps a layer of a generated model.</summary>
    /// <param name="layer">The layer.</param>
    [System.ComponentModel.EditorBrowsable(System.ComponentModel.EditorBrowsableState.Never)]
    public Embedding(IEmbeddingLayer layer) => this.layer = layer;

    /// <summary>Rows of the table: ids are 0 to <c>Count - 1</c>.</summary>
    public int Count => layer.Count;

    /// <summary>Features per token, E.</summary>
    public int Size => layer.Size;

    /// <summary>The vectors of tokens, (B,T,E).</summary>
    /// <param name="tokens">(B,T).</param>
    /// <exception cref="System.ArgumentOutOfRangeException">A real position holds an id outside the table.</exception>
    [return: Shape("B", "T", "E")]
    public Sequence Lookup([Shape("B", "T")] Tokens tokens) => layer.Lookup(tokens);

    /// <summary>The shape of the table.</summary>
    public override string ToString() => $"Embedding({Count}, {Size})";
}
