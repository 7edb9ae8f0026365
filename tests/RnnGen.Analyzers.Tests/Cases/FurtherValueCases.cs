using System.Collections.Generic;

namespace RnnGen.Analyzers.Tests.Cases;

/// <summary>RNN0502 to RNN0803 again, in programs of another form; half of them only look wrong.</summary>
internal static class FurtherValueCases
{
    private const string Rows = "LineModel model, int[][] rows";
    private const string Next = "[Role(Role.Loss), TargetShift(1)] static double NextTokenLoss(Sequence logits, Tokens tokens) => 0;";
    private const string Steps = """Tagger tagger, LineModel model, [Shape("B", "T", "7")] Tensor x""";

    public static IEnumerable<Case> All =>
    [
        new("logits-of-linear", "RNN0502", "what a linear layer gives, in a loss that wants logarithms",
            "Console.WriteLine(Losses.NegativeLogLikelihood({|RNN0502:model.Next.Apply(hidden).ToTensor()|}, targets).Mean);",
            "Console.WriteLine(Losses.NegativeLogLikelihood(model.Next.Apply(hidden).ToTensor().LogSoftmax(2), targets).Mean);") { Parameters = "LineModel model, Sequence hidden, int[,] targets" },
        new("declared-logits", "RNN0502", "raw scores by declaration",
            "Console.WriteLine(Losses.NegativeLogLikelihood({|RNN0502:Score(scores)|}, targets).Mean);",
            "Console.WriteLine(Losses.NegativeLogLikelihood(Score(scores).LogSoftmax(2), targets).Mean);") { Parameters = "Tensor scores, int[,] targets", Members = "[return: ValueKind(ValueKind.Logits)] static Tensor Score(Tensor scores) => scores;" },
        new("root-of-loss", "RNN0504", "the square root of a loss in nats",
            """
            LossValue loss = Losses.CrossEntropy(pass.Logits, batch.Targets);
            Console.WriteLine({|RNN0504:Math.Sqrt(loss.Value)|});
            """,
            """
            LossValue loss = Losses.CrossEntropy(pass.Logits, batch.Targets);
            Console.WriteLine(Math.Exp(loss.Value));
            """) { Parameters = "LineModel.Pass pass, SequenceBatch batch" },
        new("mean-of-perplexities", "RNN0505", "the mean of the perplexities of batches",
            """
            double sum = 0;
            int count = 0;
            foreach (SequenceBatch batch in batches)
            {
                sum += Math.Exp(Losses.CrossEntropy(model.Predict(batch.Inputs), batch.Targets).Value);
                count++;
            }

            Console.WriteLine({|RNN0505:sum / count|});
            """,
            """
            double sum = 0;
            int count = 0;
            foreach (SequenceBatch batch in batches)
            {
                LossValue loss = Losses.CrossEntropy(model.Predict(batch.Inputs), batch.Targets);
                sum += loss.Sum;
                count += loss.Tokens;
            }

            Console.WriteLine(Math.Exp(sum / count));
            """),
        new("mean-of-norms", "RNN0505", "the mean of something that is no likelihood",
            null,
            """
            double sum = 0;
            int count = 0;
            foreach (SequenceBatch batch in batches)
            {
                sum += batch.Inputs.Steps;
                count++;
            }

            Console.WriteLine(sum / count);
            """),
        new("running-total", "RNN0505", "a running total that nobody divides",
            null,
            """
            double sum = 0;
            foreach (SequenceBatch batch in batches)
            {
                sum += Losses.CrossEntropy(model.Predict(batch.Inputs), batch.Targets).Value;
                Console.WriteLine(sum);
            }
            """),
        new("last-of-both", "RNN0604", "both directions at the last step, counted from the end",
            """
            Tensor outputs = tagger.Memory.ScanBatchFirst(x).Outputs;
            Console.WriteLine({|RNN0604:outputs.Select(1, -1)|});
            """,
            """
            Tensor outputs = tagger.Memory.ScanBatchFirst(x).Outputs;
            Console.WriteLine(outputs.Slice(2, 0, 13).Select(1, -1));
            """) { Parameters = Steps },
        new("last-of-one-direction", "RNN0604", "one direction at the last step",
            null,
            """
            Tensor outputs = model.Memory.ScanBatchFirst(x).Outputs;
            Console.WriteLine(outputs.Select(1, outputs.Dims[1] - 1));
            """) { Parameters = Steps },
        new("mean-of-both", "RNN0604", "the mean of both directions",
            null,
            "Console.WriteLine(tagger.Memory.ScanBatchFirst(x).Outputs.Mean(1));") { Parameters = Steps },
        new("same-rows", "RNN0605", "inputs and targets are the same rows",
            """
            Tokens read = Tokens.From(rows), wanted = Tokens.From(rows);
            Console.WriteLine(Losses.CrossEntropy(model.Forward(read).Logits, {|RNN0605:wanted|}).Value);
            """,
            """
            Tokens read = Tokens.From(rows.Select(row => row[..^1])), wanted = Tokens.From(rows.Select(row => row[1..]));
            Console.WriteLine(Losses.CrossEntropy(model.Forward(read).Logits, wanted).Value);
            """) { Parameters = Rows },
        new("tags", "RNN0605", "tags of the words that were read",
            null,
            "Console.WriteLine(Losses.CrossEntropy(tagger.Forward(words).Tags, tags).Value);") { Parameters = "Tagger tagger, Tokens words, Tokens tags" },
        new("cut-twice", "RNN0606", "cut for a loss that cuts by itself",
            """
            Tokens read = Tokens.From(rows.Select(row => row[..^1])), next = Tokens.From(rows.Select(row => row[1..]));
            Console.WriteLine(NextTokenLoss(model.Forward(read).Logits, {|RNN0606:next|}));
            """,
            """
            Tokens read = Tokens.From(rows.Select(row => row[..^1])), next = Tokens.From(rows.Select(row => row[1..]));
            Console.WriteLine(Losses.CrossEntropy(model.Forward(read).Logits, next).Value);
            """) { Parameters = Rows, Members = Next },
        new("other-rows", "RNN0606", "targets of other rows, however they are cut",
            null,
            """
            Tokens read = Tokens.From(rows), other = Tokens.From(marks.Select(row => row[1..]));
            Console.WriteLine(NextTokenLoss(model.Forward(read).Logits, other));
            """) { Parameters = Rows + ", int[][] marks", Members = Next },
        new("sorted-in-place", "RNN0803", "numbers are sorted into their own array",
            """
            for (int i = 0; i < scores.Length; i++)
                {|RNN0803:scores[rank[i]] = scores[i]|};
            Console.WriteLine(logits);
            """,
            """
            var sorted = new double[scores.Length];
            for (int i = 0; i < scores.Length; i++)
                sorted[rank[i]] = scores[i];
            Console.WriteLine(logits);
            """) { Parameters = "double[] scores, int[] rank, Tensor logits" },
        new("gathered", "RNN0803", "rows are gathered into another array",
            null,
            """
            var sorted = new int[rows.Length][];
            for (int i = 0; i < rows.Length; i++)
                sorted[i] = rows[order[i]];
            Console.WriteLine(logits);
            """) { Parameters = "int[][] rows, int[] order, Tensor logits" },
        new("compacted", "RNN0803", "rows move up in their own array",
            null,
            """
            int kept = 0;
            for (int i = 0; i < rows.Length; i++)
                if (rows[i].Length > 1)
                    rows[kept++] = rows[i];
            Console.WriteLine(logits);
            """) { Parameters = "int[][] rows, Tensor logits" },
    ];
}
