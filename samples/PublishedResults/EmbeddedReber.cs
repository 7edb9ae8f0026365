using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using RnnGen;

namespace PublishedResults;

/// <summary>Predicts the next symbol of a string of the embedded Reber grammar.</summary>
[SequenceModel]
public sealed partial class ReberModel
{
    [Dimension]
    public const int V = 7, E = 8, H = 24;

    [Embedding(V, E)]
    public partial Embedding Symbols { get; }

    [Lstm(E, H)]
    public partial Recurrent Memory { get; }

    [Linear(H, V)]
    public partial Linear Next { get; }

    [Forward, Shape("B", "T", "V")]
    private Sequence Logits([Shape("B", "T")] Tokens text) => Next.Apply(Memory.Scan(Symbols.Lookup(text)));
}

/// <summary>
/// Hochreiter and Schmidhuber (1997), experiment 1: learn the grammar from its strings. A network without a memory that lasts
/// cannot know the last but one symbol.
/// </summary>
internal static class EmbeddedReber
{
    private const int Steps = 1500, BatchSize = 32, LegalStrings = 256, EntropyStrings = 10_000;

    public static IReadOnlyList<Outcome> Run(TextWriter output)
    {
        var model = new ReberModel(seed: 1);
        var random = new Random(1);
        var optimizer = new Adam(model) { Schedule = LearningRateSchedule.WarmupCosine(peak: 1e-2, warmupSteps: 50, totalSteps: Steps) };
        var progress = new Progress(output, Steps);
        for (int step = 1; step <= Steps; step++)
        {
            SequenceBatch batch = SequenceBatch.NextToken(Strings(random, BatchSize).Select(ReberGrammar.Encode));
            ReberModel.Pass pass = model.Forward(batch.Inputs);
            LossValue loss = Losses.CrossEntropy(pass.Logits, batch.Targets);
            pass.Backward(loss);
            model.Gradients.ClipByGlobalNorm(1.0);
            optimizer.Step();
            progress.Report(step, loss.Value);
        }

        string[] fresh = Strings(random, LegalStrings);
        SequenceBatch test = SequenceBatch.NextToken(fresh.Select(ReberGrammar.Encode));
        int legal = CountLegal(model.Predict(test.Inputs).ToTensor(), fresh);

        // More strings here: over 256 the optimum itself is known to half a per cent only.
        SequenceBatch many = SequenceBatch.NextToken(Strings(random, EntropyStrings).Select(ReberGrammar.Encode));
        double crossEntropy = Losses.CrossEntropy(model.Predict(many.Inputs), many.Targets).Value;
        return
        [
            new Outcome("Embedded Reber", $"all {test.TokenCount} predictions legal", $"{legal} legal", legal == test.TokenCount),
            new Outcome("", $"within 1 % of {ReberGrammar.Optimum:0.00000} nats", $"{crossEntropy:0.00000} nats", Math.Abs((crossEntropy / ReberGrammar.Optimum) - 1) <= 0.01),
        ];
    }

    /// <summary>How many predictions rank every symbol that may follow above every symbol that may not.</summary>
    /// <param name="logits">(B,T,V).</param>
    /// <param name="strings">The strings predicted.</param>
    public static int CountLegal(Tensor logits, IReadOnlyList<string> strings)
    {
        int count = 0;
        for (int b = 0; b < strings.Count; b++)
        {
            IReadOnlyList<string> legal = ReberGrammar.LegalNext(strings[b]);
            for (int t = 0; t < legal.Count; t++)
            {
                ILookup<bool, double> scores = Enumerable.Range(0, ReberModel.V).ToLookup(v => legal[t].Contains(ReberGrammar.Symbols[v]), v => (double)logits[b, t, v]);
                count += scores[true].Min() > scores[false].Max() ? 1 : 0;
            }
        }

        return count;
    }

    private static string[] Strings(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => ReberGrammar.Draw(random))];
}
