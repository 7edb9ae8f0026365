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
        : this(names, values, -1, null)
    {
    }

    /// <summary>Bundles states; a cell without states has a batch only.</summary>
    internal RecurrentState(IReadOnlyList<string> names, IReadOnlyList<Tensor> values, int batch, Tensor? output = null, int[]? stepsBehind = null)
    {
        ArgumentNullException.ThrowIfNull(names);
        ArgumentNullException.ThrowIfNull(values);
        if (names.Count != values.Count || (names.Count == 0 && batch < 0))
        {
            throw new ArgumentException($"There are {names.Count} names but {values.Count} values; where there is no state, InitialState gives what a cell begins with.", nameof(values));
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
        Batch = this.values.Length > 0 ? this.values[0].Dims[0] : batch;
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

    /// <summary>Which sequences begin here, (B), so that they start from what the cell has learned, whatever the values say; null when none does.</summary>
    internal bool[]? Begins { get; init; }

    /// <summary>Whether a sequence of a run begins here; one that was given no states does.</summary>
    internal static bool Begin(RecurrentState? given, int sequence) => given is null || given.Begins?[sequence] == true;

    /// <summary>Sequences, B.</summary>
    public int Batch { get; }

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
