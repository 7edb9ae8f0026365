using System.Globalization;
using System.Linq;
using System.Text;

namespace RnnGen.Benchmarks.AnalyzerCost;

/// <summary>Source texts of training methods in the usual forms.</summary>
internal static class TrainingTexts
{
    public const string Model = """
        using RnnGen;

        [SequenceModel]
        public sealed partial class LineModel
        {
            public const int V = 50, E = 16, H = 32;
            [Embedding(V, E)] public partial Embedding Characters { get; }
            [Lstm(E, H)] public partial Recurrent Memory { get; }
            [Linear(H, V)] public partial Linear Next { get; }
            [Forward, Shape("B", "T", "V")] Sequence Logits([Shape("B", "T")] Tokens tokens) => Next.Apply(Memory.Scan(Characters.Lookup(tokens)));
        }
        """;

    /// <summary>
    /// A class with so many methods. Of those that train every fourth trains through helpers, and every fourth generates instead; the others have nothing to do with the
    /// library.
    /// </summary>
    /// <param name="number">Which class.</param>
    /// <param name="methods">How many methods.</param>
    /// <param name="every">Every how many-th trains.</param>
    public static string File(int number, int methods, int every = 1)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $$"""
            using System;
            using System.Linq;
            using RnnGen;

            public sealed class Trainer{{number}}
            {
                private static LossValue Learn(LineModel model, SequenceBatch batch)
                {
                    LineModel.Pass pass = model.Forward(batch.Inputs);
                    LossValue loss = Losses.CrossEntropy(pass.Logits, batch.Targets);
                    pass.Backward(loss);
                    return loss;
                }

                private static void Update(LineModel model, Optimizer optimizer)
                {
                    model.Gradients.ClipByGlobalNorm(1.0);
                    optimizer.Step();
                }

            """);
        foreach (int i in Enumerable.Range(0, methods))
        {
            text.Append(i % every != 0 ? Ordinary(i) : (i / every % 4) switch { 0 => Through(i), 1 => Generate(i), _ => Train(i) });
        }

        return text.Append("}\n").ToString();
    }

    private static string Train(int i) => $$"""
            public double Train{{i}}(LineModel model, BatchSet batches, int epochs)
            {
                var optimizer = new Adam(model, learningRate: 1e-3);
                var statistics = new TokenStatistics();
                int seen = 0;
                for (int epoch = 0; epoch < epochs; epoch++)
                    foreach (SequenceBatch batch in batches)
                    {
                        LineModel.Pass pass = model.Forward(batch.Inputs);
                        LossValue loss = Losses.CrossEntropy(pass.Logits, batch.Targets);
                        pass.Backward(loss);
                        double norm = model.Gradients.ClipByGlobalNorm(1.0);
                        if (++seen % 100 == 0)
                            Console.WriteLine($"{epoch} {loss.Value} {norm}");
                        optimizer.Step();
                        statistics.Add(loss);
                    }

                return statistics.Perplexity;
            }

        """;

    private static string Ordinary(int i) => $$"""
            public string Report{{i}}(string[] lines, int width)
            {
                var words = lines.SelectMany(line => line.Split(' ')).Where(word => word.Length > 0).GroupBy(word => word.ToLowerInvariant());
                var text = new System.Text.StringBuilder();
                int shown = 0;
                foreach (var word in words.OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal))
                {
                    if (++shown > {{i}} + 10)
                        break;
                    string line = $"{word.Key.PadRight(width)} {word.Count()}";
                    text.AppendLine(line.Length > 2 * width ? line.Substring(0, 2 * width) : line);
                }

                if (shown == 0)
                    throw new ArgumentException($"There are no words in {lines.Length} lines.", nameof(lines));
                return text.ToString();
            }

        """;

    private static string Through(int i) => $$"""
            public double Through{{i}}(LineModel model, BatchSet batches)
            {
                var optimizer = new Sgd(model, 0.1);
                var statistics = new TokenStatistics();
                int seen = 0;
                foreach (SequenceBatch batch in batches)
                {
                    statistics.Add(Learn(model, batch));
                    seen++;
                    Update(model, optimizer);
                }

                return seen == 0 ? 0 : statistics.Mean;
            }

        """;

    private static string Generate(int i) => $$"""
            public int[] Generate{{i}}(LineModel model, int first, int count)
            {
                ModelState state = model.InitialState();
                int token = first;
                var written = new int[count];
                for (int t = 0; t < count; t++)
                {
                    state = model.Step(state, token);
                    float[] logits = state.Output!.ToArray();
                    token = Array.IndexOf(logits, logits.Max());
                    written[t] = token;
                }

                return written;
            }

        """;
}
