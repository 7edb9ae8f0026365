using System.Numerics;

namespace RnnGen.Kernels;

/// <summary>Between one number for each (step, position) pair and tensors (B,T,S).</summary>
internal static class ScoresBorder
{
    /// <summary>Pairs as a padded tensor, exactly 0 at padded steps and positions.</summary>
    public static Tensor ToTensor<T>(Panel<T> pairs, Packing steps, MemoryPacking memory)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Packing source = memory.Source;
        var values = new double[checked(steps.Batch * steps.Steps * source.Steps)];
        for (int t = 0; t < steps.LongestStep; t++)
        {
            for (int rank = 0; rank < steps.RowsAt(t); rank++)
            {
                for (int row = memory.Starts[rank]; row < memory.Starts[rank + 1]; row++)
                {
                    values[Place(steps, memory, t, rank, row)] = double.CreateTruncating(pairs[memory.FirstPair(t) + row, 0]);
                }
            }
        }

        int[] dims = [steps.Batch, steps.Steps, source.Steps];
        return typeof(T) == typeof(double) ? Tensor.Wrap(values, dims) : Tensor.Wrap(System.Array.ConvertAll(values, value => (float)value), dims);
    }

    /// <summary>A padded tensor as pairs; padding is not read.</summary>
    public static void FromTensor<T>(Tensor values, Packing steps, MemoryPacking memory, Panel<T> pairs)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Packing source = memory.Source;
        if (values.Rank != 3 || values.Dims[0] != steps.Batch || values.Dims[1] != steps.Steps || values.Dims[2] != source.Steps)
        {
            throw new ShapeMismatchException("gradient", $"(B={steps.Batch}, T={steps.Steps}, S={source.Steps})", Shape.Text(values.Dims));
        }

        pairs.Clear();
        for (int t = 0; t < steps.LongestStep; t++)
        {
            for (int rank = 0; rank < steps.RowsAt(t); rank++)
            {
                for (int row = memory.Starts[rank]; row < memory.Starts[rank + 1]; row++)
                {
                    pairs[memory.FirstPair(t) + row, 0] = T.CreateTruncating(values.GetDouble(Place(steps, memory, t, rank, row)));
                }
            }
        }
    }

    private static int Place(Packing steps, MemoryPacking memory, int t, int rank, int row)
    {
        int step = steps.Source[steps.FirstRow(t) + rank];
        return (step * memory.Source.Steps) + (memory.Source.Source[memory.SourceRows[row]] % memory.Source.Steps);
    }
}
