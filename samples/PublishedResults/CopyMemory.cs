using System;
using System.Collections.Generic;
using System.IO;
using RnnGen;

namespace PublishedResults;

/// <summary>
/// A recurrent network without a nonlinearity: h' = W x + U h, with U orthogonal at the start. An orthogonal matrix neither shrinks nor
/// grows what it multiplies, so a gradient comes back from 120 steps as large as it left.
/// </summary>
[RecurrentCell, GradientPolicy(Clip.GlobalNorm)] // the training loop below clips
public sealed partial class OrthogonalCell
{
    [Dimension]
    public const int I = 10, H = 128;

    [Weight(H, I)]
    public partial Matrix W { get; }

    [Weight(H, H, Init = Init.Orthogonal)]
    public partial Matrix U { get; }

    [Step]
    private Vector Next([Input(I)] Vector x, [State(H)] Vector h) => W * x + U * h;
}

/// <summary>Reads ten symbols, waits, and repeats them.</summary>
[SequenceModel]
public sealed partial class CopyModel
{
    [Dimension]
    public const int V = 10, H = OrthogonalCell.H, O = 9;

    [Embedding(V, V)]
    public partial Embedding Symbols { get; }

    [Recurrent(typeof(OrthogonalCell))]
    public partial Recurrent Memory { get; }

    [Linear(H, O)]
    public partial Linear Next { get; }

    [Forward, Shape("B", "T", "O")]
    private Sequence Logits([Shape("B", "T")] Tokens symbols) => Next.Apply(Memory.Scan(Symbols.Lookup(symbols)));
}

/// <summary>
/// Hochreiter and Schmidhuber (1997), experiment 5, as Arjovsky et al. (2016) pose it: ten of eight symbols, 100 blanks, one of them
/// replaced by a signal, then the ten symbols have to be repeated. Without a memory one can do no better than blanks and, at the end,
/// guessing: a cross-entropy of 10 ln 8 / (T + 20) per step. With orthogonal transitions: Henaff et al. (2016).
/// </summary>
internal static class CopyMemory
{
    private const int Delay = 100, Symbols = 8, Count = 10, Steps = 1500, BatchSize = 32, TestSequences = 256;
    private const int Blank = 8, Signal = 9;

    public static readonly double Memoryless = Count * Math.Log(Symbols) / (Delay + (2 * Count));

    public static IReadOnlyList<Outcome> Run(TextWriter output)
    {
        var model = new CopyModel(seed: 1);
        var random = new Random(1);
        var optimizer = new Adam(model) { Schedule = LearningRateSchedule.WarmupCosine(peak: 1e-3, warmupSteps: 50, totalSteps: Steps) };
        var progress = new Progress(output, Steps);
        for (int step = 1; step <= Steps; step++)
        {
            SequenceBatch batch = Draw(random, BatchSize);
            CopyModel.Pass pass = model.Forward(batch.Inputs);
            LossValue loss = Losses.CrossEntropy(pass.Logits, batch.Targets);
            pass.Backward(loss);
            model.Gradients.ClipByGlobalNorm(1.0);
            optimizer.Step();
            progress.Report(step, loss.Value);
        }

        SequenceBatch test = Draw(random, TestSequences);
        double crossEntropy = Losses.CrossEntropy(model.Predict(test.Inputs), test.Targets).Value;
        return [new Outcome($"Copy memory, T={Delay}", $"a tenth of the memoryless {Memoryless:0.0000}", $"{crossEntropy:0.00000} nats", crossEntropy < Memoryless / 10)];
    }

    /// <summary>A batch: ten symbols, blanks with a signal ten before the end, and as targets blanks and then the ten symbols.</summary>
    public static SequenceBatch Draw(Random random, int count)
    {
        int length = Delay + (2 * Count);
        var inputs = new int[count, length];
        var targets = new int[count, length];
        for (int b = 0; b < count; b++)
        {
            for (int t = 0; t < length; t++)
            {
                inputs[b, t] = Blank;
                targets[b, t] = Blank;
            }

            inputs[b, length - Count - 1] = Signal;
            for (int i = 0; i < Count; i++)
            {
                inputs[b, i] = random.Next(Symbols);
                targets[b, length - Count + i] = inputs[b, i];
            }
        }

        return new SequenceBatch(Tokens.From(inputs), Tokens.From(targets));
    }
}
