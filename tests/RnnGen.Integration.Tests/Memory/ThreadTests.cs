using System;
using System.Collections.Generic;
using System.Linq;
using RnnGen.Integration.Tests.Cells;
using Xunit;

namespace RnnGen.Integration.Tests.Memory;

/// <summary>One thread, two or three: a hundred training steps with dropout give the same numbers bit for bit.</summary>
[Collection(nameof(ThreadTests))]
[CollectionDefinition(nameof(ThreadTests), DisableParallelization = true)]
public sealed class ThreadTests
{
    private static readonly int[] Lengths = [9, 24, 3, 24, 17, 8, 1, 24, 12, 20, 5, 16];

    [Fact]
    public void A_model_learns_the_same_on_any_number_of_threads() => SameOnAnyNumberOfThreads(() =>
    {
        var model = new ThreadedModel(seed: 3);
        var optimizer = new Adam(model);
        var random = new Random(4);
        SequenceBatch[] batches =
        [
            .. new[] { Lengths, [.. Lengths.Select(length => 25 - length)] }.Select(lengths => SequenceBatch.NextToken(
                lengths.Select(length => Enumerable.Range(0, length + 1).Select(_ => random.Next(ThreadedModel.V)).ToArray()))),
        ];
        var results = new List<double>();
        for (int step = 0; step < 100; step++)
        {
            SequenceBatch batch = batches[step % batches.Length];
            ThreadedModel.Pass pass = model.Forward(batch.Inputs);
            LossValue loss = Losses.CrossEntropy(pass.Logits, batch.Targets);
            pass.Backward(loss);
            results.Add(loss.Value);
            results.Add(model.Gradients.ClipByGlobalNorm(1));
            optimizer.Step();
        }

        return [.. results, .. model.Parameters.SelectMany(p => Doubles(p.Value))];
    });

    [Theory]
    [InlineData(Checkpointing.Never)]
    [InlineData(7)]
    public void A_cell_learns_the_same_on_any_number_of_threads(int checkpointEvery) => SameOnAnyNumberOfThreads(() =>
    {
        var cell = new ThreadedCell(seed: 5);
        CellPass<float> pass = cell.CreatePass(checkpointEvery);
        var optimizer = new Sgd(cell, 0.01, momentum: 0.9);
        var random = new Random(6);
        Sequence x = Inputs(random, ThreadedCell.I), v = Inputs(random, ThreadedCell.J);
        Tensor target = Inputs(random, ThreadedCell.H).ToTensor();
        var results = new List<double>();
        for (int step = 0; step < 100; step++)
        {
            cell.Forward(x, v, pass: pass);
            LossValue loss = Losses.MeanSquaredError(pass.Output, target);
            pass.Backward(loss);
            results.Add(loss.Value);
            results.Add(cell.Gradients.ClipByGlobalNorm(1));
            optimizer.Step();
        }

        return [.. results, .. Doubles(pass.InputGradient), .. cell.Parameters.SelectMany(p => Doubles(p.Value))];
    });

    private static void SameOnAnyNumberOfThreads(Func<double[]> train)
    {
        int before = Parallelism.MaxDegreeOfParallelism;
        try
        {
            Parallelism.MaxDegreeOfParallelism = 1;
            double[] expected = train();
            Assert.All(expected, value => Assert.True(double.IsFinite(value)));
            foreach (int threads in new[] { 2, 3 })
            {
                Parallelism.MaxDegreeOfParallelism = threads;
                Assert.Equal(expected, train());
            }
        }
        finally
        {
            Parallelism.MaxDegreeOfParallelism = before;
        }
    }

    private static Sequence Inputs(Random random, int features)
    {
        float[] values = [.. Enumerable.Range(0, Lengths.Length * 24 * features).Select(_ => random.NextSingle() - 0.5f)];
        return Sequence.From(Tensor.FromArray(values, Lengths.Length, 24, features), Lengths);
    }

    private static IEnumerable<double> Doubles(Tensor tensor) => tensor.ToArray().Cast<float>().Select(value => (double)value);
}
