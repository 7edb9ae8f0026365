using System.Linq;

namespace RnnGen;

/// <content>Attention: functions of a memory and of the scores of its positions.</content>
public static partial class Equations
{
    /// <summary>1 / (1 + e^-x), element by element.</summary>
    /// <param name="x">(S, K).</param>
    public static Memory Sigmoid(Memory x) => x.Each(Sigmoid);

    /// <summary>Hyperbolic tangent, element by element.</summary>
    /// <param name="x">(S, K).</param>
    public static Memory Tanh(Memory x) => x.Each(Tanh);

    /// <summary>max(x, 0), element by element.</summary>
    /// <param name="x">(S, K).</param>
    public static Memory Relu(Memory x) => x.Each(Relu);

    /// <summary>e^x, element by element.</summary>
    /// <param name="x">(S, K).</param>
    public static Memory Exp(Memory x) => x.Each(Exp);

    /// <summary>ln(1 + e^x), element by element.</summary>
    /// <param name="x">(S, K).</param>
    public static Memory Softplus(Memory x) => x.Each(Softplus);

    /// <summary>1 / (1 + e^-x), position by position.</summary>
    /// <param name="x">(S).</param>
    public static Scores Sigmoid(Scores x) => x.Map(SigmoidOf);

    /// <summary>Hyperbolic tangent, position by position.</summary>
    /// <param name="x">(S).</param>
    public static Scores Tanh(Scores x) => x.Map(System.Math.Tanh);

    /// <summary>max(x, 0), position by position.</summary>
    /// <param name="x">(S).</param>
    public static Scores Relu(Scores x) => x.Map(static value => System.Math.Max(value, 0));

    /// <summary>e^x, position by position.</summary>
    /// <param name="x">(S).</param>
    public static Scores Exp(Scores x) => x.Map(System.Math.Exp);

    /// <summary>The inner product of a vector with the vector of each position.</summary>
    /// <param name="query">(K).</param>
    /// <param name="memory">(S, K).</param>
    /// <returns>(S).</returns>
    /// <exception cref="ShapeMismatchException">The sizes differ.</exception>
    public static Scores Dot(Vector query, Memory memory) =>
        new([.. Enumerable.Range(0, memory.Positions).Select(s => (query * memory[s]).ToArray().Sum())]);

    /// <summary>The inner product of the vector of each position with a vector.</summary>
    /// <param name="memory">(S, K).</param>
    /// <param name="query">(K).</param>
    /// <returns>(S).</returns>
    /// <exception cref="ShapeMismatchException">The sizes differ.</exception>
    public static Scores Dot(Memory memory, Vector query) => Dot(query, memory);

    /// <summary>Softmax over the positions of a memory, which are its real ones: weights that add up to 1.</summary>
    /// <param name="scores">(S).</param>
    /// <returns>(S).</returns>
    public static Scores Softmax(Scores scores) => scores.Softmax();

    /// <summary>What attention sees: the sum over positions of weight times vector, (K). Without positions 0.</summary>
    /// <param name="weights">(S).</param>
    /// <param name="memory">(S, K).</param>
    /// <exception cref="ShapeMismatchException">The positions differ.</exception>
    public static Vector Context(Scores weights, Memory memory)
    {
        if (weights.Positions != memory.Positions)
        {
            throw new ShapeMismatchException(nameof(memory), $"(S={weights.Positions}, K)", $"(S={memory.Positions}, {memory.Size})");
        }

        var sum = new double[memory.Size];
        for (int s = 0; s < memory.Positions; s++)
        {
            for (int k = 0; k < sum.Length; k++)
            {
                sum[k] += weights[s] * memory[s][k];
            }
        }

        return new Vector(sum);
    }
}
