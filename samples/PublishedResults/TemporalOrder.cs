using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using RnnGen;
using static RnnGen.Equations;

namespace PublishedResults;

/// <summary>
/// The minimal gated recurrent unit (Feng et al. 2024): the gate looks at the input only, so it can learn at once, at every step and
/// whatever the state is, which symbols to let in.
/// </summary>
[RecurrentCell]
public sealed partial class MinimalGru
{
    [Dimension]
    public const int I = 32, H = 32;

    [Weight(H, I)]
    public partial Matrix Wz { get; }

    [Bias(H, Value = -2)]
    public partial Vector bz { get; }

    [Weight(H, I)]
    public partial Matrix Wn { get; }

    [Bias(H)]
    public partial Vector bn { get; }

    [Step]
    private Vector Next([Input(I)] Vector x, [State(H)] Vector h)
    {
        var z = Sigmoid(Wz * x + bz);
        var n = Wn * x + bn;
        return (1 - z) * h + z * n;
    }
}

/// <summary>Reads symbols and tells four classes apart; only the answer at the last step counts.</summary>
[SequenceModel]
public sealed partial class OrderModel
{
    [Dimension]
    public const int V = 8, E = MinimalGru.I, H = MinimalGru.H, C = 4;

    [Embedding(V, E)]
    public partial Embedding Symbols { get; }

    [Recurrent(typeof(MinimalGru), Layers = 2)]
    public partial Recurrent Memory { get; }

    [Linear(H, C)]
    public partial Linear Class { get; }

    [Forward, Shape("B", "T", "C")]
    private Sequence Classes([Shape("B", "T")] Tokens symbols) => Class.Apply(Memory.Scan(Symbols.Lookup(symbols)));
}

/// <summary>
/// Hochreiter and Schmidhuber (1997), experiment 6a: 100 to 110 symbols between a start and an end. Two of them, one near the beginning
/// and one in the middle, are X or Y, all others are noise. Which came first, which second: four classes.
/// </summary>
internal static class TemporalOrder
{
    private const int Steps = 1000, BatchSize = 16, TestSequences = 2560;
    private const int Start = 4, End = 5, X = 6; // 0 to 3 are noise, 7 is Y

    public static IReadOnlyList<Outcome> Run(TextWriter output)
    {
        var model = new OrderModel(seed: 1);
        var random = new Random(1);
        var optimizer = new Adam(model) { Schedule = LearningRateSchedule.WarmupCosine(peak: 5e-3, warmupSteps: 50, totalSteps: Steps) };
        var progress = new Progress(output, Steps);
        for (int step = 1; step <= Steps; step++)
        {
            SequenceBatch batch = Draw(random, BatchSize);
            OrderModel.Pass pass = model.Forward(batch.Inputs);
            LossValue loss = Losses.CrossEntropy(pass.Classes, batch.Targets);
            pass.Backward(loss);
            model.Gradients.ClipByGlobalNorm(1.0);
            optimizer.Step();
            progress.Report(step, loss.Value);
        }

        SequenceBatch test = Draw(random, TestSequences);
        var all = new LengthBuckets(0, test.Inputs.Steps);
        all.Add(model.Predict(test.Inputs), test.Targets);
        int wrong = all.Buckets[0].Tokens - all.Buckets[0].Correct;
        return [new Outcome("Temporal order, 4 classes", $"0 of {TestSequences} wrong", $"{wrong} wrong", wrong == 0)];
    }

    /// <summary>A batch of sequences. The class is 2 * (first is Y) + (second is Y), asked for at the last step.</summary>
    public static SequenceBatch Draw(Random random, int count)
    {
        var inputs = new List<int[]>();
        var targets = new List<int[]>();
        for (int i = 0; i < count; i++)
        {
            int length = random.Next(100, 111);
            int[] symbols = [Start, .. Enumerable.Range(0, length - 2).Select(_ => random.Next(4)), End];
            int first = random.Next(2), second = random.Next(2);
            symbols[random.Next(10, 21)] = X + first;
            symbols[random.Next(50, 61)] = X + second;
            int[] answer = [.. Enumerable.Repeat(Tokens.Ignored, length)];
            answer[^1] = (2 * first) + second;
            inputs.Add(symbols);
            targets.Add(answer);
        }

        return new SequenceBatch(Tokens.From(inputs), Tokens.From(targets));
    }
}
