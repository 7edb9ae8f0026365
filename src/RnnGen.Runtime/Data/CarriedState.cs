using System;
using System.Collections.Generic;
using System.Linq;

namespace RnnGen;

/// <summary>
/// States carried from one window of a stream to the next in truncated backpropagation through time. It holds values and nothing else: no
/// gradient finds a way through it into an earlier window. It knows the window its values come from: it gives them to the next window of
/// the same stream only, and not to a sequence that begins there.
/// </summary>
public sealed class CarriedState
{
    private RecurrentState[]? layers;
    private StreamWindow? from;

    /// <summary>The states a model starts a window with: null, the states of a beginning, where nothing is carried into it.</summary>
    /// <param name="window">The window about to be run.</param>
    /// <exception cref="InvalidOperationException">The values kept are not those of the window before, or of another batch.</exception>
    [Role(Role.Stop)]
    public ModelState? Into(StreamWindow window) => Enter(window) is { } states ? new ModelState(states) : null;

    /// <summary>The states a cell starts a window with: null, the states of a beginning, where nothing is carried into it.</summary>
    /// <param name="window">The window about to be run.</param>
    /// <exception cref="InvalidOperationException">The values kept are not those of the window before, or not of one cell.</exception>
    [Role(Role.Stop)]
    public RecurrentState? IntoCell(StreamWindow window) => Enter(window) switch
    {
        null => null,
        [var state] => state,
        { } states => throw new InvalidOperationException($"The values kept are those of a model with {states.Length} cells, not of one cell."),
    };

    /// <summary>Keeps the values a model ended a window with.</summary>
    /// <param name="window">The window that was run.</param>
    /// <param name="final">Its final states.</param>
    /// <exception cref="ShapeMismatchException">The states are of another batch than the window.</exception>
    [Role(Role.Stop)]
    public void Keep(StreamWindow window, ModelState final)
    {
        ArgumentNullException.ThrowIfNull(final);
        Leave(window, [.. final.Layers]);
    }

    /// <summary>Keeps the values a cell ended a window with.</summary>
    /// <param name="window">The window that was run.</param>
    /// <param name="final">Its final states.</param>
    /// <exception cref="ShapeMismatchException">The states are of another batch than the window.</exception>
    [Role(Role.Stop)]
    public void Keep(StreamWindow window, RecurrentState final)
    {
        ArgumentNullException.ThrowIfNull(final);
        Leave(window, [final]);
    }

    /// <summary>Forgets all values: the next window must be one that nothing is carried into.</summary>
    [Role(Role.Reset)]
    public void Reset()
    {
        layers = null;
        from = null;
    }

    /// <summary>Which window the values come from.</summary>
    public override string ToString() => from is null ? "CarriedState(empty)" : $"CarriedState(after {from})";

    private RecurrentState[]? Enter(StreamWindow window)
    {
        ArgumentNullException.ThrowIfNull(window);
        if (window.IsFirst)
        {
            Reset();
            return null;
        }

        if (layers is null || from is null)
        {
            throw new InvalidOperationException($"{window} goes on from the window before it, but no values are kept: call Keep after each window.");
        }

        if (!ReferenceEquals(from.Stream, window.Stream) || from.Index + 1 != window.Index || from.Batch != window.Batch)
        {
            throw new InvalidOperationException($"{window} does not follow the window the values come from, {from}{(ReferenceEquals(from.Stream, window.Stream) ? "" : " of another stream")}.");
        }

        return window.StartsNew.Any(starts => starts) ? [.. layers.Select(layer => WithoutNew(layer, window.StartsNew))] : layers;
    }

    private void Leave(StreamWindow window, RecurrentState[] states)
    {
        ArgumentNullException.ThrowIfNull(window);
        if (states.FirstOrDefault(state => state.Batch != window.Batch) is { } other)
        {
            throw new ShapeMismatchException("final", $"states of B={window.Batch} sequences as the window", $"B={other.Batch}");
        }

        layers = states;
        from = window;
    }

    // Zeros, or what the cell has learned, for the sequences that begin anew.
    private static RecurrentState WithoutNew(RecurrentState state, IReadOnlyList<bool> startsNew) =>
        new(state.Names, [.. state.Values.Select(values =>
        {
            int size = values.Count / values.Dims[0];
            double[] kept = values.ToDoubleArray();
            for (int i = 0; i < kept.Length; i++)
            {
                kept[i] = startsNew[i / size] ? 0 : kept[i];
            }

            return Tensor.FromDoubles(kept, [.. values.Dims]);
        })], state.Batch, null, state.StepsBehind is { } behind ? [.. behind.Select((steps, b) => startsNew[b] ? 0 : steps)] : null)
        {
            Begins = [.. startsNew],
        };
}
