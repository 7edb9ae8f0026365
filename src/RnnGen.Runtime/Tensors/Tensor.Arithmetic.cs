using System;
using System.Numerics;

namespace RnnGen;

public sealed partial class Tensor
{
    private interface IOperation
    {
        static abstract T Apply<T>(T left, T right)
            where T : INumberBase<T>;
    }

    /// <summary>Elementwise sum.</summary>
    /// <param name="left">Any shape.</param>
    /// <param name="right">The same shape.</param>
    /// <exception cref="ShapeMismatchException">The shapes differ.</exception>
    public static Tensor operator +(Tensor left, Tensor right) => Combine<Addition>(left, right);

    /// <summary>Elementwise difference.</summary>
    /// <param name="left">Any shape.</param>
    /// <param name="right">The same shape.</param>
    /// <exception cref="ShapeMismatchException">The shapes differ.</exception>
    public static Tensor operator -(Tensor left, Tensor right) => Combine<Subtraction>(left, right);

    /// <summary>Elementwise product.</summary>
    /// <param name="left">Any shape.</param>
    /// <param name="right">The same shape.</param>
    /// <exception cref="ShapeMismatchException">The shapes differ.</exception>
    public static Tensor operator *(Tensor left, Tensor right) => Combine<Multiplication>(left, right);

    /// <summary>Elementwise quotient.</summary>
    /// <param name="left">Any shape.</param>
    /// <param name="right">The same shape.</param>
    /// <exception cref="ShapeMismatchException">The shapes differ.</exception>
    public static Tensor operator /(Tensor left, Tensor right) => Combine<Division>(left, right);

    /// <summary>Adds a number to every element.</summary>
    /// <param name="left">Any shape.</param>
    /// <param name="right">The number.</param>
    public static Tensor operator +(Tensor left, double right) => Combine<Addition>(left, right, false);

    /// <summary>Subtracts a number from every element.</summary>
    /// <param name="left">Any shape.</param>
    /// <param name="right">The number.</param>
    public static Tensor operator -(Tensor left, double right) => Combine<Subtraction>(left, right, false);

    /// <summary>Multiplies every element by a number.</summary>
    /// <param name="left">Any shape.</param>
    /// <param name="right">The number.</param>
    public static Tensor operator *(Tensor left, double right) => Combine<Multiplication>(left, right, false);

    /// <summary>Divides every element by a number.</summary>
    /// <param name="left">Any shape.</param>
    /// <param name="right">The number.</param>
    public static Tensor operator /(Tensor left, double right) => Combine<Division>(left, right, false);

    /// <summary>Adds every element to a number.</summary>
    /// <param name="left">The number.</param>
    /// <param name="right">Any shape.</param>
    public static Tensor operator +(double left, Tensor right) => Combine<Addition>(right, left, true);

    /// <summary>Subtracts every element from a number.</summary>
    /// <param name="left">The number.</param>
    /// <param name="right">Any shape.</param>
    public static Tensor operator -(double left, Tensor right) => Combine<Subtraction>(right, left, true);

    /// <summary>Multiplies every element by a number.</summary>
    /// <param name="left">The number.</param>
    /// <param name="right">Any shape.</param>
    public static Tensor operator *(double left, Tensor right) => Combine<Multiplication>(right, left, true);

    /// <summary>Divides a number by every element.</summary>
    /// <param name="left">The number.</param>
    /// <param name="right">Any shape.</param>
    public static Tensor operator /(double left, Tensor right) => Combine<Division>(right, left, true);

    /// <summary>Elementwise negation.</summary>
    /// <param name="operand">Any shape.</param>
    public static Tensor operator -(Tensor operand) => Combine<Multiplication>(operand, -1, false);

    private static Tensor Combine<TOperation>(Tensor left, Tensor right)
        where TOperation : IOperation
    {
        if (!left.dims.AsSpan().SequenceEqual(right.dims))
        {
            throw new ShapeMismatchException(nameof(right), Shape.Text(left.dims), Shape.Text(right.dims));
        }

        return left.IsDouble || right.IsDouble
            ? Wrap(Zip<double, TOperation>(left.Doubles ?? left.ToDoubleArray(), right.Doubles ?? right.ToDoubleArray()), left.dims)
            : Wrap(Zip<float, TOperation>(left.Singles!, right.Singles!), left.dims);
    }

    private static Tensor Combine<TOperation>(Tensor tensor, double scalar, bool scalarFirst)
        where TOperation : IOperation => tensor.IsDouble
        ? Wrap(Map<double, TOperation>(tensor.Doubles!, scalar, scalarFirst), tensor.dims)
        : Wrap(Map<float, TOperation>(tensor.Singles!, (float)scalar, scalarFirst), tensor.dims);

    private static T[] Zip<T, TOperation>(T[] left, T[] right)
        where T : INumberBase<T>
        where TOperation : IOperation
    {
        var result = new T[left.Length];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = TOperation.Apply(left[i], right[i]);
        }

        return result;
    }

    private static T[] Map<T, TOperation>(T[] values, T scalar, bool scalarFirst)
        where T : INumberBase<T>
        where TOperation : IOperation
    {
        var result = new T[values.Length];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = scalarFirst ? TOperation.Apply(scalar, values[i]) : TOperation.Apply(values[i], scalar);
        }

        return result;
    }

    private readonly struct Addition : IOperation
    {
        public static T Apply<T>(T left, T right)
            where T : INumberBase<T> => left + right;
    }

    private readonly struct Subtraction : IOperation
    {
        public static T Apply<T>(T left, T right)
            where T : INumberBase<T> => left - right;
    }

    private readonly struct Multiplication : IOperation
    {
        public static T Apply<T>(T left, T right)
            where T : INumberBase<T> => left * right;
    }

    private readonly struct Division : IOperation
    {
        public static T Apply<T>(T left, T right)
            where T : INumberBase<T> => left / right;
    }
}
