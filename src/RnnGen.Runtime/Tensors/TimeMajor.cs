using System;

namespace RnnGen;

/// <summary>From steps first to sequences first and back.</summary>
internal static class TimeMajor
{
    public static Tensor Swap(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input.Rank == 3 ? input.Transpose(0, 1) : throw new ShapeMismatchException(nameof(input), "(T, B, features)", Shape.Text(input.Dims));
    }
}
