using System;
using System.Collections.Generic;
using System.Linq;

namespace RnnGen;

/// <summary>The states of a recurrent cell for a batch of sequences, each (B,H), of a matrix-valued state (B,m,n). Immutable: a step gives a new one.</summary>
public sealed class RecurrentState
{
    private readonly Tensor[] values;

    /// <summary>Bundles states.</summary>
    /// <param name="names">Name of each state, in the cell's order.</param>
    /// <param name="values">Value of each state, (B,H) or (B,m,n), all with one B.</param>
    /// <exception cref="ArgumentException">The lists differ in length or are empty.</exception>
    /// <exception cref="ShapeMismatchException">A value is not of rank 2 or 3, or has another B.</exception>
    public RecurrentState(IReadOnlyList<string> names, IReadOnlyList<Tensor> values)
        : this(names, values, null)
    {
    }

    internal RecurrentState(IReadOnlyList<string> names, IReadOnlyList<Tensor> values, Tensor? output, int[]? stepsBehind = null)
    {
        ArgumentNullException.ThrowIfNull(names);
        ArgumentNullException.ThrowIfNull(values);
        if (names.Count != values.Count || names.Count == 0)
        {
            throw new ArgumentException($"There are {names.Count} names but {values.Count} values; a cell has at least one state.", nameof(values));
        }

        foreach (Tensor value in values)
        {
            if (value.Rank is not (2 or 3) || value.Dims[0] != values[0].Dims[0])
            {
                throw new ShapeMismatchException(nameof(values), $"(B={values[0].Dims[0]}, H)", $"({string.Join(", ", value.Dims)})");
            }
        }

        Names = [.. names];
        this.values = [.. values];
        Output = output;
        StepsBehind = stepsBehind;
    }

    /// <summary>Names of the states.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Values of the states, each (B,H).</summary>
    public IReadOnlyList<Tensor> Values => values;

    /// <summary>The cell's output of the step that led here, (B,H); null for states that did not come from <c>Step</c>.</summary>
    public Tensor? Output { get; }

    /// <summary>Steps that each sequence has behind it, (B); null when none has any, as in a state made by hand.</summary>
    internal int[]? StepsBehind { get; }

    /// <summary>Sequences, B.</summary>
    public int Batch => values[0].Dims[0];

    /// <summary>A state by name, (B,H).</summary>
    /// <param name="name">Name as in the cell's declaration.</param>
    /// <exception cref="KeyNotFoundException">There is no state of that name.</exception>
    public Tensor this[string name]
    {
        get
        {
            int index = Names.ToList().IndexOf(name);
            return index >= 0 ? values[index] : throw new KeyNotFoundException($"There is no state '{name}'; the states are {string.Join(", ", Names)}.");
        }
    }

    /// <summary>Names and shapes.</summary>
    public override string ToString() => "RecurrentState(" + string.Join(", ", Names.Select((n, i) => $"{n}[{string.Join(",", values[i].Dims)}]")) + ")";
}
