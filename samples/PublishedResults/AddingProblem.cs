using System;
using System.Collections.Generic;
using System.IO;
using RnnGen;
using static RnnGen.Sequences;

namespace PublishedResults;

/// <summary>Reads pairs (number, mark) and gives one number at the end.</summary>
[SequenceModel]
public sealed partial class AddingModel
{
    [Dimension]
    public const int I = 2, H = 64, O = 1;

    [Gru(I, H)]
    public partial Recurrent Memory { get; }

    [Linear(H, O)]
    public partial Linear Sum { get; }

    [Forward, Shape("B", "O")]
    private Vectors Answer([Shape("B", "T", "I")] Sequence pairs) => Sum.Apply(Last(Memory.Scan(pairs)));
}

/// <summary>
/// Hochreiter and Schmidhuber (1997), experiment 4, as Arjovsky et al. (2016) pose it: 100 numbers from 0 to 1, one of the first half
/// and one of the second are marked, their sum is asked for at the end. Always answering 1 has a mean squared error of 1/6.
/// </summary>
internal static class AddingProblem
{
    private const int Length = 100, Steps = 2500, BatchSize = 32, TestSequences = 1000;
    private const double Solved = 0.002;

    public static IReadOnlyList<Outcome> Run(TextWriter output)
    {
        var model = new AddingModel(seed: 1);
        var random = new Random(1);
        var optimizer = new Adam(model) { Schedule = LearningRateSchedule.WarmupCosine(peak: 5e-3, warmupSteps: 50, totalSteps: Steps) };
        var progress = new Progress(output, Steps);
        for (int step = 1; step <= Steps; step++)
        {
            AddingBatch batch = AddingBatch.Draw(random, BatchSize, Length);
            AddingModel.Pass pass = model.Forward(batch.Pairs);
            LossValue loss = Losses.MeanSquaredError(pass.Answer, batch.Sums);
            pass.Backward(loss);
            model.Gradients.ClipByGlobalNorm(1.0);
            optimizer.Step();
            progress.Report(step, loss.Value);
        }

        AddingBatch test = AddingBatch.Draw(random, TestSequences, Length);
        double error = Losses.MeanSquaredError(model.Predict(test.Pairs), test.Sums).Value;
        return [new Outcome($"Adding, T={Length}", $"test MSE below {Solved}", $"{error:0.00000} (guessing: 0.167)", error < Solved)];
    }
}

/// <summary>Sequences of the adding problem.</summary>
/// <param name="Pairs">(B,T,2): a number and whether it is marked.</param>
/// <param name="Sums">(B,1): the sum of the two marked numbers.</param>
internal sealed record AddingBatch(Sequence Pairs, Tensor Sums)
{
    public static AddingBatch Draw(Random random, int count, int length)
    {
        var pairs = new Tensor(count, length, 2);
        var sums = new Tensor(count, 1);
        for (int b = 0; b < count; b++)
        {
            for (int t = 0; t < length; t++)
            {
                pairs[b, t, 0] = random.NextSingle();
            }

            int first = random.Next(length / 2), second = random.Next(length / 2, length);
            pairs[b, first, 1] = 1;
            pairs[b, second, 1] = 1;
            sums[b, 0] = pairs[b, first, 0] + pairs[b, second, 0];
        }

        return new AddingBatch(Sequence.From(pairs), sums);
    }
}
