using System;
using System.Linq;

namespace RnnGen;

/// <summary>
/// Attention over source sequences with padding on the right. Padded source positions get the weight 0 and are not read, whatever they
/// hold; where all is padding, weights and context are 0.
/// </summary>
public static class Attention
{
    /// <summary>Dot-product attention: e = scale · q·k, weights = softmax of e over the real source positions, context = Σ weight · value.</summary>
    /// <param name="queries">(B,Q,K).</param>
    /// <param name="keys">(B,S,K).</param>
    /// <param name="values">(B,S,D); often the keys themselves.</param>
    /// <param name="lengths">Real source positions of each sequence, (B), each 0 to S; null when all are real.</param>
    /// <param name="scale">Factor of the scores, for example 1/√K.</param>
    /// <exception cref="ShapeMismatchException">The shapes do not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A length lies outside 0..S.</exception>
    [Role(Role.Attention)]
    public static AttentionResult DotProduct(
        [Shape("B", "Q", "K")] Tensor queries, [Shape("B", "S", "K")] Tensor keys, [Shape("B", "S", "D")] Tensor values, [Shape("B")] int[]? lengths = null, double scale = 1)
    {
        CheckRank3(queries, nameof(queries), "(B, Q, K)");
        CheckRank3(keys, nameof(keys), "(B, S, K)");
        int batch = queries.Dims[0];
        int size = queries.Dims[2];
        if (keys.Dims[0] != batch || keys.Dims[2] != size)
        {
            throw new ShapeMismatchException(nameof(keys), $"(B={batch}, S, K={size})", Shape.Text(keys.Dims));
        }

        int source = keys.Dims[1];
        int count = queries.Dims[1];
        int[] real = RealPositions(lengths, batch, source);
        var scores = new double[batch * count * source];
        for (int i = 0; i < scores.Length; i++)
        {
            int query = Math.DivRem(i, source, out int s);
            int b = query / count;
            for (int k = 0; s < real[b] && k < size; k++)
            {
                scores[i] += scale * queries.GetDouble((query * size) + k) * keys.GetDouble((((b * source) + s) * size) + k);
            }
        }

        bool isDouble = queries.IsDouble || keys.IsDouble;
        Tensor weights = Softmax(Result(scores, [batch, count, source], isDouble), lengths);
        return new AttentionResult(weights, Context(weights, values));
    }

    /// <summary>Softmax over the last axis, restricted to real positions.</summary>
    /// <param name="scores">(S), (B,S) or (B,Q,S).</param>
    /// <param name="lengths">Real positions of each sequence, (B), or one length for (S); null when all are real.</param>
    /// <returns>The same shape; exactly 0 at padding.</returns>
    /// <exception cref="ShapeMismatchException">The shapes do not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A length lies outside 0..S.</exception>
    [Role(Role.Attention), ValueKind(ValueKind.Prob)]
    public static Tensor Softmax(Tensor scores, int[]? lengths = null)
    {
        ArgumentNullException.ThrowIfNull(scores);
        if (scores.Rank is < 1 or > 3)
        {
            throw new ShapeMismatchException(nameof(scores), "(S), (B, S) or (B, Q, S)", Shape.Text(scores.Dims));
        }

        int[] dims = [.. scores.Dims];
        int source = dims[^1];
        int batch = dims.Length == 1 ? 1 : dims[0];
        int[] real = RealPositions(lengths, batch, source);
        double[] values = scores.ToDoubleArray();
        int rows = source == 0 ? 0 : values.Length / source;
        for (int row = 0; row < rows; row++)
        {
            int length = real[row / (rows / batch)];
            Span<double> all = values.AsSpan(row * source, source);
            Normalize(all[..length]);
            all[length..].Clear();
        }

        return Result(values, dims, scores.IsDouble);
    }

    /// <summary>Weighted sums of source vectors. Vectors of weight 0 are not read.</summary>
    /// <param name="weights">(S), (B,S) or (B,Q,S).</param>
    /// <param name="values">(S,D) for weights (S), else (B,S,D).</param>
    /// <returns>(D), (B,D) or (B,Q,D).</returns>
    /// <exception cref="ShapeMismatchException">The shapes do not fit.</exception>
    public static Tensor Context(Tensor weights, Tensor values)
    {
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(values);
        int[] w = [.. weights.Dims];
        int[] v = [.. values.Dims];
        bool fits = w.Length switch
        {
            1 => v.Length == 2 && v[0] == w[0],
            2 or 3 => v.Length == 3 && v[0] == w[0] && v[1] == w[^1],
            _ => false,
        };
        if (!fits)
        {
            throw new ShapeMismatchException(nameof(values), $"(S, D), or (B, S, D), for weights {Shape.Text(w)}", Shape.Text(v));
        }

        int source = w[^1];
        int size = v[^1];
        int queries = w.Length == 3 ? w[1] : 1;
        int[] dims = [.. w[..^1], size];
        var context = new double[Tensor.CountOf(dims)];
        for (int i = 0; i < weights.Count; i++)
        {
            double weight = weights.GetDouble(i);
            int query = i / source;
            int first = (((query / queries) * source) + (i % source)) * size;
            for (int d = 0; weight != 0 && d < size; d++)
            {
                context[(query * size) + d] += weight * values.GetDouble(first + d);
            }
        }

        return Result(context, dims, weights.IsDouble || values.IsDouble);
    }

    private static void Normalize(Span<double> scores)
    {
        double max = double.NegativeInfinity;
        foreach (double score in scores)
        {
            max = Math.Max(max, score);
        }

        double sum = 0;
        foreach (ref double score in scores)
        {
            score = Math.Exp(score - max);
            sum += score;
        }

        foreach (ref double score in scores)
        {
            score /= sum;
        }
    }

    private static int[] RealPositions(int[]? lengths, int batch, int source)
    {
        if (lengths is null)
        {
            return [.. Enumerable.Repeat(source, batch)];
        }

        if (lengths.Length != batch)
        {
            throw new ShapeMismatchException(nameof(lengths), $"(B={batch})", $"({lengths.Length})");
        }

        int bad = Array.FindIndex(lengths, length => length < 0 || length > source);
        return bad < 0
            ? lengths
            : throw new ArgumentOutOfRangeException(nameof(lengths), lengths[bad], $"lengths[{bad}] must lie in 0..{source} (S).");
    }

    private static void CheckRank3(Tensor tensor, string argument, string expected)
    {
        ArgumentNullException.ThrowIfNull(tensor, argument);
        if (tensor.Rank != 3)
        {
            throw new ShapeMismatchException(argument, expected, Shape.Text(tensor.Dims));
        }
    }

    private static Tensor Result(double[] values, int[] dims, bool isDouble) =>
        isDouble ? Tensor.Wrap(values, dims) : Tensor.Wrap(Array.ConvertAll(values, static value => (float)value), dims);
}
