using System;
using System.Collections.Generic;
using System.Linq;
using RnnGen.Integration.Tests.Cells.BuiltIn;
using RnnGen.Integration.Tests.Harness;
using RnnGen.Kernels;
using Xunit;

namespace RnnGen.Integration.Tests.Structure;

/// <summary>A masked batch gives what each of its sequences gives alone, and nothing at masked places is ever read.</summary>
public sealed class MaskTests
{
    private const double Tolerance = 1e-12;
    private const int Steps = 7;

    public static TheoryData<string> Cells =>
        [.. typeof(LstmCell).Assembly.GetTypes().Where(type => type.Namespace == typeof(LstmCell).Namespace && type.BaseType == typeof(RecurrentCell<double>)).Select(type => type.Name).Order()];

    [Theory]
    [MemberData(nameof(Cells))]
    public void A_masked_batch_is_its_sequences_alone(string name)
    {
        var cell = (RecurrentCell<double>)Activator.CreateInstance(typeof(LstmCell).Assembly.GetType($"{typeof(LstmCell).Namespace}.{name}")!, 3)!;
        cell.IsTraining = false; // a sequence alone is another place in the batch: random masks would differ
        var random = new Random(name.Sum(c => c));
        bool[][,] masks =
        [
            MaskedBatch.Patterns(Steps), new[,] { { true } }, new bool[2, 3],
            .. Enumerable.Range(0, 5).Select(trial => MaskedBatch.Random(random, trial == 0 ? 1 : random.Next(1, 7), trial == 1 ? 1 : random.Next(1, 10))),
        ];
        foreach (bool[,] mask in masks)
        {
            var real = Problem.Random(cell, random.Next(), mask.GetLength(1), MaskedBatch.Lengths(mask));
            Check($"{name} over {string.Concat(mask.Cast<bool>().Select(isReal => isReal ? '1' : '0'))} of {mask.GetLength(0)}", cell, real, Run(cell, real, new MaskedBatch(real, mask)));
        }
    }

    private static void Check(string what, RecurrentCell<double> cell, Problem real, CellResult masked)
    {
        int steps = real.Steps;
        CellResult[] alone = [.. Enumerable.Range(0, real.Batch).Select(b => CellRunner.Run(cell, real.Alone(b)))];
        for (int b = 0; b < real.Batch; b++)
        {
            foreach ((double[] one, double[] all, int size) in alone[b].Outputs.Zip(masked.Outputs, cell.OutputSizes))
            {
                Close.Check($"{what}: y of {b}", one, all[(b * steps * size)..][..one.Length], Tolerance);
            }

            foreach ((double[] one, double[] all, int size) in alone[b].Inputs.Zip(masked.Inputs, cell.InputSizes))
            {
                Close.Check($"{what}: dL/dx of {b}", one, all[(b * steps * size)..][..one.Length], Tolerance);
            }

            for (int s = 0; s < real.StateSizes.Length; s++)
            {
                Close.Check($"{what}: final state {s} of {b}", alone[b].Final[s], masked.Final[s][Problem.Row(b, real.StateSizes[s])], Tolerance);
                Close.Check($"{what}: dL/dh0 {s} of {b}", alone[b].Initial[s], masked.Initial[s][Problem.Row(b, real.StateSizes[s])], Tolerance);
            }
        }

        foreach ((string parameter, double[] gradient) in masked.Parameters)
        {
            double[] sum = [.. gradient.Select((_, i) => alone.Sum(result => result.Parameters[parameter][i]))];
            Close.Check($"{what}: dL/d{parameter}", sum, gradient, Tolerance);
        }
    }

