using System;
using Xunit;
using static RnnGen.Equations;

namespace RnnGen.Runtime.Tests;

public sealed class MatrixEquationTests
{
    private static readonly Matrix A = Matrix.From(new double[,] { { 1, 2, 3 }, { 4, 5, 6 } });
    private static readonly Matrix B = Matrix.From(new double[,] { { 0.5, -1, 0 }, { 2, 1, -0.25 } });

    [Fact]
    public void Matrices_compute_element_by_element()
    {
        Scalar two = 2;
        Assert.Equal(new double[,] { { 1.5, 1, 3 }, { 6, 6, 5.75 } }, (A + B).ToArray());
        Assert.Equal(new double[,] { { 0.5, 3, 3 }, { 2, 4, 6.25 } }, (A - B).ToArray());
        Assert.Equal(new double[,] { { 0.5, -2, 0 }, { 8, 5, -1.5 } }, (A * B).ToArray());
        Assert.Equal((2 * A).ToArray(), (two * A).ToArray());
        Assert.Equal((A * 2).ToArray(), (A * two).ToArray());
        Assert.Equal((A + 2).ToArray(), (two + A).ToArray());
        Assert.Equal((2 + A).ToArray(), (A + two).ToArray());
        Assert.Equal((2 - A).ToArray(), (two - A).ToArray());
        Assert.Equal((A - 2).ToArray(), (A - two).ToArray());
        Assert.Equal((0.5 * A).ToArray(), (A / two).ToArray());
        Assert.Equal((A / 2).ToArray(), (-(A * -0.5)).ToArray());
        Assert.Equal(23.25, Sum(A + B).Value, 1e-12);
        Assert.Equal(Math.Tanh(-0.25), Tanh(B)[1, 2]);
        Assert.Equal([0.0, 2], [Relu(B)[0, 1], Relu(B)[1, 0]]);
        Assert.Throws<ShapeMismatchException>(() => A + Transpose(A));
        Assert.Throws<InvalidOperationException>(() => (A + B)[0, 0] = 1);
    }

    [Fact]
    public void Products_with_vectors()
    {
        Vector u = Vector.From(1, -1), v = Vector.From(2, 0, 1);
        Assert.Equal(new double[,] { { 2, 0, 1 }, { -2, 0, -1 } }, Outer(u, v).ToArray());
        Assert.Equal((Outer(u, v) * v).ToArray(), (5 * u).ToArray());
        Assert.Equal((Transpose(Outer(u, v)) * u).ToArray(), (2 * v).ToArray());
        Assert.Equal(Transpose(Outer(u, v)).ToArray(), Outer(v, u).ToArray());
    }
}
