using System.Linq;
using System.Numerics;
using RnnGen.Kernels;

namespace RnnGen.Runtime.Tests;

/// <summary>Values in panels with memory for a gradient, as a pass has them; the gradient begins as NaN.</summary>
internal sealed class FilledRows<T> : PanelSequence<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly AlignedBuffer<T> values;
    private readonly AlignedBuffer<T> gradients;

    /// <param name="tensor">(B,T,F).</param>
    /// <param name="lengths">Real steps, (B).</param>
    public FilledRows(Tensor tensor, int[] lengths)
        : base(new Packing(lengths, tensor.Dims[1]), tensor.Dims[2])
    {
        int length = Panel<T>.Length(Features, 1, lengths.Sum());
        values = new AlignedBuffer<T>(length);
        gradients = new AlignedBuffer<T>(length);
        gradients.Span.Fill(T.NaN);
        From(tensor, lengths).PackInto(Values);
    }

    internal override Panel<T> Values => new(values.Span, Features, 1, Packing.Rows);

    internal override Panel<T> Gradient => new(gradients.Span, Features, 1, Packing.Rows);

    /// <summary>The gradient as the padded tensor, row-major.</summary>
    public double[] GradientValues()
    {
        var padded = new double[Batch * Steps * Features];
        for (int row = 0; row < Packing.Rows; row++)
        {
            for (int f = 0; f < Features; f++)
            {
                padded[(Packing.Source[row] * Features) + f] = double.CreateTruncating(Gradient[row, f]);
            }
        }

        return padded;
    }
}
