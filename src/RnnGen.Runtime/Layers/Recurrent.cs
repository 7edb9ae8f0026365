using System;
using System.Collections.Generic;
using RnnGen.Kernels;

namespace RnnGen;

/// <summary>One or more recurrent layers of a model, stacked.</summary>
public sealed partial class Recurrent
{
    private readonly IRecurrentLayer layer;

    /// <summary>Wraps a layer of a generated model.</summary>
    /// <param name="layer">The layer.</param>
    [System.ComponentModel.EditorBrowsable(System.ComponentModel.EditorBrowsableState.Never)]
    public Recurrent(IRecurrentLayer layer) => this.layer = layer;

    /// <summary>Features per step that the first layer reads, I.</summary>
    public int InputSize => layer.InputSize;

    /// <summary>Features per step that the last layer gives, H.</summary>
    public int OutputSize => layer.OutputSize;

    /// <summary>The cells, first layer first; each sees the model's parameters.</summary>
    public IReadOnlyList<Trainable> Cells => layer.Cells;

    /// <summary>Probability with which a feature between two layers is dropped while training.</summary>
    public double Dropout => layer.Dropout;

    /// <summary>Runs the layers from states of zeros, without dropout: (B,T,I) to (B,T,H). Stops at each sequence's length.</summary>
    /// <param name="input">(B,T,I).</param>
    /// <exception cref="ShapeMismatchException">The input has other features.</exception>
    [return: Shape("B", "T", "O")]
    public ScannedSequence Scan([Shape("B", "T", "I")] Sequence input) => layer.Scan(input, []);

    /// <summary>Runs the layers from given states, without dropout: (B,T,I) to (B,T,H).</summary>
    /// <param name="input">(B,T,I).</param>
    /// <param name="initial">States before the first step, each (B,H), in the cell's order, layer by layer; those left out at the end are zeros.</param>
    /// <exception cref="ArgumentException">There are more states than the layer carries.</exception>
    /// <exception cref="ShapeMismatchException">The input or a state has another shape.</exception>
    [return: Shape("B", "T", "O")]
    public ScannedSequence Scan([Shape("B", "T", "I")] Sequence input, [Shape("B", "H")] params Vectors[] initial) => layer.Scan(input, initial);

    /// <summary>Runs a layer whose cell reads a second input or attends over a memory, without dropout: (B,T,I) to (B,T,H).</summary>
    /// <param name="input">(B,T,I).</param>
    /// <param name="memory">(B,S,K), or of a cell of two inputs the second one, (B,T,n) with the lengths of the first.</param>
    /// <param name="initial">States before the first step, each (B,H), in the cell's order; those left out at the end are zeros.</param>
    /// <exception cref="ArgumentException">There are more states than the layer carries, or the cell reads its input only.</exception>
    /// <exception cref="ShapeMismatchException">The input, the memory or a state has another shape.</exception>
    [return: Shape("B", "T", "O")]
    public ScannedSequence Scan([Shape("B", "T", "I")] Sequence input, [Shape("B", "S", "K")] Sequence memory, [Shape("B", "H")] params Vectors[] initial)
    {
        ArgumentNullException.ThrowIfNull(memory);
        return layer.Scan(input, initial, memory);
    }

    /// <summary>Runs a layer whose cell reads three sequences, the memory it attends over last, without dropout: (B,T,I) to (B,T,H).</summary>
    /// <param name="input">(B,T,I).</param>
    /// <param name="second">The second input, (B,T,n).</param>
    /// <param name="third">The third input, (B,T,n), or the memory (B,S,K).</param>
    /// <param name="initial">States before the first step, each (B,H), in the cell's order; those left out at the end are zeros.</param>
    /// <exception cref="ArgumentException">There are more states than the layer carries, or the cell does not read three sequences.</exception>
    /// <exception cref="ShapeMismatchException">An input, the memory or a state has another shape.</exception>
    public ScannedSequence Scan(Sequence input, Sequence second, Sequence third, params Vectors[] initial)
    {
        ArgumentNullException.ThrowIfNull(second);
        ArgumentNullException.ThrowIfNull(third);
        return layer.Scan(input, initial, second, third);
    }

    /// <summary>Runs a layer whose cell reads four sequences, the memory it attends over last, without dropout: (B,T,I) to (B,T,H).</summary>
    /// <param name="input">(B,T,I).</param>
    /// <param name="second">The second input, (B,T,n).</param>
    /// <param name="third">The third input, (B,T,n).</param>
    /// <param name="fourth">The fourth input, (B,T,n), or the memory (B,S,K).</param>
    /// <param name="initial">States before the first step, each (B,H), in the cell's order; those left out at the end are zeros.</param>
    /// <exception cref="ArgumentException">There are more states than the layer carries, or the cell does not read four sequences.</exception>
    /// <exception cref="ShapeMismatchException">An input, the memory or a state has another shape.</exception>
    public ScannedSequence Scan(Sequence input, Sequence second, Sequence third, Sequence fourth, params Vectors[] initial)
    {
        ArgumentNullException.ThrowIfNull(second);
        ArgumentNullException.ThrowIfNull(third);
        ArgumentNullException.ThrowIfNull(fourth);
        return layer.Scan(input, initial, second, third, fourth);
    }

    /// <summary>Sizes and number of layers.</summary>
    public override string ToString() => $"Recurrent({InputSize} -> {OutputSize}, {Cells.Count} layers)";
}
