using System;

namespace RnnGen;

/// <content>Functions of the elements along one axis: each line of them is taken out, in double precision, and the result put back.</content>
public sealed partial class Tensor
{
    private delegate double LineReduction(ReadOnlySpan<double> line);

    private delegate void LineFunction(Span<double> line);

    private Tensor Reduce(int axis, LineReduction reduction)
    {
        int at = AxisAt(axis);
        int[] newDims = Without(dims, at);
        var result = new double[CountOf(newDims)];
        EachLine(at, (line, number) => result[number] = reduction(line), null);
        return OfMyType(result, newDims);
    }

    private Tensor MapLines(int axis, LineFunction function)
    {
        var result = new double[Count];
        EachLine(AxisAt(axis), (line, _) => function(line), result);
        return OfMyType(result, (int[])dims.Clone());
    }

    private delegate void LineVisit(Span<double> line, int number);

    private void EachLine(int axis, LineVisit visit, double[]? result)
    {
        int length = dims[axis], inner = CountOf(dims[(axis + 1)..]), lines = CountOf(dims[..axis]) * inner;
        var line = new double[length];
        for (int number = 0; number < lines; number++)
        {
            int first = (number / inner * length * inner) + (number % inner);
            for (int i = 0; i < length; i++)
            {
                line[i] = GetDouble(first + (i * inner));
            }

            visit(line, number);
            for (int i = 0; result is not null && i < length; i++)
            {
                result[first + (i * inner)] = line[i];
            }
        }
    }

    /// <summary>A tensor of the precision of this one.</summary>
    private Tensor OfMyType(double[] values, int[] newDims) =>
        IsDouble ? Wrap(values, newDims) : Wrap(Array.ConvertAll(values, static value => (float)value), newDims);
}
