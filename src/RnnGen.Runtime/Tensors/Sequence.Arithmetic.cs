using System;
using RnnGen.Kernels;
using Double = RnnGen.Kernels.Elementwise<double, RnnGen.Kernels.Lanes64>;

namespace RnnGen;

/// <content>Arithmetic on real steps, as a forward method writes it. Results are new sequences in double.</content>
public abstract partial class Sequence
{
    private delegate void Kernel(Panel<double> left, Panel<double> right, Panel<double> result);

    /// <summary>Elementwise sum: a residual connection.</summary>
    /// <param name="left">(B,T,F).</param>
    /// <param name="right">(B,T,F) of the same lengths.</param>
    /// <exception cref="ShapeMismatchException">Shapes or lengths differ.</exception>
    public static Sequence operator +(Sequence left, Sequence right) => Combine(left, right, Double.Add);

    /// <summary>Elementwise difference.</summary>
    /// <param name="left">(B,T,F).</param>
    /// <param name="right">(B,T,F) of the same lengths.</param>
    /// <exception cref="ShapeMismatchException">Shapes or lengths differ.</exception>
    public static Sequence operator -(Sequence left, Sequence right) => Combine(left, right, Double.Subtract);

    /// <summary>Elementwise product: a gate.</summary>
    /// <param name="left">(B,T,F).</param>
    /// <param name="right">(B,T,F) of the same lengths.</param>
    /// <exception cref="ShapeMismatchException">Shapes or lengths differ.</exception>
    public static Sequence operator *(Sequence left, Sequence right) => Combine(left, right, static (a, b, y) => Double.Multiply(a, b, y));

    /// <summary>Adds a number to every element of the real steps.</summary>
    /// <param name="left">(B,T,F).</param>
    /// <param name="right">The number.</param>
    public static Sequence operator +(Sequence left, double right) => Scale(left, 1, right);

    /// <summary>Adds every element of the real steps to a number.</summary>
    /// <param name="left">The number.</param>
    /// <param name="right">(B,T,F).</param>
    public static Sequence operator +(double left, Sequence right) => Scale(right, 1, left);

    /// <summary>Subtracts a number from every element of the real steps.</summary>
    /// <param name="left">(B,T,F).</param>
    /// <param name="right">The number.</param>
    public static Sequence operator -(Sequence left, double right) => Scale(left, 1, -right);

    /// <summary>Subtracts every element of the real steps from a number.</summary>
    /// <param name="left">The number.</param>
    /// <param name="right">(B,T,F).</param>
    public static Sequence operator -(double left, Sequence right) => Scale(right, -1, left);

    /// <summary>Multiplies every element by a number.</summary>
    /// <param name="left">(B,T,F).</param>
    /// <param name="right">The number.</param>
    public static Sequence operator *(Sequence left, double right) => Scale(left, right, 0);

    /// <summary>Multiplies every element by a number.</summary>
    /// <param name="left">The number.</param>
    /// <param name="right">(B,T,F).</param>
    public static Sequence operator *(double left, Sequence right) => Scale(right, left, 0);

    /// <summary>The real steps in double.</summary>
    internal Panel<double> Doubles()
    {
        var memory = new AlignedBuffer<double>(Panel<double>.Length(Features, 1, Packing.Rows));
        var rows = new Panel<double>(memory.Span, Features, 1, Packing.Rows);
        PackInto(rows);
        return rows;
    }

    private static OwnedSequence<double> Scale(Sequence operand, double factor, double summand)
    {
        ArgumentNullException.ThrowIfNull(operand);
        var result = new OwnedSequence<double>(operand.Packing, operand.Features);
        Double.Scale(operand.Doubles(), factor, summand, result.Values);
        return result;
    }

    private static OwnedSequence<double> Combine(Sequence left, Sequence right, Kernel kernel)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        if (left.Features != right.Features)
        {
            throw new ShapeMismatchException(
                nameof(right), $"(B={left.Batch}, T={left.Steps}, F={left.Features})", $"(B={right.Batch}, T={right.Steps}, F={right.Features})");
        }

        Losses.CheckLengths(left, right.Packing, nameof(right));
        var result = new OwnedSequence<double>(left.Packing, left.Features);
        kernel(left.Doubles(), right.Doubles(), result.Values);
        return result;
    }
}
