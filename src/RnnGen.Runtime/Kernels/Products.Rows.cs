using System.Runtime.CompilerServices;

namespace RnnGen.Kernels;

/// <content>Products of the rows of one step, named by number: a time loop makes no panel for them.</content>
public static partial class Products<T, TLanes>
{
    /// <summary>target = bias + W operand for some rows.</summary>
    /// <param name="target">Gates to write, (all rows, features) per slot.</param>
    /// <param name="targetRow">First row to write.</param>
    /// <param name="bias">One row with the slots of <paramref name="target"/>; empty for 0.</param>
    /// <param name="weights">As many slots as <paramref name="target"/>.</param>
    /// <param name="operand">Vectors, (all rows, depth).</param>
    /// <param name="operandRow">First row to read.</param>
    /// <param name="rows">Number of rows.</param>
    public static void Set(in Panel<T> target, int targetRow, in Panel<T> bias, in Weights<T> weights, in Panel<T> operand, int operandRow, int rows)
    {
        Start start = bias.IsEmpty ? Start.Zero : Start.Bias;
        if (rows == 1)
        {
            RowProduct<T, T, ReadSame<T, TLanes>, TLanes>.Run(target, targetRow, bias, weights, operand, operandRow, start);
            return;
        }

        Multiply(target.Rows(targetRow, rows), bias, weights, operand.Rows(operandRow, rows), start);
    }

    /// <summary>target = bias + W operand for one row.</summary>
    /// <param name="target">Gates to write, (all rows, features) per slot.</param>
    /// <param name="targetRow">Row to write.</param>
    /// <param name="bias">One row with the slots of <paramref name="target"/>; empty for 0.</param>
    /// <param name="weights">As many slots as <paramref name="target"/>.</param>
    /// <param name="narrow">What is read instead of them, if anything.</param>
    /// <param name="operand">Vectors, (all rows, depth).</param>
    /// <param name="operandRow">Row to read.</param>
    public static void Set(
        in Panel<T> target, int targetRow, in Panel<T> bias, in Weights<T> weights, in NarrowWeights<T> narrow, in Panel<T> operand, int operandRow) =>
        MultiplyRow(target, targetRow, bias, weights, narrow, operand, operandRow, bias.IsEmpty ? Start.Zero : Start.Bias);

    /// <summary>target += W operand for one row.</summary>
    /// <param name="target">Gates to add to, (all rows, features) per slot.</param>
    /// <param name="targetRow">Row to add to.</param>
    /// <param name="weights">As many slots as <paramref name="target"/>.</param>
    /// <param name="narrow">What is read instead of them, if anything.</param>
    /// <param name="operand">Vectors, (all rows, depth).</param>
    /// <param name="operandRow">Row to read.</param>
    public static void Add(in Panel<T> target, int targetRow, in Weights<T> weights, in NarrowWeights<T> narrow, in Panel<T> operand, int operandRow) =>
        MultiplyRow(target, targetRow, target, weights, narrow, operand, operandRow, Start.Accumulate);

    private static void MultiplyRow(
        in Panel<T> target, int targetRow, in Panel<T> start, in Weights<T> weights, in NarrowWeights<T> narrow, in Panel<T> operand, int operandRow, Start how)
    {
        if (narrow.IsEmpty)
        {
            RowProduct<T, T, ReadSame<T, TLanes>, TLanes>.Run(target, targetRow, start, weights, operand, operandRow, how);
        }
        else
        {
            MultiplyNarrowRow(target, targetRow, start, weights, narrow, operand, operandRow, how);
        }
    }

    // Not inlined: what it lays on the stack would be cleared for full weights, too.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void MultiplyNarrowRow(
        in Panel<T> target, int targetRow, in Panel<T> start, in Weights<T> weights, in NarrowWeights<T> narrow, in Panel<T> operand, int operandRow, Start how) =>
        RowProduct<T, BFloat16, ReadNarrow<T, TLanes>, TLanes>.Run(target, targetRow, start, narrow.Of(weights), operand, operandRow, how);

    /// <summary>target += W operand for some rows.</summary>
    /// <param name="target">Gates to add to, (all rows, features) per slot.</param>
    /// <param name="targetRow">First row to add to.</param>
    /// <param name="weights">As many slots as <paramref name="target"/>.</param>
    /// <param name="operand">Vectors, (all rows, depth).</param>
    /// <param name="operandRow">First row to read.</param>
    /// <param name="rows">Number of rows.</param>
    public static void Add(in Panel<T> target, int targetRow, in Weights<T> weights, in Panel<T> operand, int operandRow, int rows)
    {
        if (rows == 1)
        {
            RowProduct<T, T, ReadSame<T, TLanes>, TLanes>.Run(target, targetRow, target, weights, operand, operandRow, Start.Accumulate);
            return;
        }

        Multiply(target.Rows(targetRow, rows), default, weights, operand.Rows(operandRow, rows), Start.Accumulate);
    }
}
