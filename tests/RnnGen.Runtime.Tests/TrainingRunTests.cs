using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Xunit;

namespace RnnGen.Runtime.Tests;

public sealed class TrainingRunTests
{
    private static readonly Func<Trainable, Optimizer>[] Kinds =
    [
        model => new Sgd(model, 0.1),
        model => new Sgd(model, 0.1, momentum: 0.9, nesterov: true),
        model => new Adam(model, 0.1) { Schedule = LearningRateSchedule.WarmupCosine(0.1, 3, 25) },
        model => new AdamW(model, 0.1, amsGrad: true),
        model => new RmsProp(model, 0.1, momentum: 0.9, centered: true),
    ];

    public static TheoryData<int, Precision> Rows
    {
        get
        {
            var rows = new TheoryData<int, Precision>();
            foreach (int kind in Enumerable.Range(0, Kinds.Length))
            {
                rows.Add(kind, Precision.Single);
                rows.Add(kind, Precision.Double);
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_run_goes_on_as_if_it_had_not_stopped(int kind, Precision precision)
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("run.safetensors");
        Trainable whole = New(precision, 1), begun = New(precision, 1), resumed = New(precision, 2);
        Optimizer wholeOptimizer = Kinds[kind](whole), first = Kinds[kind](begun), second = Kinds[kind](resumed);
        second.LearningRate = 7;
        resumed.Parameters["bf"].SetGradient(new Tensor(7) + 1);

        Train(whole, wholeOptimizer, 0, 20);
        Train(begun, first, 0, 10);
        TrainingRun.Save(path, begun, first, [KeyValuePair.Create("epoch", "3")]);
        TrainingRun.Load(path, resumed, second);
        Assert.Equal(GradientState.Cleared, resumed.Gradients.State);
        Assert.Equal(first.LearningRate, second.LearningRate);
        Train(resumed, second, 10, 20);

        Assert.Equal(20, second.StepCount);
        Assert.Equal("3", SafeTensors.Read(path).Metadata["epoch"]);
        Assert.All(whole.Parameters.Zip(resumed.Parameters), pair => Assert.Equal(pair.First.Value.ToDoubleArray(), pair.Second.Value.ToDoubleArray()));
    }

    [Fact]
    public void Files_name_what_belongs_to_each_parameter()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("run.safetensors");
        Trainable model = New(Precision.Single, 1);
        TrainingRun.Save(path, model, new Adam(model));
        Assert.Equal(
            ["weight", "Table", "bias", "optimizer.exp_avg.weight", "optimizer.exp_avg.Table", "optimizer.exp_avg.bias",
                "optimizer.exp_avg_sq.weight", "optimizer.exp_avg_sq.Table", "optimizer.exp_avg_sq.bias"],
            SafeTensors.Read(path).Tensors.Keys);
        Assert.Equal([40, 3], SafeTensors.Read(path)["optimizer.exp_avg.weight"].Dims);
    }

    [Fact]
    public void What_does_not_fit_changes_nothing()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("run.safetensors");
        Trainable model = New(Precision.Single, 1), other = New(Precision.Single, 2);
        var adam = new Adam(model);
        Train(model, adam, 0, 2);
        TrainingRun.Save(path, model, adam);

        float[] before = other.Parameters["Table"].Value.ToArray();
        Assert.Contains("was saved with Adam, but the optimizer is Sgd", Assert.Throws<InvalidDataException>(() => TrainingRun.Load(path, other, new Sgd(other, 1))).Message, StringComparison.Ordinal);
        Assert.Contains("max_exp_avg_sq", Assert.Throws<InvalidDataException>(() => TrainingRun.Load(path, other, new Adam(other, amsGrad: true))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => TrainingRun.Load(path, other, adam));
        Assert.Throws<ArgumentException>(() => TrainingRun.Save(path, model, adam, [KeyValuePair.Create("optimizer.steps", "1")]));
        model.Save(path);
        Assert.Contains("no optimizer", Assert.Throws<InvalidDataException>(() => TrainingRun.Load(path, other, new Adam(other))).Message, StringComparison.Ordinal);
        SafeTensors.Write(path, [], [KeyValuePair.Create("optimizer", "Adam"), KeyValuePair.Create("optimizer.steps", "-1")]);
        Assert.Throws<InvalidDataException>(() => TrainingRun.Load(path, other, new Adam(other)));
        Assert.Equal(before, other.Parameters["Table"].Value.ToArray());
    }

    private static Trainable New(Precision precision, int seed) => precision == Precision.Single ? FlatModel<float>.Mixed().Filled(seed) : FlatModel<double>.Mixed().Filled(seed);

    private static void Train(Trainable model, Optimizer optimizer, int from, int to)
    {
        for (int step = from; step < to; step++)
        {
            foreach (Parameter parameter in model.Parameters)
            {
                double[] values = parameter.Value.ToDoubleArray();
                parameter.SetGradient(Tensor.FromDoubles([.. values.Select((value, i) => value - Math.Sin(i + step))], [.. parameter.Dims]));
            }

            model.Gradients.ClipByGlobalNorm(1);
            optimizer.Step();
        }
    }
}
