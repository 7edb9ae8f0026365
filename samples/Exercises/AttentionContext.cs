using System.Collections.Generic;
using RnnGen;

namespace Exercises;

/// <summary>Exercise 9: a weighted sum of encoder states.</summary>
public static class AttentionContext
{
    public static IReadOnlyList<Answer> Solve()
    {
        var weights = Tensor.FromDoubles([0.2, 0.3, 0.5], 3);
        var encoder = Tensor.FromDoubles([1, 0, 0, 1, 1, 1], 3, 2);
        return [Answer.Of("context", Attention.Context(weights, encoder).ToDoubleArray(), 0.7, 0.8)];
    }

    /// <summary>The same with weights from a query: softmax of its products with the states.</summary>
    /// <param name="query">(K).</param>
    /// <param name="states">Row-major (S,K).</param>
    /// <param name="real">How many states are not padding.</param>
    public static AttentionResult Attend(double[] query, double[] states, int real)
    {
        int size = query.Length;
        var memory = Tensor.FromDoubles(states, 1, states.Length / size, size);
        return Attention.DotProduct(Tensor.FromDoubles(query, 1, 1, size), memory, memory, [real]);
    }
}
