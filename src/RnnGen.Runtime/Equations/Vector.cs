using System;
using System.Globalization;
using System.Linq;
using RnnGen.Kernels;

namespace RnnGen;

/// <summary>
/// A column vector of an equation, in double precision: either values of its own, which never change, or a live view of a cell's
/// parameter. Steps written over vectors run as plain C# and are the reference for the generated code.
/// </summary>
public sealed partial class Vector
{
    private readonly double[]? own;
    private readonly ParameterStorage? storage;
    private readonly ElementLayout layout;

    internal Vector(double[] values)
    {
        own = values;
        Size = values.Length;
    }

    internal Vector(ParameterStorage storage, ElementLayout layout)
    {
        this.storage = storage;
        this.layout = layout;
        Size = layout.Rows;
    }

    /// <summary>Number of elements.</summary>
    public int Size { get; }

    /// <summary>One element. Only a vector that is a cell's parameter can be written.</summary>
    /// <param name="index">0 to <see cref="Size"/> - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The index lies outside the vector.</exception>
    /// <exception cref="InvalidOperationException">Written, but not a parameter.</exception>
    public double this[int index]
    {
        get
        {
            CheckIndex(index);
            return own is null ? storage!.GetValue(layout[index, 0]) : own[index];
        }

        set
        {
            CheckIndex(index);
            Writable().SetValue(layout[index, 0], value);
        }
    }

    /// <summary>Neighbouring elements: <c>a[..H]</c>, <c>a[H..(2 * H)]</c>. In equations the ends are constants counted from the front.</summary>
    /// <param name="range">Which elements, at least one.</param>
    /// <exception cref="ArgumentOutOfRangeException">The elements are not all in the vector, or there are none.</exception>
    public Vector this[Range range]
    {
        get
        {
            (int start, int count) = range.GetOffsetAndLength(Size);
            return Equations.Slice(this, start, count);
        }
    }

    /// <summary>A vector of the given values.</summary>
    /// <param name="values">The elements; copied.</param>
    public static Vector From(params double[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return new((double[])values.Clone());
    }

    /// <summary>A vector of zeros.</summary>
    /// <param name="size">Number of elements.</param>
    public static Vector Zeros(int size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        return new(new double[size]);
    }

    /// <summary>Overwrites all elements of a vector that is a cell's parameter.</summary>
    /// <param name="values"><see cref="Size"/> values.</param>
    /// <exception cref="ShapeMismatchException">The number of values differs from <see cref="Size"/>.</exception>
    /// <exception cref="InvalidOperationException">The vector is not a parameter.</exception>
    public void Set(params double[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        ParameterStorage target = Writable();
        if (values.Length != Size)
        {
            throw new ShapeMismatchException(nameof(values), $"({Size})", $"({values.Length})");
        }

        for (int i = 0; i < Size; i++)
        {
            target.SetValue(layout[i, 0], values[i]);
        }
    }

    /// <summary>A copy of the elements.</summary>
    public double[] ToArray()
    {
        var copy = new double[Size];
        for (int i = 0; i < copy.Length; i++)
        {
            copy[i] = this[i];
        }

        return copy;
    }

    /// <summary>Elementwise sum.</summary>
    /// <param name="left">(n).</param>
    /// <param name="right">(n).</param>
    /// <exception cref="ShapeMismatchException">The sizes differ.</exception>
    public static Vector operator +(Vector left, Vector right) => Combine(left, right, static (a, b) => a + b);

    /// <summary>Elementwise difference.</summary>
    /// <param name="left">(n).</param>
    /// <param name="right">(n).</param>
    /// <exception cref="ShapeMismatchException">The sizes differ.</exception>
    public static Vector operator -(Vector left, Vector right) => Combine(left, right, static (a, b) => a - b);

    /// <summary>Elementwise product.</summary>
    /// <param name="left">(n).</param>
    /// <param name="right">(n).</param>
    /// <exception cref="ShapeMismatchException">The sizes differ.</exception>
    public static Vector operator *(Vector left, Vector right) => Combine(left, right, static (a, b) => a * b);

    /// <summary>Elementwise quotient.</summary>
    /// <param name="left">(n).</param>
    /// <param name="right">(n).</param>
    /// <exception cref="ShapeMismatchException">The sizes differ.</exception>
    public static Vector operator /(Vector left, Vector right) => Combine(left, right, static (a, b) => a / b);

    /// <summary>Adds a number to every element.</summary>
    /// <param name="left">(n).</param>
    /// <param name="right">The number.</param>
    public static Vector operator +(Vector left, double right) => left.Map(a => a + right);

    /// <summary>Subtracts a number from every element.</summary>
    /// <param name="left">(n).</param>
    /// <param name="right">The number.</param>
    public static Vector operator -(Vector left, double right) => left.Map(a => a - right);

    /// <summary>Multiplies every element by a number.</summary>
    /// <param name="left">(n).</param>
    /// <param name="right">The number.</param>
    public static Vector operator *(Vector left, double right) => left.Map(a => a * right);

    /// <summary>Divides every element by a number.</summary>
    /// <param name="left">(n).</param>
    /// <param name="right">The number.</param>
    public static Vector operator /(Vector left, double right) => left.Map(a => a / right);

    /// <summary>Adds every element to a number.</summary>
    /// <param name="left">The number.</param>
    /// <param name="right">(n).</param>
    public static Vector operator +(double left, Vector right) => right.Map(b => left + b);

    /// <summary>Subtracts every element from a number.</summary>
    /// <param name="left">The number.</param>
    /// <param name="right">(n).</param>
    public static Vector operator -(double left, Vector right) => right.Map(b => left - b);

    /// <summary>Multiplies every element by a number.</summary>
    /// <param name="left">The number.</param>
    /// <param name="right">(n).</param>
    public static Vector operator *(double left, Vector right) => right.Map(b => left * b);

    /// <summary>Divides a number by every element.</summary>
    /// <param name="left">The number.</param>
    /// <param name="right">(n).</param>
    public static Vector operator /(double left, Vector right) => right.Map(b => left / b);

    /// <summary>Elementwise negation.</summary>
    /// <param name="operand">(n).</param>
    public static Vector operator -(Vector operand) => operand.Map(static a => -a);

    /// <summary>The size and the first elements.</summary>
    public override string ToString()
    {
        var shown = Enumerable.Range(0, Math.Min(Size, 8)).Select(i => this[i].ToString("0.######", CultureInfo.InvariantCulture));
        return $"Vector[{Size}] ({string.Join(", ", shown)}{(Size > 8 ? ", ..." : "")})";
    }

    internal Vector Map(Func<double, double> function)
    {
        var result = new double[Size];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = function(this[i]);
        }

        return new Vector(result);
    }

    internal static Vector Combine(Vector left, Vector right, Func<double, double, double> function)
    {
        if (left.Size != right.Size)
        {
            throw new ShapeMismatchException(nameof(right), $"({left.Size})", $"({right.Size})");
        }

        var result = new double[left.Size];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = function(left[i], right[i]);
        }

        return new Vector(result);
    }

    private void CheckIndex(int index)
    {
        if ((uint)index >= (uint)Size)
        {
            throw new ArgumentOutOfRangeException(nameof(index), index, $"The vector has {Size} elements.");
        }
    }

    private ParameterStorage Writable() =>
        storage ?? throw new InvalidOperationException("Only a vector that is a parameter can be written; results of equations never change.");
}
