using System;
using System.Collections.Generic;
using RnnGen.Kernels;

namespace RnnGen;

/// <summary>One trainable parameter of a model: a matrix or a vector.</summary>
public sealed class Parameter
{
    private readonly ParameterStorage storage;
    private readonly ParameterDescription description;

    internal Parameter(ParameterStorage storage, ParameterDescription description)
    {
        this.storage = storage;
        this.description = description;
        Dims = Array.AsReadOnly(OwnDims());
    }

    /// <summary>Name inside the model, for example <c>Memory.Wf</c>.</summary>
    public string Name => description.Name;

    /// <summary>(rows, columns), or (size) of a vector.</summary>
    public IReadOnlyList<int> Dims { get; }

    /// <summary>Number of elements.</summary>
    public int Count => Layout.Count;

    /// <summary>Name of the tensor in files. Parameters that share one are stacked by rows.</summary>
    public string StoredAs => description.StoredAs ?? description.Name;

    /// <summary>Position in that stack, 0 for the first rows.</summary>
    public int Part => description.Part;

    /// <summary>A copy of the values.</summary>
    public Tensor Value => Copy(gradient: false);

    /// <summary>A copy of the gradient.</summary>
    public Tensor Gradient => Copy(gradient: true);

    internal ElementLayout Layout => description.Layout;

    internal bool IsVector => description.IsVector;

    /// <summary>Overwrites the values.</summary>
    /// <param name="value">A tensor of the same dimensions.</param>
    /// <exception cref="ShapeMismatchException">The dimensions differ.</exception>
    public void Set(Tensor value)
    {
        ArgumentNullException.ThrowIfNull(value);
        CheckDims(value, nameof(value));
        for (int i = 0; i < Count; i++)
        {
            storage.SetValue(Place(i), value.GetDouble(i));
        }
    }

    /// <summary>Overwrites the values.</summary>
    /// <param name="values">Row-major, <see cref="Count"/> elements.</param>
    /// <exception cref="ShapeMismatchException">The number of elements differs.</exception>
    public void Set(float[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        CheckCount(values.Length);
        for (int i = 0; i < values.Length; i++)
        {
            storage.SetValue(Place(i), values[i]);
        }
    }

    /// <summary>Overwrites the values; a single-precision model rounds them.</summary>
    /// <param name="values">Row-major, <see cref="Count"/> elements.</param>
    /// <exception cref="ShapeMismatchException">The number of elements differs.</exception>
    public void Set(double[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        CheckCount(values.Length);
        for (int i = 0; i < values.Length; i++)
        {
            storage.SetValue(Place(i), values[i]);
        }
    }

    /// <summary>Overwrites the gradient, for gradients that are computed elsewhere; they then count as accumulated.</summary>
    /// <param name="gradient">A tensor of the same dimensions.</param>
    /// <exception cref="ShapeMismatchException">The dimensions differ.</exception>
    [Role(Role.Backward)]
    public void SetGradient(Tensor gradient)
    {
        ArgumentNullException.ThrowIfNull(gradient);
        CheckDims(gradient, nameof(gradient));
        GradientProtocol.BeginAccumulation(storage);
        for (int i = 0; i < Count; i++)
        {
            storage.SetGradient(Place(i), gradient.GetDouble(i));
        }
    }

    /// <summary>Name and shape.</summary>
    public override string ToString() => $"Parameter {Name}[{string.Join(",", Dims)}]";

    /// <summary>Where a row-major position lies in the flat buffer.</summary>
    internal int Place(int position)
    {
        int row = Math.DivRem(position, Layout.Columns, out int column);
        return Layout[row, column];
    }

    private int[] OwnDims() => IsVector ? [Layout.Rows] : [Layout.Rows, Layout.Columns];

    private Tensor Copy(bool gradient)
    {
        if (storage is ParameterStorage<float> memory)
        {
            var singles = new float[Count];
            ReadOnlySpan<float> source = gradient ? memory.Gradients : memory.Values;
            for (int i = 0; i < singles.Length; i++)
            {
                singles[i] = source[Place(i)];
            }

            return Tensor.Wrap(singles, OwnDims());
        }

        var doubles = new double[Count];
        for (int i = 0; i < doubles.Length; i++)
        {
            doubles[i] = gradient ? storage.GetGradient(Place(i)) : storage.GetValue(Place(i));
        }

        return Tensor.Wrap(doubles, OwnDims());
    }

    private void CheckDims(Tensor value, string argument)
    {
        bool same = value.Rank == Dims.Count;
        for (int axis = 0; same && axis < Dims.Count; axis++)
        {
            same = value.Dims[axis] == Dims[axis];
        }

        if (!same)
        {
            throw new ShapeMismatchException($"{argument} for {Name}", Shape.Text(Dims), Shape.Text(value.Dims));
        }
    }

    private void CheckCount(int count)
    {
        if (count != Count)
        {
            throw new ShapeMismatchException($"values for {Name}", $"{Shape.Text(Dims)} ({Count} elements)", $"({count})");
        }
    }
}
