using System.Collections.Generic;
using RnnGen.Kernels;

namespace RnnGen;

/// <summary>
/// Recurrent layers of which each reads every sequence forwards and, with parameters of its own, backwards from its last real step. They
/// need whole sequences: a model with such a layer cannot be fed step by step.
/// </summary>
public sealed partial class Bidirectional
{
    private readonly IRecurrentLayer layer;

    /// <summary>Wraps a layer of a generated model.</summary>
    /// <param name="layer">The layer.</param>
    [System.ComponentModel.EditorBrowsable(System.ComponentModel.EditorBrowsableState.Never)]
    public Bidirectional(IRecurrentLayer layer) => this.layer = layer;

    /// <summary>Features per step that the first layer reads, I.</summary>
    public int InputSize => layer.InputSize;

    /// <summary>Features per step that the last layer gives: both directions side by side, 2H.</summary>
    public int OutputSize => layer.OutputSize;

    /// <summary>The cells, layer by layer, forwards before backwards; each sees the model's parameters.</summary>
    public IReadOnlyList<Trainable> Cells => layer.Cells;

    /// <summary>Probability with which a feature between two layers is dropped while training.</summary>
    public double Dropout => layer.Dropout;

    /// <summary>Runs the layers from states of zeros, without dropout: (B,T,I) to (B,T,2H), at each step [forwards, backwards].</summary>
    /// <param name="input">(B,T,I).</param>
    /// <exception cref="ShapeMismatchException">The input has other features.</exception>
    [return: Shape("B", "T", "O")]
    public ScannedSequence Scan([Shape("B", "T", "I")] Sequence input) => layer.Scan(input, []);

    /// <summary>Runs the layers from given states, without dropout: (B,T,I) to (B,T,2H).</summary>
    /// <param name="input">(B,T,I).</param>
    /// <param name="initial">
    /// States before the first step, each (B,H), in the cell's order, layer by layer, forwards before backwards. The backward direction
    /// begins at the last real step.
    /// </param>
    /// <exception cref="System.ArgumentException">There are more or fewer states.</exception>
    /// <exception cref="ShapeMismatchException">The input or a state has another shape.</exception>
    [return: Shape("B", "T", "O")]
    public ScannedSequence Scan([Shape("B", "T", "I")] Sequence input, [Shape("B", "H")] params Vectors[] initial) => layer.Scan(input, initial);

    /// <summary>Sizes and number of layers.</summary>
    public override string ToString() => $"Bidirectional({InputSize} -> {OutputSize}, {Cells.Count / 2} layers)";
}
