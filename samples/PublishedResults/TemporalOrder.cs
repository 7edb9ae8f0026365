using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using RnnGen;
using static RnnGen.Equations;
using static RnnGen.Sequences;

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

/// <summary>Reads symbols and tells four classes apart at the end.</summary>
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

    [Forward, Shape("B", "C")]
    private Vectors Logits([Shape("B", "T")] Tokens symbols) => Class.Apply(Last(Memory.Scan(Symbols.Lookup(symbols))));
}

/// <summary>
/// Hochreiter and Schmidhuber (1997), experiment 6a: 100 to 110 symbols between a start and an end. Two of them, one near the beginning
/// and one in the middle, are X or Y, all others are noise. Which came first, which second: four classes.
/// </summary>
internal static class TemporalOrder
{
    private const int Steps = 1000, BatchSize = 16, TestSequences = 2560;
    public static IReadOnlyList<Outcome> Run(TextWriter output)
    {
        var model = new OrderModel(seed: 1);
        var random = new Random(1);
        var optimizer = new Adam(model) { Schedule = LearningRateSchedule.WarmupCosine(peak: 5e-3, warmupSteps: 50, totalSteps: Steps) };
        var progress = new Progress(output, Steps);
        for (int step = 1; step <= Steps; step++)
        {
            OrderBatch batch = OrderBatch.Draw(random, BatchSize);
            OrderModel.Pass pass = model.Forward(batch.Symbols);
            LossValue loss = Losses.CrossEntropy(pass.Logits, batch.Classes);
            pass.Backward(loss);
            model.Gradients.ClipByGlobalNorm(1.0);
            optimizer.Step();
            progress.Report(step, loss.Value);
        }

        OrderBatch test = OrderBatch.Draw(random, TestSequences);
        Tensor logits = model.Predict(test.Symbols).ToTensor();
        int wrong = test.Classes.Where((answer, b) => Enumerable.Range(0, OrderModel.C).MaxBy(c => logits[b, c]) != answer).Count();
        return [new Outcome("Temporal order, 4 classes", $"0 of {TestSequences} wrong", $"{wrong} wrong", wrong == 0)];
    }
}

/// <summary>Sequences of the temporal order problem.</summary>
/// <param name="Symbols">(B,T).</param>
/// <param name="Classes">(B): 2 * (the first is Y) + (the second is Y).</param>
internal sealed record OrderBatch(Tokens Symbols, int[] Classes)
{
    private const int Start = 4, End = 5, X = 6; // 0 to 3 are noise, 7 is Y

    public static OrderBatch Draw(Random random, int count)
    {
        var sequences = new int[count][];
        var classes = new int[count];
        for (int b = 0; b < count; b++)
        {
            int length = random.Next(100, 111);
            sequences[b] = [Start, .. Enumerable.Range(0, length - 2).Select(_ => random.Next(4)), End];
            int first = random.Next(2), second = random.Next(2);
            sequences[b][random.Next(10, 21)] = X + first;
            sequences[b][random.Next(50, 61)] = X + second;
            classes[b] = (2 * first) + second;
        }

        return new OrderBatch(Tokens.From(sequences), classes);
    }
}