    [Fact]
    public void A_masked_model_is_its_sequences_alone()
    {
        bool[,] mask = MaskedBatch.Patterns(Steps);
        int[] lengths = MaskedBatch.Lengths(mask);
        var ids = new int[mask.GetLength(0), Steps];
        var targets = new int[mask.GetLength(0), Steps];
        var random = new Random(5);
        for (int b = 0; b < lengths.Length; b++)
        {
            for (int t = 0; t < Steps; t++)
            {
                ids[b, t] = mask[b, t] ? random.Next(9) : 1000;
                targets[b, t] = mask[b, t] ? random.Next(9) : -7;
            }
        }

        var model = new MaskModel(seed: 2);
        MaskModel.Pass pass = model.Forward(Tokens.From(ids, mask));
        LossValue loss = Losses.CrossEntropy(pass.Logits, Tokens.From(targets, mask));
        pass.Backward(loss);
        double[][] gradients = [.. model.Parameters.Select(p => p.Gradient.ToDoubleArray())];
        var buckets = new LengthBuckets(-1, 3, Steps);
        buckets.Add(pass.Logits, Tokens.From(targets, mask));
        double[] probabilities = SequenceProbability.LogProbability(pass.Logits, Tokens.From(targets, mask));

        double[][] sums = [.. gradients.Select(g => new double[g.Length])];
        var statistics = new TokenStatistics();
        var aloneBuckets = new LengthBuckets(-1, 3, Steps);
        for (int b = 0; b < lengths.Length; b++)
        {
            int[] real = [.. Enumerable.Range(0, Steps).Where(t => mask[b, t])];
            var inputs = Tokens.From([real.Select(t => ids[b, t]).ToArray()]);
            var wanted = Tokens.From([real.Select(t => targets[b, t]).ToArray()]);
            pass.Forward(inputs);
            LossValue one = Losses.CrossEntropy(pass.Logits, wanted);
            statistics.Add(one);
            aloneBuckets.Add(pass.Logits, wanted);
            Assert.Equal(-one.Sum, probabilities[b], Tolerance);
            Assert.Equal(-one.Sum, SequenceProbability.LogProbability(pass.Logits, wanted)[0], Tolerance);
            model.Gradients.Clear();
            pass.Backward(one);
            for (int p = 0; p < sums.Length; p++)
            {
                double[] own = model.Parameters[p].Gradient.ToDoubleArray();
                sums[p] = [.. sums[p].Select((sum, i) => sum + (own[i] * one.Tokens / loss.Tokens))];
            }
        }

        Assert.Equal(statistics.Sum, loss.Sum, Tolerance * 10);
        Assert.Equal(statistics.Tokens, loss.Tokens);
        foreach ((double[] expected, double[] actual) in sums.Zip(gradients))
        {
            Close.Check("gradient of the model", expected, actual, Tolerance);
        }

        foreach ((LengthBucket expected, LengthBucket actual) in aloneBuckets.Buckets.Zip(buckets.Buckets))
        {
            Assert.Equal(expected.ToString(), actual.ToString());
        }
    }

    private static CellResult Run(RecurrentCell<double> cell, Problem real, MaskedBatch batch)
    {
        cell.Gradients.Clear();
        Tensor Spread(Strand strand) => Tensor.FromDoubles(batch.Spread(strand.Values, strand.Size), real.Batch, real.Steps, strand.Size);
        CellPass<double> pass = CellRunner.Forward(
            cell.CreatePass(), cell, [.. real.Inputs.Select(strand => Sequence.From(Spread(strand), batch.Mask))], CellRunner.State(cell, real.Initial, real.Batch));
        double[][] outputs = [.. pass.Outputs.Select(output => output.ToTensor().ToDoubleArray())];
        double[][] final = CellRunner.Values(pass.FinalState);
        pass.BackwardFrom([.. real.OutputGradients.Select(Spread)], CellRunner.State(cell, real.FinalGradient, real.Batch));
        double[][] inputs = [.. cell.InputNames.Select(input => pass.InputGradientOf(input).ToDoubleArray())];
        double[][] Gather(double[][] values, IReadOnlyList<int> sizes)
        {
            Assert.All(values.Zip(sizes), part => Assert.All(batch.Masked(part.First, part.Second), value => Assert.Equal(0, value)));
            return [.. values.Zip(sizes, batch.Gather)];
        }

        outputs = Gather(outputs, cell.OutputSizes);
        inputs = Gather(inputs, cell.InputSizes);
        return new CellResult(outputs[0], final, inputs[0], CellRunner.Values(pass.InitialStateGradient), cell.Parameters.ToDictionary(p => p.Name, p => p.Gradient.ToDoubleArray()))
        {
            MoreOutputs = outputs[1..],
            MoreInputs = inputs[1..],
        };
    }
}
