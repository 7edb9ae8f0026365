using System;
using System.Collections.Generic;
using System.Linq;
using RnnGen.Kernels;

namespace RnnGen;

/// <summary>The outputs of a recurrent layer, (B,T,H), with the states it ended with.</summary>
public sealed class ScannedSequence : Sequence
{
    private readonly Sequence outputs;
    private readonly IReadOnlyList<RecurrentState> final;
    private readonly int directions;

    internal ScannedSequence(Sequence outputs, IReadOnlyList<RecurrentState> final, int directions)
        : base(outputs.Packing, outputs.Features)
    {
        this.outputs = outputs;
        this.final = final;
        this.directions = directions;
    }

    /// <summary>
    /// A state of the last layer after the last real step of each sequence, (B,H). Of a bidirectional layer: the state of the forward
    /// direction and that of the backward direction side by side, (B,2H).
    /// </summary>
    /// <param name="state">Name of the state as in the cell's declaration.</param>
    /// <exception cref="KeyNotFoundException">There is no state of that name.</exception>
    public Vectors Final(string state)
    {
        ArgumentNullException.ThrowIfNull(state);
        Vectors[] sides = [.. final.TakeLast(directions).Select(layer => Vectors.From(layer[state]))];
        return sides.Length == 1 ? sides[0] : Sequences.Concat(sides);
    }

    /// <summary>The states behind the last real step, layer by layer, forwards before backwards.</summary>
    internal IReadOnlyList<RecurrentState> States => final;

    /// <summary>The values as a tensor (B,T,F), exactly 0 at padding.</summary>
    public override Tensor ToTensor() => outputs.ToTensor();

    internal override void PackInto<T>(Panel<T> rows) => outputs.PackInto(rows);

    internal override bool TryGetPanels<T>(out Panel<T> values, out Panel<T> gradient) => outputs.TryGetPanels(out values, out gradient);
}
