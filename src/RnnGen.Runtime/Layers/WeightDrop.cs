using System;
using System.Linq;
using System.Numerics;

namespace RnnGen.Kernels;

/// <summary>
/// DropConnect on the recurrent matrices of a cell (Merity et al. 2018): for one training pass each element is 0 with probability p,
/// otherwise w / (1 - p). The cell runs on a masked copy of its parameters; the parameters themselves stay as they are.
/// </summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
internal sealed class WeightDrop<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly RecurrentCell<T> cell;
    private readonly double probability;
    private readonly ElementLayout[] dropped;
    private readonly AlignedBuffer<T> values;
    private readonly AlignedBuffer<T> gradients;

    public WeightDrop(RecurrentCell<T> cell, double probability, string[] names)
    {
        this.cell = cell;
        this.probability = probability;
        dropped = [.. cell.ParameterDescriptions
            .Where(p => names.Length == 0 ? p.StoredAs?.StartsWith("weight_hh", StringComparison.Ordinal) == true : names.Contains(p.Name)).Select(p => p.Layout)];
        if (dropped.Length == 0 || names.Any(name => cell.ParameterDescriptions.All(p => p.Name != name)))
        {
            throw new ArgumentException(
                $"Weight drop needs the names of the recurrent matrices of {cell.GetType().Name}; its parameters are {string.Join(", ", cell.ParameterDescriptions.Select(p => p.Name))}.", nameof(names));
        }

        values = new AlignedBuffer<T>(cell.ParameterLength);
        gradients = new AlignedBuffer<T>(cell.ParameterLength);
    }

    /// <summary>From here on the cell runs on the masked copy.</summary>
    public void Begin(ulong key)
    {
        cell.ParameterValues.CopyTo(values.Span);
        Mask(values.Span, key);
        gradients.Span.Clear();
        cell.Borrow(values, gradients);
    }

    /// <summary>The cell runs on its own parameters again and receives the gradients of the copy.</summary>
    public void End(ulong key)
    {
        cell.Borrow(null, null);
        Mask(gradients.Span, key);
        Span<T> own = cell.ParameterGradients, added = gradients.Span;
        for (int i = 0; i < own.Length; i++)
        {
            own[i] += added[i];
        }
    }

    private void Mask(Span<T> elements, ulong key)
    {
        foreach (ElementLayout layout in dropped)
        {
            Dropout.Apply(elements, layout, probability, key);
            key += (ulong)layout.Count;
        }
    }
}
