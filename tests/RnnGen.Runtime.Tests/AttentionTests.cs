using System;
using System.Linq;
using RnnGen.Testing;
using Xunit;
using static RnnGen.Equations;

namespace RnnGen.Runtime.Tests;

public sealed class AttentionTests
{
    public static TheoryData<string, Precision> DotCases => ReferenceCase.Rows("attention_dot");

    public static TheoryData<string, Precision> GeneralCases => ReferenceCase.Rows("attention_general");

    public static TheoryData<string, Precision> AdditiveCases => ReferenceCase.Rows("attention_additive");

    [Theory]
    [MemberData(nameof(DotCases))]
    public void Dot_product(string name, Precision precision)
    {
        var reference = ReferenceCase.Load("attention_dot", name);
        Check(reference, reference.Tensor("in.query", precision), precision);
    }

    [Theory]
    [MemberData(nameof(GeneralCases))]
    public void General(string name, Precision precision)
    {
        var reference = ReferenceCase.Load("attention_general", name);
        Tensor query = reference.Tensor("in.query", precision);
        Tensor w = reference.Tensor("param.W", precision);
        int size = w.Dims[1];
        double[] projected = [.. Enumerable.Range(0, query.Dims[0] * size).Select(i => Enumerable.Range(0, w.Dims[0]).Sum(
            r => query.GetDouble((i / size * w.Dims[0]) + r) * w.GetDouble((r * size) + (i % size))))];
        Check(reference, Tensor.FromDoubles(projected, query.Dims[0], size), precision);
    }

    [Theory]
    [MemberData(nameof(AdditiveCases))]
    public void Additive_scores_through_softmax_and_context(string name, Precision precision)
    {
        var reference = ReferenceCase.Load("attention_additive", name);
        Tensor query = reference.Tensor("in.query", precision);
        Tensor keys = reference.Tensor("in.keys", precision);
        int batch = keys.Dims[0], source = keys.Dims[1], queries = query.Rank == 3 ? query.Dims[1] : 1;
        Matrix wq = MatrixOf(reference, "param.W_q"), wk = MatrixOf(reference, "param.W_k");
        Vector bias = Vector.From(reference.Values("param.b")), v = Vector.From(reference.Values("param.v"));
        double[] scores = [.. Enumerable.Range(0, batch * queries * source).Select(i =>
        {
            int row = i / source;
            Vector hidden = Tanh((wq * Row(query, row)) + (wk * Row(keys, (row / queries * source) + (i % source))) + bias);
            return (v * hidden).ToArray().Sum();
        })];
        int[] dims = [.. reference.Tensor("out.weights", precision).Dims];

        Tensor weights = Attention.Softmax(Tensor.FromDoubles(scores, dims), Lengths(reference));
        reference.AssertClose("out.weights", weights, precision);
        reference.AssertClose("out.context", Attention.Context(weights, keys), precision);
    }

    [Fact]
    public void Padding_is_never_read_and_no_real_position_gives_zeros()
    {
        var keys = Tensor.From(new float[,,] { { { 1, 0 }, { float.NaN, float.NaN } }, { { float.NaN, 0 }, { 0, float.NaN } } });

        AttentionResult result = Attention.DotProduct(new Tensor(2, 1, 2) + 1, keys, keys, [1, 0]);

        Assert.Equal([1f, 0, 0, 0], result.Weights.ToArray());
        Assert.Equal([1f, 0, 0, 0], result.Context.ToArray());
        Assert.Equal([0f, 0], Attention.Softmax(Tensor.From([1f, 2f]), [0]).ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => Attention.Softmax(Tensor.From([1f, 2f]), [3]));
        Assert.Throws<ShapeMismatchException>(() => Attention.DotProduct(new Tensor(2, 1, 3), keys, keys));
        Assert.Throws<ShapeMismatchException>(() => Attention.Context(new Tensor(2, 1, 3), keys));
    }

    private static void Check(ReferenceCase reference, Tensor query, Precision precision)
    {
        Tensor keys = reference.Tensor("in.keys", precision);
        Tensor queries = query.Rank == 3 ? query : query.Reshape(query.Dims[0], 1, query.Dims[1]);
        AttentionResult result = Attention.DotProduct(queries, keys, keys, Lengths(reference));
        reference.AssertClose("out.weights", result.Weights.ToDoubleArray(), precision);
        reference.AssertClose("out.context", result.Context.ToDoubleArray(), precision);
        if (reference.Has("in.source_mask"))
        {
            double[] mask = reference.Values("in.source_mask");
            int source = keys.Dims[1];
            for (int i = 0; i < result.Weights.Count; i++)
            {
                int b = i / source / queries.Dims[1];
                Assert.True(mask[(b * source) + (i % source)] != 0 || result.Weights.GetDouble(i) == 0);
            }
        }
    }

    private static int[]? Lengths(ReferenceCase reference) => reference.Has("in.source_lengths") ? reference.Ints("in.source_lengths") : null;

    private static Vector Row(Tensor tensor, int row) =>
        Vector.From([.. Enumerable.Range(row * tensor.Dims[^1], tensor.Dims[^1]).Select(tensor.GetDouble)]);

    private static Matrix MatrixOf(ReferenceCase reference, string name)
    {
        Tensor tensor = reference.Tensor(name, Precision.Double);
        var values = new double[tensor.Dims[0], tensor.Dims[1]];
        Buffer.BlockCopy(tensor.ToDoubleArray(), 0, values, 0, values.Length * sizeof(double));
        return Matrix.From(values);
    }
}
