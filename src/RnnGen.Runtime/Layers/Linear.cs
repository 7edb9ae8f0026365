using RnnGen.Kernels;

namespace RnnGen;

/// <summary>A trainable affine map applied at every step: y = W x + b.</summary>
public sealed class Linear
{
    private readonly ILinearLayer layer;

    /// <summary>Wraps a layer of a generated model.</summary>
    /// <param name="layer">The layer.</param>
    [System.ComponentModel.EditorBrowsable(System.ComponentModel.EditorBrowsableState.Never)]
    public Linear(ILinearLayer layer) => this.layer = layer;

    /// <summary>Features in.</summary>
    public int InputSize => layer.InputSize;

    /// <summary>Features out.</summary>
    public int OutputSize => layer.OutputSize;

    /// <summary>W x + b at every step: (B,T,input) to (B,T,output).</summary>
    /// <param name="input">(B,T,input).</param>
    /// <exception cref="ShapeMismatchException">The input has other features.</exception>
    [return: Shape("B", "T", "O")]
    public Sequence Apply([Shape("B", "T", "I")] Sequence input) => layer.Apply(input);

    /// <summary>W x + b for one vector of each sequence: (B,input) to (B,output).</summary>
    /// <param name="input">(B,input).</param>
    /// <exception cref="ShapeMismatchException">The input has other features.</exception>
    [return: Shape("B", "O")]
    public Vectors Apply([Shape("B", "I")] Vectors input) => Vectors.Map(input, layer.Apply);

    /// <summary>Features in and out.</summary>
    public override string ToString() => $"Linear({InputSize} -> {OutputSize})";
}
