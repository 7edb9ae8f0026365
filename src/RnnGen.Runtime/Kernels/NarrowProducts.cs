using System.ComponentModel;

namespace RnnGen.Kernels;

/// <summary>The products of <see cref="Products{T, TLanes}"/> that inference needs, with weights of 16 bits and sums of 32.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class NarrowProducts
{
    /// <summary>target = bias + W operand, row by row.</summary>
    /// <param name="target">Gates to write, (rows, features) per slot.</param>
    /// <param name="bias">One row with the slots of <paramref name="target"/>; empty for 0.</param>
    /// <param name="weights">As many slots as <paramref name="target"/>.</param>
    /// <param name="operand">Vectors, (rows, depth).</param>
    public static void Set(Panel<float> target, Panel<float> bias, Weights<BFloat16> weights, Panel<float> operand) =>
        MatrixProduct<float, BFloat16, ReadNarrow<float, Lanes32>, Lanes32>.Run(target, bias, weights, operand, bias.IsEmpty ? Start.Zero : Start.Bias);

    /// <summary>target += W operand, row by row.</summary>
    /// <param name="target">Gates to add to, (rows, features) per slot.</param>
    /// <param name="weights">As many slots as <paramref name="target"/>.</param>
    /// <param name="operand">Vectors, (rows, depth).</param>
    public static void Add(Panel<float> target, Weights<BFloat16> weights, Panel<float> operand) =>
        MatrixProduct<float, BFloat16, ReadNarrow<float, Lanes32>, Lanes32>.Run(target, default, weights, operand, Start.Accumulate);
}
