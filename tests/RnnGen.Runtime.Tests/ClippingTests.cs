using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using RnnGen.Testing;
using Xunit;

namespace RnnGen.Runtime.Tests;

public sealed class ClippingTests
{
    public static TheoryData<string, Precision> NormCases => ReferenceCase.Rows("clip_grad_norm");

    public static TheoryData<string, Precision> ValueCases => ReferenceCase.Rows("clip_grad_value");

    [Theory]
    [MemberData(nameof(NormCases))]
    public void Global_norm(string name, Precision precision)
    {
        var reference = ReferenceCase.Load("clip_grad_norm", name);
        double maxNorm = reference.Config.GetProperty("max_norm").GetDouble();
        var kind = reference.Config.GetProperty("norm_type");
        double normType = kind.ValueKind == System.Text.Json.JsonValueKind.String ? double.PositiveInfinity : kind.GetDouble();
        Tensor[] gradients = Gradients(reference, precision);

        Trainable model = ModelWith(gradients, precision);
        reference.AssertClose("out.total_norm", model.Gradients.ClipByGlobalNorm(maxNorm, normType), precision);
        ClippedGradients pytorch = GradientClipping.ByGlobalNorm(gradients, maxNorm, normType);
        ClippedGradients exact = GradientClipping.ByGlobalNorm(gradients, maxNorm, normType, exact: true);

        reference.AssertClose("out.total_norm", pytorch.Norm, precision);
        for (int i = 0; i < gradients.Length; i++)
        {
            reference.AssertClose($"out.clipped_{i}", model.Parameters[i].Gradient, precision);
            reference.AssertClose($"out.clipped_{i}", pytorch.Gradients[i], precision);
            reference.AssertClose($"out.clipped_exact_{i}", exact.Gradients[i], precision);
        }
    }

    [Theory]
    [MemberData(nameof(ValueCases))]
    public void Value(string name, Precision precision)
    {
        var reference = ReferenceCase.Load("clip_grad_value", name);
        double limit = reference.Config.GetProperty("clip_value").GetDouble();
        Tensor[] gradients = Gradients(reference, precision);
        Trainable model = ModelWith(gradients, precision);
        double norm = Math.Sqrt(gradients.Sum(gradient => gradient.ToDoubleArray().Sum(value => value * value)));

        Assert.Equal(norm, model.Gradients.ClipByValue(limit), norm * 1e-6);
        ClippedGradients clipped = GradientClipping.ByValue(gradients, limit);
        for (int i = 0; i < gradients.Length; i++)
        {
            reference.AssertClose($"out.clipped_{i}", model.Parameters[i].Gradient, precision);
            reference.AssertClose($"out.clipped_{i}", clipped.Gradients[i], precision);
        }
    }

    [Fact]
    public void Per_parameter_norms_in_every_layout()
    {
        PerParameter(FlatModel<float>.Mixed());
        PerParameter(FlatModel<double>.Mixed());
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void A_gradient_that_is_not_finite_is_named_and_nothing_changes(float bad)
    {
        FlatModel<float> model = FlatModel<float>.Mixed();
        model.Parameters["bi"].SetGradient(new Tensor(17) + 3);
        var table = new Tensor(5, 18) + 2;
        table[4, 17] = bad;
        model.Parameters["Table"].SetGradient(table);

        foreach (Action<Gradients> clip in (Action<Gradients>[])[g => g.ClipByGlobalNorm(1), g => g.ClipPerParameter(1), g => g.ClipByValue(1), g => g.ClipByGlobalNorm(1, double.PositiveInfinity)])
        {
            Assert.Equal("Table", Assert.Throws<NonFiniteGradientException>(() => clip(model.Gradients)).ParameterName);
            Assert.Equal(3, model.Parameters["bi"].Gradient[0]);
            Assert.Equal(GradientState.Accumulated, model.Gradients.State);
        }
    }

    [Fact]
    public void Clipping_does_not_allocate()
    {
        FlatModel<float> model = FlatModel<float>.Mixed();
        model.Parameters["Table"].SetGradient(new Tensor(5, 18) + 2);
        Gradients gradients = model.Gradients;
        void Clip()
        {
            gradients.ClipByGlobalNorm(1);
            gradients.ClipPerParameter(0.5);
            gradients.ClipByValue(0.1);
        }

        Clip();
        Allocations.AssertNone(times: 100, Clip);
    }

    private static void PerParameter<T>(FlatModel<T> model)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var random = new SeededRandom(3);
        var originals = new Dictionary<string, double[]>();
        foreach (Parameter parameter in model.Parameters)
        {
            double size = parameter.Name == "bf" ? 0.01 : 1;
            double[] values = [.. Enumerable.Range(0, parameter.Count).Select(_ => size * random.NextNormal())];
            originals[parameter.Name] = values;
            parameter.SetGradient(Tensor.FromDoubles(values, [.. parameter.Dims]));
        }

        double largest = model.Gradients.ClipPerParameter(0.5);

        static double Norm(double[] values) => Math.Sqrt(values.Sum(value => value * value));
        Assert.Equal(originals.Values.Max(Norm), largest, 1e-5);
        foreach (Parameter parameter in model.Parameters)
        {
            double before = Norm(originals[parameter.Name]);
            double[] clipped = parameter.Gradient.ToDoubleArray();
            Assert.Equal(Math.Min(before, 0.5), Norm(clipped), 2e-6);
            double scale = Math.Min(1, 0.5 / (before + 1e-6));
            Assert.All(clipped.Zip(originals[parameter.Name]), pair => Assert.Equal(pair.Second * scale, pair.First, 1e-6));
        }
    }

    private static Tensor[] Gradients(ReferenceCase reference, Precision precision) =>
        [.. Enumerable.Range(0, reference.Config.GetProperty("tensors").GetInt32()).Select(i => reference.Tensor($"in.grad_{i}", precision))];

    private static Trainable ModelWith(Tensor[] gradients, Precision precision)
    {
        (string, int, int, Init, double)[] parameters =
            [.. gradients.Select((g, i) => ($"p{i}", g.Dims[0], g.Rank == 2 ? g.Dims[1] : 0, Init.Constant, 1.0))];
        Trainable model = precision == Precision.Single ? FlatModel<float>.Of(parameters) : FlatModel<double>.Of(parameters);
        for (int i = 0; i < gradients.Length; i++)
        {
            model.Parameters[i].SetGradient(gradients[i]);
        }

        return model;
    }
}
