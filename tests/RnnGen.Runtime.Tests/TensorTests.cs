using System;
using System.Linq;
using Xunit;

namespace RnnGen.Runtime.Tests;

public sealed class TensorTests
{
    [Fact]
    public void Arithmetic_elementwise_and_with_numbers_on_both_sides()
    {
        var a = Tensor.From(new float[,] { { 1, 2 }, { 3, 4 } });
        var b = Tensor.From(new float[,] { { 8, 4 }, { 2, 0.5f } });

        Assert.Equal([9f, 6, 5, 4.5f], (a + b).ToArray());
        Assert.Equal([-7f, -2, 1, 3.5f], (a - b).ToArray());
        Assert.Equal([8f, 8, 6, 2], (a * b).ToArray());
        Assert.Equal([0.125f, 0.5f, 1.5f, 8], (a / b).ToArray());
        Assert.Equal([-1f, -2, -3, -4], (-a).ToArray());
        Assert.Equal([2f, 3, 4, 5], (a + 1).ToArray());
        Assert.Equal([0f, 1, 2, 3], (a - 1).ToArray());
        Assert.Equal([0f, -1, -2, -3], (1 - a).ToArray());
        Assert.Equal([0.5f, 1, 1.5f, 2], (0.5 * a).ToArray());
        Assert.Equal([12f, 6, 4, 3], (12 / a).ToArray());
        Assert.Equal([0.5f, 1, 1.5f, 2], (a / 2).ToArray());
        Assert.Equal([2, 2], (a / 2).Dims);
        Assert.Equal("right must have shape (2, 2), but has shape (4).", FirstLine(Assert.Throws<ShapeMismatchException>(() => a + b.Reshape(4))));
    }

    [Fact]
    public void Doubles_stay_doubles()
    {
        var precise = Tensor.FromDoubles([0.1, 0.2], 2);
        Tensor sum = precise + Tensor.From([1f, 2f]);

        Assert.True(sum.IsDouble);
        Assert.Equal(0.1 + 1, sum.GetDouble(0));
        Assert.Equal((float)(0.1 + 1), sum[0]);
        Assert.NotEqual(precise, Tensor.From([0.1f, 0.2f]));
        Assert.Equal(Tensor.FromDoubles([0.5], 1), Tensor.From([0.5f]));
    }

    [Fact]
    public void Slices_are_copies_along_the_first_axis()
    {
        Tensor matrix = Tensor.Init(3, 2, (i, j) => (10 * i) + j);

        Assert.Equal(Tensor.FromRows<float[]>([[10, 11], [20, 21]]), matrix.Slice(1, 2));
        Assert.Equal(Tensor.From([20f, 21f]), matrix.Row(2));
        Assert.Equal([0, 2], matrix.Slice(3, 0).Dims);
        matrix.Row(0)[0] = 5;
        Assert.Equal(0, matrix[0, 0]);
        Assert.Equal(0.25, Tensor.FromDoubles([0.5, 0.25], 2).Row(1).GetDouble(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => matrix.Slice(2, 2));
        Assert.Throws<InvalidOperationException>(() => new Tensor().Row(0));
    }

    [Fact]
    public void Indices_are_row_major_and_checked()
    {
        var tensor = Tensor.FromArray([.. Enumerable.Range(0, 24).Select(i => (float)i)], 2, 3, 4);

        Assert.Equal(23, tensor[1, 2, 3]);
        tensor[1, 0, 2] = -1;
        Assert.Equal(-1, tensor.GetDouble(14));
        Assert.Throws<ArgumentOutOfRangeException>(() => tensor[0, 3, 0]);
        Assert.Throws<InvalidOperationException>(() => tensor[0, 0]);
        Assert.Throws<ShapeMismatchException>(() => Tensor.FromArray([1, 2], 3));
        Assert.Throws<ShapeMismatchException>(() => Tensor.From([[1f, 2], [3f]]));
        Assert.Throws<OverflowException>(() => new Tensor(1 << 20, 1 << 20));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Tensor(-1));
        Assert.Equal("Tensor[2,3,4]", tensor.ToString());
    }

    [Fact]
    public void Arrays_are_copied_in_and_out()
    {
        float[] values = [1, 2];
        var tensor = Tensor.From(values);
        values[0] = 9;
        tensor.ToArray()[1] = 9;

        Assert.Equal([1f, 2], tensor.ToArray());
        Assert.Equal(new float[,] { { 1, 2 } }, tensor.Reshape(1, 2).ToArray2D());
        Assert.Equal(tensor.Reshape(2, 1), Tensor.From([[1f], [2f]]));
    }

    private static string FirstLine(Exception error) => error.Message.Split(" (Parameter")[0];
}
