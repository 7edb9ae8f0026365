using System;
using Xunit;
using static RnnGen.Equations;

namespace RnnGen.Runtime.Tests;

public sealed class EquationTests
{
    [Fact]
    public void Vectors_compute_in_double()
    {
        var a = Vector.From(1, 2);
        var b = Vector.From(4, 0.5);

        Assert.Equal([5, 2.5], (a + b).ToArray());
        Assert.Equal([-3, 1.5], (a - b).ToArray());
        Assert.Equal([4.0, 1], (a * b).ToArray());
        Assert.Equal([0.25, 4], (a / b).ToArray());
        Assert.Equal([0.0, -1], (1 - a).ToArray());
        Assert.Equal([0.0, 1], (a - 1).ToArray());
        Assert.Equal([1, 0.5], (1 / a).ToArray());
        Assert.Equal([-0.5, -1], (-a / 2).ToArray());
        Assert.Equal([3.0, 4, 5], ((Matrix.From(new double[,] { { 1, 1 }, { 2, 1 }, { 3, 1 } }) * a)).ToArray());
        Assert.Equal([4.0, 2], (Transpose(Matrix.From(new double[,] { { 1, 0 }, { 3, 2 } })) * Vector.From(1, 1)).ToArray());
        Assert.Throws<ShapeMismatchException>(() => a + Vector.Zeros(3));
        Assert.Throws<ShapeMismatchException>(() => Matrix.From(new double[3, 3]) * a);
        Assert.Throws<InvalidOperationException>(() => a[0] = 1);
        Assert.Throws<ArgumentOutOfRangeException>(() => a[2]);
    }

    [Fact]
    public void A_scalar_counts_for_every_element()
    {
        Scalar s = 2;
        var a = Vector.From(1, 4);

        Assert.Equal([3.0, 6], (s + a).ToArray());
        Assert.Equal([1.0, -2], (s - a).ToArray());
        Assert.Equal([2.0, 8], (s * a).ToArray());
        Assert.Equal([2, 0.5], (s / a).ToArray());
        Assert.Equal([3.0, 6], (a + s).ToArray());
        Assert.Equal([-1.0, 2], (a - s).ToArray());
        Assert.Equal([2.0, 8], (a * s).ToArray());
        Assert.Equal([0.5, 2], (a / s).ToArray());
        Assert.Equal(-1.5, (-s + (1 / s)).Value);
        Assert.Equal(2.5, ((s * s) - 1 - (s / 4)).Value);
    }

    [Fact]
    public void Functions_are_safe_far_from_zero()
    {
        var x = Vector.From(-1000, -40, -1, 0, 1, 40, 1000);

        Assert.Equal([0, Math.Exp(-40), 1 / (1 + Math.E), 0.5, Math.E / (1 + Math.E), 1, 1], Sigmoid(x).ToArray(), Close);
        Assert.Equal([0, Math.Exp(-40), Math.Log(1 + Math.Exp(-1)), Math.Log(2), Math.Log(1 + Math.E), 40, 1000], Softplus(x).ToArray(), Close);
        Assert.Equal([0.0, 0, 0, 0, 1, 40, 1000], Relu(x).ToArray());
        Assert.Equal([1000.0, 40, 1, 0, 1, 40, 1000], Abs(x).ToArray());
        Assert.Equal([-1, -1, Math.Tanh(-1), 0, Math.Tanh(1), 1, 1], Tanh(x).ToArray());
        Assert.Equal([2, 0.5, 4], Exp(Log(Sqrt(Vector.From(4, 0.25, 16)))).ToArray(), Close);
    }

    [Fact]
    public void Parameters_are_seen_live()
    {
        FlatModel<float> model = FlatModel<float>.Mixed().Filled(1);
        var matrix = new Matrix(model.Memory, model.Parameters["Wf"].Layout);
        var vector = new Vector(model.Memory, model.Parameters["bf"].Layout);
        float[] values = model.Parameters["Wf"].Value.ToArray();

        Assert.Equal(values[(17 * 3) + 2], matrix[17, 2]);
        Matrix transposed = Transpose(matrix);
        Assert.Equal((3, matrix.Rows), (transposed.Rows, transposed.Columns));
        transposed[2, 17] = 4;
        Assert.Equal(4, matrix[17, 2]);
        matrix[17, 2] = 5;
        Assert.Equal(5, transposed[2, 17]);
        Assert.Equal(5, Transpose(transposed)[17, 2]);
        vector.Set(1, 2, 3, 4, 5, 6, 7);
        Assert.Equal(5, model.Parameters["Wf"].Value[17, 2]);
        Assert.Equal([1f, 2, 3, 4, 5, 6, 7], model.Parameters["bf"].Value.ToArray());
        model.Parameters["bf"].Set([0.5f, 0, 0, 0, 0, 0, 0]);
        Assert.Equal(1, (2 * vector)[0]);
        Assert.Equal("Vector[7] (0.5, 0, 0, 0, 0, 0, 0)", vector.ToString());
        Assert.Throws<ShapeMismatchException>(() => vector.Set(1));
        Assert.Throws<ShapeMismatchException>(() => matrix.Set(new double[3, 20]));
    }

    private static bool Close(double a, double b) => Math.Abs(a - b) <= 4e-16 * Math.Max(Math.Abs(a), Math.Abs(b));
}
