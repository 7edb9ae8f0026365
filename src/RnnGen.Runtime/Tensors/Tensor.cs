using System;
using System.Collections.Generic;
using System.Linq;

namespace RnnGen;

/// <summary>
/// A dense array of numbers with dimensions, row-major: the exchange type at the edges of the library. Elements are
/// <see cref="float"/>; tensors that come from double-precision models hold doubles inside, see <see cref="ToDoubleArray"/>.
/// </summary>
public sealed partial class Tensor : IEquatable<Tensor>
{
    private readonly int[] dims;

    /// <summary>A tensor of zeros.</summary>
    /// <param name="dims">Dimensions, none negative; no dimensions give a scalar.</param>
    /// <exception cref="ArgumentOutOfRangeException">A dimension is negative.</exception>
    /// <exception cref="OverflowException">There are more elements than an array can hold.</exception>
    public Tensor(params int[] dims)
        : this(new float[CountOf(dims)], null, (int[])dims.Clone())
    {
    }

    private Tensor(float[]? singles, double[]? doubles, int[] dims)
    {
        this.dims = dims;
        Singles = singles;
        Doubles = doubles;
        Dims = Array.AsReadOnly(dims);
    }

    /// <summary>The dimensions.</summary>
    public IReadOnlyList<int> Dims { get; }

    /// <summary>Number of dimensions.</summary>
    public int Rank => dims.Length;

    /// <summary>Number of elements.</summary>
    public int Count => Singles?.Length ?? Doubles!.Length;

    /// <summary>Whether the elements are held in double precision.</summary>
    public bool IsDouble => Doubles is not null;

    internal float[]? Singles { get; }

    internal double[]? Doubles { get; }

    /// <summary>One element of a vector.</summary>
    /// <param name="i">Index.</param>
    /// <exception cref="InvalidOperationException">The tensor is not of rank 1.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The index lies outside the tensor.</exception>
    public float this[int i]
    {
        get => Get(Place(i));
        set => Set(Place(i), value);
    }

    /// <summary>One element of a matrix.</summary>
    /// <param name="i">First index.</param>
    /// <param name="j">Second index.</param>
    /// <exception cref="InvalidOperationException">The tensor is not of rank 2.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An index lies outside the tensor.</exception>
    public float this[int i, int j]
    {
        get => Get(Place(i, j));
        set => Set(Place(i, j), value);
    }

    /// <summary>One element of a tensor of rank 3.</summary>
    /// <param name="i">First index.</param>
    /// <param name="j">Second index.</param>
    /// <param name="k">Third index.</param>
    /// <exception cref="InvalidOperationException">The tensor is not of rank 3.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An index lies outside the tensor.</exception>
    public float this[int i, int j, int k]
    {
        get => Get(Place(i, j, k));
        set => Set(Place(i, j, k), value);
    }

