using System.Collections.Generic;

namespace RnnGen.Analyzers.Tests.Cases;

/// <summary>RNN0101 to RNN0113: padding that takes part, masks that do not fit.</summary>
internal static class PaddingCases
{
    private const string Ids = "int[][] rows, Tensor logits";
    private const string Values = "List<float[,]> series, LstmCell cell";

    public static IEnumerable<Case> All =>
    [
        new("BUG-01", "RNN0101", "the loss counts every position of padded ids",
            """
            PaddedIds batch = PaddedIds.Right(rows);
            TokenLosses losses = {|RNN0101:Losses.CrossEntropy(logits, [[int[,] Targets(PaddedIds batch)| batch.Ids ]])|};
            Console.WriteLine(losses.Mean);
            """,
            """
            PaddedIds batch = PaddedIds.Right(rows);
            TokenLosses losses = Losses.CrossEntropy(logits, [[int[,] Targets(PaddedIds batch)| batch.Ids ]], Masks.Keep(batch.Lengths, batch.Ids.GetLength(1)));
            Console.WriteLine(losses.Mean);
            """) { Parameters = Ids },
        new("single-losses", "RNN0101", "the mean of single losses of padded tokens",
            """
            PaddedIds batch = PaddedIds.Right(rows, padId: 0);
            Tensor losses = Losses.CrossEntropy(logits, batch.Ids).PerToken;
            double loss = {|RNN0101:losses.Mean()|};
            Console.WriteLine(loss);
            """,
            """
            PaddedIds batch = PaddedIds.Right(rows, padId: 0);
            Tensor losses = Losses.CrossEntropy(logits, batch.Ids).PerToken;
            double loss = Losses.MaskedMean(losses, Masks.Keep(batch.Lengths, batch.Ids.GetLength(1)));
            Console.WriteLine(loss);
            """) { Parameters = Ids },
        new("squared-error", "RNN0101", "a squared error over padded vectors",
            """
            PaddedValues batch = PaddedValues.Right(series);
            Tensor outputs = cell.ScanBatchFirst(batch.Values, batch.Lengths).Outputs;
            Console.WriteLine({|RNN0101:Losses.MeanSquaredError(outputs, target)|}.Value);
            """,
            """
            PaddedValues batch = PaddedValues.Right(series);
            Tensor outputs = cell.ScanBatchFirst(batch.Values, batch.Lengths).Outputs;
            Console.WriteLine(Losses.MeanSquaredError(outputs, target, Masks.Keep(batch.Lengths, outputs.Dims[1])).Value);
            """) { Parameters = Values + """, [Shape("B", "T", "F")] Tensor target""" },
        new("own-loss", "RNN0101", "a loss of somebody else's over padded ids",
            """
            PaddedIds batch = PaddedIds.Right(rows);
            Console.WriteLine({|RNN0101:Nll(logits, batch.Ids)|});
            """,
            """
            PaddedIds batch = PaddedIds.Right(rows);
            Console.WriteLine(Nll(logits, batch.Ids, batch.Lengths));
            """) { Parameters = Ids, Members = "[Role(Role.Loss)] static double Nll(Tensor logits, int[,] ids, int[]? lengths = null) => 0;" },
        new("declared-padding", "RNN0101", "ids that are declared to be padded",
            """
            Console.WriteLine({|RNN0101:Losses.CrossEntropy(logits, ids)|}.Perplexity);
            """,
            """
            Console.WriteLine(Losses.CrossEntropy(logits, ids, Masks.FromIds(ids, 0)).Perplexity);
            """) { Parameters = "[Padding(Padding.Padded)] int[,] ids, Tensor logits" },
        new("TRAP-02", "RNN0101", "padding has the id that losses ignore", null,
            """
            PaddedIds batch = PaddedIds.Right(rows, padId: Tokens.Ignored);
            Console.WriteLine(Losses.CrossEntropy(logits, batch.Ids).Mean);
            """) { Parameters = Ids },
        new("ignored-id", "RNN0101", "the loss is told which id to ignore", null,
            """
            PaddedIds batch = PaddedIds.Right(rows, padId: 7);
            Console.WriteLine(Losses.CrossEntropy(logits, batch.Ids, ignoreIndex: 7).Mean);
            """) { Parameters = Ids },
        new("TRAP-04", "RNN0101", "a sequence knows its lengths", null,
            """
            foreach (SequenceBatch batch in batches)
            {
                LineModel.Pass pass = model.Forward(batch.Inputs);
                Console.WriteLine(Losses.CrossEntropy(pass.Logits, batch.Targets).Value);
                Console.WriteLine(Losses.CrossEntropy(pass.Logits.ToTensor(), batch.Targets.ToArray()).Mean);
            }
            """),
        new("fixed-length", "RNN0101", "all sequences are declared to have one length", null,
            """
            PaddedIds batch = PaddedIds.Right(rows);
            Console.WriteLine(Losses.CrossEntropy(logits, batch.Ids).Mean);
            """) { Parameters = Ids, Attributes = "[FixedLength]" },
        new("one-sequence", "RNN0101", "a batch of one sequence has no padding", null,
            """
            PaddedIds batch = PaddedIds.Right([rows[0]]);
            Console.WriteLine(Losses.CrossEntropy(logits, batch.Ids).Mean);
            """) { Parameters = Ids },
        new("BUG-02", "RNN0102", "masked terms, mean over all steps",
            """
            PaddedIds batch = PaddedIds.Right(rows);
            Tensor keep = Masks.ToTensor(Masks.Keep(batch.Lengths, batch.Ids.GetLength(1)));
            Tensor losses = Losses.CrossEntropy(logits, batch.Ids).PerToken;
            Tensor masked = [[Tensor Mask(Tensor losses, Tensor keep)| losses * keep ]];
            Tensor perSequence = {|RNN0102:masked.Mean(1)|};
            Console.WriteLine(perSequence.Sum() / Total(batch.Lengths));
            """,
            """
            PaddedIds batch = PaddedIds.Right(rows);
            Tensor keep = Masks.ToTensor(Masks.Keep(batch.Lengths, batch.Ids.GetLength(1)));
            Tensor losses = Losses.CrossEntropy(logits, batch.Ids).PerToken;
            Tensor masked = [[Tensor Mask(Tensor losses, Tensor keep)| losses * keep ]];
            Tensor perSequence = masked.Sum(1);
            Console.WriteLine(perSequence.Sum() / Total(batch.Lengths));
            """) { Parameters = Ids, Members = "static int Total(int[] lengths) => lengths.Sum();" },
        new("divided-by-all", "RNN0102", "a masked sum is divided by B T",
            """
            PaddedIds batch = PaddedIds.Right(rows);
            int steps = batch.Ids.GetLength(1);
            Tensor losses = Losses.CrossEntropy(logits, batch.Ids).PerToken.Where(Masks.Keep(batch.Lengths, steps), 0);
            double loss = {|RNN0102:losses.Sum() / (rows.Length * steps)|};
            Console.WriteLine(loss);
            """,
            """
            PaddedIds batch = PaddedIds.Right(rows);
            int steps = batch.Ids.GetLength(1);
            bool[,] keep = Masks.Keep(batch.Lengths, steps);
            Tensor losses = Losses.CrossEntropy(logits, batch.Ids).PerToken.Where(keep, 0);
            double loss = losses.Sum() / Masks.Count(keep);
            Console.WriteLine(loss);
            """) { Parameters = Ids },
        new("outputs-mean", "RNN0102", "outputs are 0 at padding and their mean counts it",
            """
            PaddedValues batch = PaddedValues.Right(series);
            TensorScan scan = cell.ScanBatchFirst(batch.Values, batch.Lengths);
            Tensor pooled = {|RNN0102:scan.Outputs.Mean(1)|};
            Console.WriteLine(pooled);
            """,
            """
            PaddedValues batch = PaddedValues.Right(series);
            TensorScan scan = cell.ScanBatchFirst(batch.Values, batch.Lengths);
            Tensor pooled = scan.Outputs.Sum(1);
            Console.WriteLine(pooled);
            """) { Parameters = Values },
        new("TRAP-19", "RNN0102", "each sequence weighs the same", null,
            """
            PaddedIds batch = PaddedIds.Right(rows);
            Tensor losses = Losses.CrossEntropy(logits, batch.Ids).PerToken.Where(Masks.Keep(batch.Lengths, batch.Ids.GetLength(1)), 0);
            Console.WriteLine(losses.Sum(1).Mean());
            """) { Parameters = Ids },
        new("mean-over-classes", "RNN0102", "a mean over features is no mean over steps", null,
            """
            PaddedValues batch = PaddedValues.Right(series);
            Tensor outputs = cell.ScanBatchFirst(batch.Values, batch.Lengths).Outputs;
            Console.WriteLine(outputs.Mean(2));
            """) { Parameters = Values },
        new("BUG-10", "RNN0103", "a softmax over padded encoder positions",
            """
            PaddedValues encoded = PaddedValues.Right(series);
            Tensor scores = encoded.Values.MatMul(query).Squeeze(2);
            Tensor weights = [[Tensor Weigh(Tensor scores)| {|RNN0103:scores.Softmax(1)|} ]];
            Tensor context = (weights.Unsqueeze(1)).MatMul(encoded.Values);
            Console.WriteLine(context);
            """,
            """
            PaddedValues encoded = PaddedValues.Right(series);
            Tensor scores = encoded.Values.MatMul(query).Squeeze(2);
            bool[,] keep = Masks.Keep(encoded.Lengths, scores.Dims[1]);
            Tensor weights = [[Tensor Weigh(Tensor scores, bool[,] keep)| scores.MaskedSoftmax(keep) ]];
            Tensor context = (weights.Unsqueeze(1)).MatMul(encoded.Values);
            Console.WriteLine(context);
            """) { Parameters = """List<float[,]> series, [Shape("H", "1")] Tensor query""" },
        new("BUG-13", "RNN0103", "outputs are 0 at padding, and e to that is 1",
            """
            PaddedValues batch = PaddedValues.Right(series);
            Tensor outputs = cell.ScanBatchFirst(batch.Values, batch.Lengths).Outputs;
            Tensor weights = {|RNN0103:outputs.MatMul(query).Squeeze(2).Softmax(1)|};
            Tensor context = weights.Unsqueeze(1).MatMul(outputs);
            Console.WriteLine(context);
            """,
            """
            PaddedValues batch = PaddedValues.Right(series);
            Tensor outputs = cell.ScanBatchFirst(batch.Values, batch.Lengths).Outputs;
            Tensor scores = outputs.MatMul(query).Squeeze(2).Where(Masks.Keep(batch.Lengths, outputs.Dims[1]), double.NegativeInfinity);
            Tensor weights = scores.Softmax(1);
            Tensor context = weights.Unsqueeze(1).MatMul(outputs);
            Console.WriteLine(context);
            """) { Parameters = Values + """, [Shape("13", "1")] Tensor query""" },
        new("attention-without-lengths", "RNN0103", "attention is not told the lengths of the keys",
            """
            PaddedValues encoded = PaddedValues.Right(series);
            Console.WriteLine({|RNN0103:Attention.DotProduct(queries, encoded.Values, encoded.Values)|});
            """,
            """
            PaddedValues encoded = PaddedValues.Right(series);
            Console.WriteLine(Attention.DotProduct(queries, encoded.Values, encoded.Values, encoded.Lengths));
            """) { Parameters = "List<float[,]> series, Tensor queries" },
        new("mask-after-softmax", "RNN0103", "masked after the softmax and normalised again", null,
            """
            PaddedValues encoded = PaddedValues.Right(series);
            Tensor keep = Masks.ToTensor(Masks.Keep(encoded.Lengths, encoded.Values.Dims[1]));
            Tensor weights = Normalise(encoded.Values.MatMul(query).Squeeze(2).Softmax(1) * keep);
            Console.WriteLine(weights.Unsqueeze(1).MatMul(encoded.Values));
            """) { Parameters = """List<float[,]> series, [Shape("H", "1")] Tensor query""", Members = "static Tensor Normalise(Tensor weights) => throw new NotSupportedException();" },
        new("softmax-over-classes", "RNN0103", "a softmax over classes is no attention", null,
            """
            PaddedValues batch = PaddedValues.Right(series);
            Tensor p = batch.Values.Softmax(2);
            Console.WriteLine(p * 2.0);
            """) { Parameters = "List<float[,]> series" },
        new("BUG-14", "RNN0104", "the last stored output of padded sequences",
            """
            PaddedValues batch = PaddedValues.Right(series);
            Tensor outputs = cell.ScanBatchFirst(batch.Values, batch.Lengths).Outputs;
            Tensor last = [[Tensor Last(Tensor outputs)| {|RNN0104:outputs.Select(1, outputs.Dims[1] - 1)|} ]];
            Console.WriteLine(last);
            """,
            """
            PaddedValues batch = PaddedValues.Right(series);
            Tensor outputs = cell.ScanBatchFirst(batch.Values, batch.Lengths).Outputs;
            Tensor last = [[Tensor Last(Tensor outputs, PaddedValues batch)| outputs.GatherLast(batch.Lengths) ]];
            Console.WriteLine(last);
            """) { Parameters = Values },
        new("BUG-15", "RNN0104", "the last stored output, steps first",
            """
            PaddedValues batch = PaddedValues.Right(series);
            Tensor outputs = cell.ScanTimeMajor(batch.Values.Transpose(0, 1), batch.Lengths).Outputs;
            Console.WriteLine({|RNN0104:outputs.Select(0, -1)|});
            """,
            """
            PaddedValues batch = PaddedValues.Right(series);
            Tensor outputs = cell.ScanTimeMajor(batch.Values.Transpose(0, 1), batch.Lengths).Outputs;
            Console.WriteLine(outputs.Transpose(0, 1).GatherLast(batch.Lengths));
            """) { Parameters = Values },
    ];
}
