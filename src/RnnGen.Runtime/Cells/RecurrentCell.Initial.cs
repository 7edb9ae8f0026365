using System;
using System.ComponentModel;

namespace RnnGen.Kernels;

/// <content>What states are before the first step: zeros, or parameters of the cell.</content>
public abstract partial class RecurrentCell<T>
{
    /// <summary>Position in <see cref="Module{T}.ParameterDescriptions"/> of the parameter a state begins as; -1 when it begins as zeros.</summary>
    /// <param name="state">Which state.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected internal virtual int InitialParameter(int state) => -1;

    /// <summary>
    /// The states before the first step: zeros, or what the cell has learned. A run that begins with them begins with the parameters as they
    /// are then, and its gradient flows into them, as that of a run without initial states.
    /// </summary>
    /// <param name="batch">Sequences, B.</param>
    [Role(Role.Reset)]
    [return: Shape("batch", "H")]
    public RecurrentState InitialState(int batch = 1)
    {
        var values = new Tensor[StateSizes.Count];
        for (int state = 0; state < values.Length; state++)
        {
            int columns = StateColumns(state), size = StateSizes[state];
            var elements = new double[batch * size];
            if (InitialParameter(state) is >= 0 and int parameter)
            {
                ElementLayout layout = ParameterDescriptions[parameter].Layout;
                for (int i = 0; i < elements.Length; i++)
                {
                    int element = i % size;
                    elements[i] = double.CreateTruncating(ParameterValues[columns == 0 ? layout[element, 0] : layout[element / columns, element % columns]]);
                }
            }

            int[] dims = columns > 0 ? [batch, size / columns, columns] : [batch, size];
            values[state] = typeof(T) == typeof(double) ? Tensor.FromDoubles(elements, dims) : Tensor.Wrap(Array.ConvertAll(elements, value => (float)value), dims);
        }

        var begins = new bool[batch];
        Array.Fill(begins, true);
        return new RecurrentState(StateNames, values, batch) { Begins = begins };
    }

    /// <summary>Fills the rows a run starts from, in rank order; sequences that begin start from what the cell has learned.</summary>
    internal void FillInitial(int state, RecurrentState? given, Packing packing, Panel<T> rows, string argument)
    {
        PanelBorder.FromBatch(given?.Values[state], packing, rows, StateColumns(state), argument);
        if (InitialParameter(state) is not (>= 0 and int parameter))
        {
            return;
        }

        ElementLayout layout = ParameterDescriptions[parameter].Layout;
        Span<T> values = ParameterValues;
        for (int rank = 0; rank < packing.Batch; rank++)
        {
            for (int i = 0; i < rows.Features * rows.SlotCount && RecurrentState.Begin(given, packing.Order[rank]); i++)
            {
                rows[rank, i / rows.SlotCount, i % rows.SlotCount] = values[layout[i / rows.SlotCount, i % rows.SlotCount]];
            }
        }
    }

    /// <summary>Adds the gradients of the states that sequences began with to what the cell learns them from.</summary>
    internal void AddInitialGradient(int state, RecurrentState? given, Packing packing, Panel<T> gradient)
    {
        if (InitialParameter(state) is not (>= 0 and int parameter))
        {
            return;
        }

        ElementLayout layout = ParameterDescriptions[parameter].Layout;
        Span<T> sums = ParameterGradients;
        for (int rank = 0; rank < packing.Batch; rank++)
        {
            for (int i = 0; i < gradient.Features * gradient.SlotCount && RecurrentState.Begin(given, packing.Order[rank]); i++)
            {
                sums[layout[i / gradient.SlotCount, i % gradient.SlotCount]] += gradient[rank, i / gradient.SlotCount, i % gradient.SlotCount];
            }
        }
    }
}