    /// <summary>One element in full precision.</summary>
    /// <param name="flatIndex">Row-major position, 0 to <see cref="Count"/> - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The position lies outside the tensor.</exception>
    public double GetDouble(int flatIndex)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(flatIndex);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(flatIndex, Count);
        return Doubles is null ? Singles![flatIndex] : Doubles[flatIndex];
    }

    /// <summary>A copy of the elements, row-major; doubles are rounded.</summary>
    public float[] ToArray() => Doubles is null ? (float[])Singles!.Clone() : Array.ConvertAll(Doubles, static value => (float)value);

    /// <summary>A copy of the elements in double precision, row-major.</summary>
    public double[] ToDoubleArray() => Doubles is null ? Array.ConvertAll(Singles!, static value => (double)value) : (double[])Doubles.Clone();

    /// <summary>A copy of the elements of a matrix.</summary>
    /// <exception cref="InvalidOperationException">The tensor is not of rank 2.</exception>
    public float[,] ToArray2D()
    {
        CheckRank(2);
        var copy = new float[dims[0], dims[1]];
        Buffer.BlockCopy(Singles ?? ToArray(), 0, copy, 0, copy.Length * sizeof(float));
        return copy;
    }

    /// <summary>The same elements under other dimensions. The memory is shared.</summary>
    /// <remarks>Elements keep their order in memory: to exchange axes, use <see cref="Permute"/>.</remarks>
    /// <param name="newDims">Dimensions with the same number of elements; one can be -1 for what is left.</param>
    /// <exception cref="ShapeMismatchException">The number of elements differs.</exception>
    public Tensor Reshape(params int[] newDims)
    {
        ArgumentNullException.ThrowIfNull(newDims);
        int open = Array.IndexOf(newDims, -1);
        if (open >= 0 && CountOf(With(newDims, open, 1)) is > 0 and int others)
        {
            newDims = With(newDims, open, Count / others);
        }

        if (CountOf(newDims) != Count)
        {
            throw new ShapeMismatchException(nameof(newDims), $"{Shape.Text(dims)} ({Count} elements)", Shape.Text(newDims));
        }

        return new Tensor(Singles, Doubles, (int[])newDims.Clone());
    }

    /// <summary>Some of the matrices, rows or numbers along the first axis. The elements are copied.</summary>
    /// <param name="start">The first one.</param>
    /// <param name="count">How many.</param>
    /// <returns>(count, other dimensions).</returns>
    /// <exception cref="InvalidOperationException">The tensor is a scalar.</exception>
    /// <exception cref="ArgumentOutOfRangeException">They lie outside the tensor.</exception>
    public Tensor Slice(int start, int count)
    {
        if (Rank == 0)
        {
            throw new InvalidOperationException("A scalar has no axis to take a slice of.");
        }

        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, dims[0] - start);
        int size = dims[0] == 0 ? 0 : Count / dims[0];
        int[] sliced = [count, .. dims[1..]];
        return Doubles is null
            ? new Tensor(Singles![(start * size)..((start + count) * size)], null, sliced)
            : new Tensor(null, Doubles[(start * size)..((start + count) * size)], sliced);
    }

    /// <summary>One matrix, row or number along the first axis, with one dimension less. The elements are copied.</summary>
    /// <param name="index">Which one.</param>
    /// <exception cref="InvalidOperationException">The tensor is a scalar.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The index lies outside the tensor.</exception>
    public Tensor Row(int index) => Slice(index, 1).Reshape(dims[1..]);

    /// <summary>Whether dimensions and elements agree; NaN equals NaN.</summary>
    /// <param name="other">The other tensor.</param>
    public bool Equals(Tensor? other) =>
        other is not null && dims.AsSpan().SequenceEqual(other.dims) && (IsDouble, other.IsDouble) switch
        {
            (false, false) => Singles.AsSpan().SequenceEqual(other.Singles),
            (true, true) => Doubles.AsSpan().SequenceEqual(other.Doubles),
            _ => Enumerable.Range(0, Count).All(i => GetDouble(i).Equals(other.GetDouble(i))),
        };

    /// <summary>Whether it is a tensor with the same dimensions and elements; NaN equals NaN.</summary>
    /// <param name="obj">The other one.</param>
    public override bool Equals(object? obj) => Equals(obj as Tensor);

    /// <summary>A hash of the dimensions; elements can change.</summary>
    public override int GetHashCode()
    {
        HashCode hash = default;
        foreach (int size in dims)
        {
            hash.Add(size);
        }

        return hash.ToHashCode();
    }

    /// <summary>The shape.</summary>
    public override string ToString() => $"Tensor[{string.Join(",", dims)}]";

    internal static int CountOf(int[] dims)
    {
        ArgumentNullException.ThrowIfNull(dims);
        int count = 1;
        foreach (int size in dims)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(size, nameof(dims));
            count = checked(count * size);
        }

        return count;
    }

    private float Get(int place) => Doubles is null ? Singles![place] : (float)Doubles[place];

    private void Set(int place, float value)
    {
        if (Doubles is null)
        {
            Singles![place] = value;
        }
        else
        {
            Doubles[place] = value;
        }
    }

    private int Place(int i)
    {
        CheckRank(1);
        CheckIndex(i, 0);
        return i;
    }

    private int Place(int i, int j)
    {
        CheckRank(2);
        CheckIndex(i, 0);
        CheckIndex(j, 1);
        return (i * dims[1]) + j;
    }

    private int Place(int i, int j, int k)
    {
        CheckRank(3);
        CheckIndex(i, 0);
        CheckIndex(j, 1);
        CheckIndex(k, 2);
        return (((i * dims[1]) + j) * dims[2]) + k;
    }

    private void CheckRank(int rank)
    {
        if (Rank != rank)
        {
            throw new InvalidOperationException($"{rank} {(rank == 1 ? "index does" : "indices do")} not fit {this} of rank {Rank}.");
        }
    }

    private void CheckIndex(int index, int axis)
    {
        if ((uint)index >= (uint)dims[axis])
        {
            throw new ArgumentOutOfRangeException(nameof(index), index, $"Axis {axis} of {this} has {dims[axis]} elements.");
        }
    }
}
