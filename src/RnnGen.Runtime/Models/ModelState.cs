using System.Collections.Generic;
using System.Linq;

namespace RnnGen;

/// <summary>The states of all recurrent layers of a model, and the result of its last step. Immutable.</summary>
/// <param name="layers">States of each cell, in the order the model runs them.</param>
/// <param name="output">Result of the step that led here, (B,V); null before the first.</param>
public sealed class ModelState(IReadOnlyList<RecurrentState> layers, Tensor? output = null)
{
    /// <summary>States of each cell, in the order the model runs them.</summary>
    public IReadOnlyList<RecurrentState> Layers { get; } = [.. layers];

    /// <summary>Result of the step that led here, for example logits (B,V); null before the first step.</summary>
    public Tensor? Output { get; } = output;

    /// <summary>Number of cells and sequences.</summary>
    public override string ToString() => $"ModelState({Layers.Count} cells, B={Layers.Select(l => l.Batch).FirstOrDefault()})";
}
