using System;
using System.Linq;
using Xunit;

namespace RnnGen.Runtime.Tests;

/// <summary>Functions of bare tensors against their definitions, element by element.</summary>
public sealed class TensorFunctionTests
{
    private static readonly Tensor X = Tensor.FromArray([.. Enumerable.Range(0, 2 * 3 * 5).Select(i => (float)Math.Sin(i))], 2, 3, 5);

    [Fact]
    public void Permute_moves_axes()
    {
        Tensor y = X.Permute(2, 0, -2);
        Assert.Equal([5, 2, 3], y.Dims);
        Assert.Equal(X[1, 2, 4], y[4, 1, 2]);
        Assert.Equal(X, y.Permute(1, 2, 0));
        Assert.Equal(X.Permute(0, 2, 1), X.Transpose(1, 2));
        Assert.Throws<ArgumentException>(() => X.Permute(0, 1));
        Assert.Throws<ArgumentException>(() => X.Permute(0, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => X.Permute(0, 1, 3));
    }

    [Fact]
    public void One_element_axes_come_and_go()
    {
        Assert.Equal([2, 3, 1, 5], X.Unsqueeze(2).Dims);
        Assert.Equal([2, 3, 5, 1], X.Unsqueeze(-1).Dims);
        Assert.Equal(X, X.Unsqueeze(0).Squeeze(0));
        Assert.Equal("(2, 1, 5)", Assert.Throws<ShapeMismatchException>(() => X.Squeeze(1)).Expected);
    }

    [Fact]
    public void One_dimension_can_be_left_open()
    {
        Assert.Equal([6, 5], X.Reshape(-1, 5).Dims);
        Assert.Throws<ShapeMismatchException>(() => X.Reshape(-1, 4));
        Assert.Throws<ArgumentOutOfRangeException>(() => X.Reshape(-1, -1, 5));
    }

    [Fact]
    public void Parts_and_the_whole()
    {
        Assert.Equal(X[1, 2, 3], X.Slice(1, 1, 2)[1, 1, 3]);
        Assert.Equal(X[1, 2, 3], X.Select(1, -1)[1, 3]);
        Assert.Equal(X[1, 2, 3], X.Take(2, [3, 0])[1, 2, 0]);
        Assert.Equal(X[1, 2, 3], X.Reverse(1)[1, 0, 3]);
        Assert.Equal(X, Tensor.Concat(1, X.Slice(1, 0, 1), X.Slice(1, 1, 2)));
        Assert.Equal(X.Transpose(0, 1), Tensor.Stack(1, X.Select(0, 0), X.Select(0, 1)));
        Assert.Equal([2, 0, 5], X.Slice(1, 3, 0).Dims);
        Assert.Throws<ArgumentOutOfRangeException>(() => X.Slice(1, 2, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => X.Select(1, 3));
        Assert.Throws<ShapeMismatchException>(() => Tensor.Concat(0, X, X.Slice(2, 0, 4)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(-1)]
    public void Reductions_along_an_axis(int axis)
    {
        int at = axis < 0 ? axis + 3 : axis;
        Tensor[] parts = [.. Enumerable.Range(0, X.Dims[at]).Select(i => X.Select(axis, i))];
        for (int i = 0; i < parts[0].Count; i++)
        {
            double[] line = [.. parts.Select(part => part.GetDouble(i))];
            Assert.Equal(line.Sum(), X.Sum(axis).GetDouble(i), 1e-6);
            Assert.Equal(line.Average(), X.Mean(axis).GetDouble(i), 1e-6);
            Assert.Equal(line.Max(), X.Max(axis).GetDouble(i));
            Assert.Equal(Array.IndexOf(line, line.Max()), X.ArgMax(axis).GetDouble(i));
            Assert.Equal(Math.Exp(line[0]) / line.Sum(Math.Exp), X.Softmax(axis).Select(axis, 0).GetDouble(i), 1e-6);
            Assert.Equal(line[0] - Math.Log(line.Sum(Math.Exp)), X.LogSoftmax(axis).Select(axis, 0).GetDouble(i), 1e-6);
        }
    }

    [Fact]
    public void Sums_of_all_elements()
    {
        Assert.Equal(X.ToDoubleArray().Sum(), X.Sum(), 1e-9);
        Assert.Equal(X.ToDoubleArray().Average(), X.Mean(), 1e-9);
    }

    [Fact]
    public void Softmax_of_large_scores_does_not_overflow() => Assert.Equal([1.0, 0.0], Tensor.FromDoubles([5000, 0], 2).Softmax(0).ToDoubleArray());

    [Fact]
    public void Precision_is_kept()
    {
        var doubles = Tensor.FromDoubles([1.0 / 3, 2], 1, 2);
        Assert.True(doubles.Transpose(0, 1).IsDouble);
        Assert.True(doubles.Softmax(1).IsDouble);
        Assert.True(Tensor.Concat(0, doubles, new Tensor(1, 2)).IsDouble);
        Assert.False(X.Sum(0).IsDouble);
    }

    [Fact]
    public void Matrix_products()
    {
        var a = Tensor.FromArray([1, 2, 3, 4, 5, 6], 2, 3);
        var b = Tensor.FromArray([1, 0, 2, 1, 0, 3], 3, 2);
        Assert.Equal(Tensor.FromArray([5, 11, 14, 23], 2, 2), a.MatMul(b));
        Tensor batch = Tensor.Stack(0, a, a * 2), both = Tensor.Stack(0, b, b);
        Assert.Equal(Tensor.Stack(0, a.MatMul(b), (a * 2).MatMul(b)), batch.MatMul(both));
        Assert.Equal(batch.MatMul(both), batch.MatMul(b));
        Assert.Throws<ShapeMismatchException>(() => a.MatMul(a));
        Assert.Throws<ShapeMismatchException>(() => batch.MatMul(Tensor.Stack(0, b)));
    }

    [Fact]
    public void Masks_keep_and_pad()
    {
        int[] lengths = [1, 3];
        bool[,] keep = Masks.Keep(lengths, 3);
        Assert.Equal(new[,] { { true, false, false }, { true, true, true } }, keep);
        Assert.Equal(keep, Masks.Not(Masks.Pad(lengths, 3)));
        Assert.Equal(new[,] { { false, false, true }, { true, true, true } }, Masks.KeepLeftPadded(lengths, 3));
        Assert.Equal(new[,] { { false, false }, { true, true } }, Masks.Slice(keep, 1, 2));
        Assert.Equal(4, Masks.Count(keep));
        Assert.Equal(new float[,] { { 1, 0, 0 }, { 1, 1, 1 } }, Masks.ToTensor(keep).ToArray2D());
        Assert.Equal(keep, Masks.FromIds(new[,] { { 5, 0, 0 }, { 1, 2, 3 } }, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Masks.Keep([4], 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => Masks.Slice(keep, 2, 2));
    }

    [Fact]
    public void Masks_choose_elements()
    {
        bool[,] keep = Masks.Keep([1, 3], 3);
        Assert.Equal(-7, X.Where(keep, -7)[0, 2, 4]);
        Assert.Equal(X[0, 0, 4], X.Where(keep, -7)[0, 0, 4]);
        Assert.Equal(X.Where(keep, 2), X.MaskedFill(Masks.Not(keep), 2));
        Tensor scores = X.Transpose(1, 2);
        Assert.Equal(X.Where(keep, 2).Transpose(1, 2), scores.Where(keep, 2, axis: -1));
        Assert.Throws<ShapeMismatchException>(() => scores.Where(keep, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => X.Where(keep, 0, axis: 0));
    }

    [Fact]
    public void Masked_softmax_gives_nothing_to_padding()
    {
        var scores = Tensor.FromDoubles([1, 2, double.NaN, 7, 8, 9], 2, 3);
        Tensor weights = scores.MaskedSoftmax(Masks.Keep([2, 0], 3));
        Assert.Equal(1 / (1 + Math.E), weights.GetDouble(0), 1e-12);
        Assert.Equal([0.0, 0, 0, 0], weights.ToDoubleArray()[2..]);
        Assert.Equal(
            Attention.Softmax(X.Transpose(1, 2), [1, 3]).ToArray(), X.Transpose(1, 2).MaskedSoftmax(Masks.Keep([1, 3], 3)).ToArray());
    }

    [Fact]
    public void The_last_real_step_of_each_sequence()
    {
        Tensor last = X.GatherLast([1, 3]);
        Assert.Equal([X[0, 0, 2], X[1, 2, 2]], [last[0, 2], last[1, 2]]);
        Assert.Equal(0, X.GatherLast([0, 3])[0, 2]);
        Assert.Throws<ShapeMismatchException>(() => X.GatherLast([1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => X.GatherLast([1, 4]));
    }

    [Fact]
    public void Ids_are_whole_numbers()
    {
        Assert.Equal(new[,] { { 1, 2 } }, Tensor.FromArray([1, 2], 1, 2).ToIds());
        Assert.Throws<InvalidOperationException>(() => Tensor.FromArray([1.5f, 2], 1, 2).ToIds());
    }

    [Fact]
    public void Padding_on_either_side()
    {
        PaddedIds right = PaddedIds.Right([[1], [2, 3]], 9), left = PaddedIds.Left([[1], [2, 3]], 9);
        Assert.Equal(new[,] { { 1, 9 }, { 2, 3 } }, right.Ids);
        Assert.Equal(new[,] { { 9, 1 }, { 2, 3 } }, left.Ids);
        Assert.Equal([1, 2], left.Lengths);
        Assert.Equal(3, left.ToTokens().Count);
        float[][,] vectors = [new float[,] { { 1, 2 } }, new float[,] { { 3, 4 }, { 5, 6 } }];
        Assert.Equal([1f, 2, 0, 0, 3, 4, 5, 6], PaddedValues.Right(vectors).Values.ToArray());
        Assert.Equal([0f, 0, 1, 2, 3, 4, 5, 6], PaddedValues.Left(vectors).Values.ToArray());
        Assert.Equal([0f, 0, 1, 2, 3, 4, 5, 6], PaddedValues.Left(vectors).ToSequence().ToTensor().ToArray());
        Assert.Throws<ArgumentException>(() => PaddedIds.Right([]));
    }

    [Fact]
    public void Unwrapping_needs_a_reason()
    {
        Assert.Equal(X, Sequence.From(X).Unwrap("all steps are real"));
        Assert.Throws<ArgumentException>(() => Sequence.From(X).Unwrap(" "));
    }
}
