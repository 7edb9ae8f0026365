using System;
using System.Collections.Generic;
using System.Linq;
using RnnGen.Kernels;

namespace RnnGen;

/// <summary>One vector for each sequence of a batch, (B,F): what pooling a <see cref="Sequence"/> over time gives, or a condition for all its steps.</summary>
public sealed class Vectors
{
    internal Vectors(Sequence rows) => Rows = rows;

    /// <summary>Sequences, B.</summary>
    public int Batch => Rows.Batch;

    /// <summary>Features of each vector, F.</summary>
    public int Features => Rows.Features;

    /// <summary>The vectors as sequences of one step.</summary>
    internal Sequence Rows { get; }

    /// <summary>Vectors over a tensor.</summary>
    /// <param name="values">(B,F).</param>
    /// <exception cref="ShapeMismatchException"><paramref name="values"/> is not of rank 2.</exception>
    /// <exception cref="ArgumentException">There is no vector.</exception>
    [return: Shape("B", "F")]
    public static Vectors From([Shape("B", "F")] Tensor values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return values.Rank == 2
            ? new Vectors(Sequence.From(values.Reshape(values.Dims[0], 1, values.Dims[1])))
            : throw new ShapeMismatchException(nameof(values), "(B, F)", Shape.Text(values.Dims));
    }

    /// <summary>Vectors of one size.</summary>
    /// <param name="values">At least one vector (F); F is the same for all.</param>
    /// <exception cref="ArgumentException">There is no vector, or one is null.</exception>
    /// <exception cref="ShapeMismatchException">Two vectors differ in F.</exception>
    public static Vectors From(IEnumerable<float[]> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        float[][] rows = [.. values];
        for (int b = 0; b < rows.Length; b++)
        {
            if (rows[b] is null)
            {
                throw new ArgumentException($"values[{b}] is null.", nameof(values));
            }

            if (rows[b].Length != rows[0].Length)
            {
                throw new ShapeMismatchException($"values[{b}]", $"(F={rows[0].Length})", $"({rows[b].Length})");
            }
        }

        return rows.Length > 0
            ? From(Tensor.FromArray([.. rows.SelectMany(row => row)], rows.Length, rows[0].Length))
            : throw new ArgumentException("A batch needs at least one vector.", nameof(values));
    }

    /// <summary>Elementwise sum.</summary>
    /// <param name="left">(B,F).</param>
    /// <param name="right">(B,F).</param>
    /// <exception cref="ShapeMismatchException">The shapes differ.</exception>
    public static Vectors operator +(Vectors left, Vectors right) => Combine(left, right, static (a, b) => a + b);

    /// <summary>Elementwise difference.</summary>
    /// <param name="left">(B,F).</param>
    /// <param name="right">(B,F).</param>
    /// <exception cref="ShapeMismatchException">The shapes differ.</exception>
    public static Vectors operator -(Vectors left, Vectors right) => Combine(left, right, static (a, b) => a - b);

    /// <summary>Elementwise product.</summary>
    /// <param name="left">(B,F).</param>
    /// <param name="right">(B,F).</param>
    /// <exception cref="ShapeMismatchException">The shapes differ.</exception>
    public static Vectors operator *(Vectors left, Vectors right) => Combine(left, right, static (a, b) => a * b);

    /// <summary>Adds a number to every element.</summary>
    /// <param name="left">(B,F).</param>
    /// <param name="right">The number.</param>
    public static Vectors operator +(Vectors left, double right) => Map(left, rows => rows + right);

    /// <summary>Adds every element to a number.</summary>
    /// <param name="left">The number.</param>
    /// <param name="right">(B,F).</param>
    public static Vectors operator +(double left, Vectors right) => Map(right, rows => left + rows);

    /// <summary>Subtracts a number from every element.</summary>
    /// <param name="left">(B,F).</param>
    /// <param name="right">The number.</param>
    public static Vectors operator -(Vectors left, double right) => Map(left, rows => rows - right);

    /// <summary>Subtracts every element from a number.</summary>
    /// <param name="left">The number.</param>
    /// <param name="right">(B,F).</param>
    public static Vectors operator -(double left, Vectors right) => Map(right, rows => left - rows);

    /// <summary>Multiplies every element by a number.</summary>
    /// <param name="left">(B,F).</param>
    /// <param name="right">The number.</param>
    public static Vectors operator *(Vectors left, double right) => Map(left, rows => rows * right);

    /// <summary>Multiplies every element by a number.</summary>
    /// <param name="left">The number.</param>
    /// <param name="right">(B,F).</param>
    public static Vectors operator *(double left, Vectors right) => Map(right, rows => left * rows);

    /// <summary>The values as a tensor (B,F).</summary>
    public Tensor ToTensor()
    {
        Tensor rows = Rows.ToTensor();
        return rows.Reshape(rows.Dims[0], rows.Dims[2]);
    }

    /// <summary>The shape.</summary>
    public override string ToString() => $"Vectors[{Batch},{Features}]";

    /// <summary>One row for each sequence, in batch order.</summary>
    internal static Packing PackingOf(int batch)
    {
        var ones = new int[batch];
        Array.Fill(ones, 1);
        return new Packing(ones, 1);
    }

    internal static Vectors Map(Vectors operand, Func<Sequence, Sequence> function)
    {
        ArgumentNullException.ThrowIfNull(operand);
        return new Vectors(function(operand.Rows));
    }

    private static Vectors Combine(Vectors left, Vectors right, Func<Sequence, Sequence, Sequence> function)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return left.Batch == right.Batch && left.Features == right.Features
            ? new Vectors(function(left.Rows, right.Rows))
            : throw new ShapeMismatchException(nameof(right), $"(B={left.Batch}, F={left.Features})", $"(B={right.Batch}, F={right.Features})");
    }
}
