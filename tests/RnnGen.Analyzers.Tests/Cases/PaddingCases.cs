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
            Tensor context = (weights.Unsqueeze(2) * outputs).Sum(1);
            Console.WriteLine(context);
            """,
            """
            PaddedValues batch = PaddedValues.Right(series);
            Tensor outputs = cell.ScanBatchFirst(batch.Values, batch.Lengths).Outputs;
            Tensor scores = outputs.MatMul(query).Squeeze(2).Where(Masks.Keep(batch.Lengths, outputs.Dims[1]), double.NegativeInfinity);
            Tensor weights = scores.Softmax(1);
            Tensor context = (weights.Unsqueeze(2) * outputs).Sum(1);
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
        new("converted-last", "RNN0104", "the last step of a converted sequence",
            """
            foreach (SequenceBatch batch in batches)
            {
                Tensor logits = model.Forward(batch.Inputs).Logits.ToTensor();
                Console.WriteLine({|RNN0104:logits.Slice(1, logits.Dims[1] - 1, 1)|});
            }
            """,
            """
            foreach (SequenceBatch batch in batches)
            {
                Sequence logits = model.Forward(batch.Inputs).Logits;
                Console.WriteLine(Sequences.Last(logits));
            }
            """),
        new("BUG-20", "RNN0108", "the last real step by length of left-padded data",
            """
            PaddedValues batch = PaddedValues.Left(series);
            Tensor outputs = cell.ScanBatchFirst(batch.Values).Outputs;
            Console.WriteLine({|RNN0108:outputs.GatherLast(batch.Lengths)|});
            """,
            """
            PaddedValues batch = PaddedValues.Left(series);
            Tensor outputs = cell.ScanBatchFirst(batch.Values).Outputs;
            Console.WriteLine(outputs.Select(1, outputs.Dims[1] - 1));
            """) { Parameters = Values },
        new("BUG-05", "RNN0108", "a mask of the tail where the padding is the head",
            """
            PaddedIds batch = PaddedIds.Left(rows);
            int steps = batch.Ids.GetLength(1);
            Console.WriteLine(Losses.CrossEntropy(logits, batch.Ids, {|RNN0108:[[bool[,] Real(PaddedIds batch, int steps)| Masks.Keep(batch.Lengths, steps) ]]|}).Mean);
            """,
            """
            PaddedIds batch = PaddedIds.Left(rows);
            int steps = batch.Ids.GetLength(1);
            Console.WriteLine(Losses.CrossEntropy(logits, batch.Ids, [[bool[,] Real(PaddedIds batch, int steps)| Masks.KeepLeftPadded(batch.Lengths, steps) ]]).Mean);
            """) { Parameters = Ids },
        new("left-into-right", "RNN0108", "left-padded values made a sequence as if right-padded",
            """
            PaddedValues batch = PaddedValues.Left(series);
            Console.WriteLine(cell.Scan({|RNN0108:Sequence.From(batch.Values, batch.Lengths)|}));
            """,
            """
            PaddedValues batch = PaddedValues.Left(series);
            Console.WriteLine(cell.Scan(Sequence.FromLeftPadded(batch.Values, batch.Lengths)));
            """) { Parameters = Values },
        new("BUG-08", "RNN0105", "a mask is stored and never read",
            """
            var attention = new Pool();
            {|RNN0105:attention.Mask|} = Masks.Keep(lengths, steps);
            Console.WriteLine(attention.Run(scores));
            """,
            """
            var attention = new Pool();
            Console.WriteLine(attention.Run(scores, Masks.Keep(lengths, steps)));
            """)
        {
            Parameters = "Tensor scores, int[] lengths, int steps",
            Types = "class Pool { public bool[,]? Mask { get; set; } public Tensor Run(Tensor scores) => scores.Softmax(1); public Tensor Run(Tensor scores, bool[,] keep) => scores.MaskedSoftmax(keep); }",
        },
        new("forgotten-mask", "RNN0105", "a mask is made and not given to the loss",
            """
            bool[,] {|RNN0105:keep = Masks.Keep(lengths, ids.GetLength(1))|};
            Console.WriteLine(Losses.CrossEntropy(logits, ids).Mean);
            """,
            """
            bool[,] keep = Masks.Keep(lengths, ids.GetLength(1));
            Console.WriteLine(Losses.CrossEntropy(logits, ids, keep).Mean);
            """) { Parameters = "Tensor logits, int[,] ids, int[] lengths" },
        new("forgotten-lengths", "RNN0105", "lengths are loaded and not used",
            """
            (Tensor x, {|RNN0105:int[] lengths|}) = Load();
            Console.WriteLine(cell.ScanBatchFirst(x).Final);
            """,
            """
            (Tensor x, int[] lengths) = Load();
            Console.WriteLine(cell.ScanBatchFirst(x, lengths).Final);
            """) { Parameters = Values, Members = "static (Tensor Values, int[] Lengths) Load() => throw new NotSupportedException();" },
        new("discarded-lengths", "RNN0105", "lengths are discarded on purpose", null,
            """
            (Tensor x, _) = Load();
            Console.WriteLine(cell.ScanBatchFirst(x).Final);
            """) { Parameters = Values, Members = "static (Tensor Values, int[] Lengths) Load() => throw new NotSupportedException();" },
        new("polarity", "RNN0106", "a mask of padding where real positions are wanted",
            """
            Console.WriteLine(Losses.CrossEntropy(logits, ids, {|RNN0106:Masks.Pad(lengths, ids.GetLength(1))|}).Mean);
            """,
            """
            Console.WriteLine(Losses.CrossEntropy(logits, ids, Masks.Not(Masks.Pad(lengths, ids.GetLength(1)))).Mean);
            """) { Parameters = "Tensor logits, int[,] ids, int[] lengths" },
        new("filled-real", "RNN0106", "real positions are filled instead of padding",
            """
            bool[,] keep = Masks.Keep(lengths, scores.Dims[1]);
            Console.WriteLine(scores.MaskedFill({|RNN0106:keep|}, double.NegativeInfinity).Softmax(1));
            """,
            """
            bool[,] keep = Masks.Keep(lengths, scores.Dims[1]);
            Console.WriteLine(scores.MaskedFill(Masks.Not(keep), double.NegativeInfinity).Softmax(1));
            """) { Parameters = "Tensor scores, int[] lengths" },
        new("mask-of-inputs", "RNN0107", "the mask is cut like the inputs, the targets are one step ahead",
            """
            PaddedIds batch = PaddedIds.Right(rows), next = PaddedIds.Right(rows.Select(row => row[1..]));
            Console.WriteLine(Losses.CrossEntropy(logits, next.Ids, {|RNN0107:Masks.FromIds(batch.Ids, 0)|}).Mean);
            """,
            """
            PaddedIds next = PaddedIds.Right(rows.Select(row => row[1..]));
            Console.WriteLine(Losses.CrossEntropy(logits, next.Ids, Masks.FromIds(next.Ids, 0)).Mean);
            """) { Parameters = Ids },
        new("dropped-lengths", "RNN0109", "a padded tensor becomes a sequence without lengths",
            """
            PaddedValues batch = PaddedValues.Right(series);
            Console.WriteLine(cell.Scan({|RNN0109:Sequence.From(batch.Values)|}));
            """,
            """
            PaddedValues batch = PaddedValues.Right(series);
            Console.WriteLine(cell.Scan(batch.ToSequence()));
            """) { Parameters = Values },
        new("converted-mean", "RNN0109", "the mean of a converted sequence",
            """
            foreach (SequenceBatch batch in batches)
            {
                Tensor logits = model.Forward(batch.Inputs).Logits.ToTensor();
                Console.WriteLine([[Tensor Pool(Tensor logits)| {|RNN0109:logits.Mean(1)|} ]]);
            }
            """,
            """
            foreach (SequenceBatch batch in batches)
            {
                Sequence logits = model.Forward(batch.Inputs).Logits;
                Console.WriteLine([[Vectors Pool(Sequence logits)| Sequences.MeanOverTime(logits) ]]);
            }
            """),
        new("unwrapped", "RNN0109", "unwrapped with a reason", null,
            """
            foreach (SequenceBatch batch in batches)
                Console.WriteLine(model.Forward(batch.Inputs).Logits.Unwrap("all lines here have forty characters").Mean(1));
            """),
        new("printed", "RNN0109", "a converted sequence is only printed", null,
            """
            foreach (SequenceBatch batch in batches)
            {
                Tensor logits = model.Forward(batch.Inputs).Logits.ToTensor();
                Console.WriteLine(logits);
                Console.WriteLine(logits[0, 0, 0]);
            }
            """),
        new("BUG-82", "RNN0110", "accuracy counts padding",
            """
            PaddedIds batch = PaddedIds.Right(rows);
            Console.WriteLine({|RNN0110:Metrics.Accuracy([[Tensor Scores(Tensor logits)| logits ]], batch.Ids)|});
            """,
            """
            PaddedIds batch = PaddedIds.Right(rows);
            Console.WriteLine(Metrics.Accuracy([[Tensor Scores(Tensor logits)| logits ]], batch.Ids, Masks.Keep(batch.Lengths, batch.Ids.GetLength(1))));
            """) { Parameters = Ids },
        new("own-metric", "RNN0110", "a metric of somebody else's counts padding",
            """
            PaddedIds batch = PaddedIds.Right(rows);
            int[,] best = logits.ArgMax(2).ToIds();
            Console.WriteLine({|RNN0110:Hits(best, batch.Ids)|});
            """,
            """
            PaddedIds batch = PaddedIds.Right(rows);
            int[,] best = logits.ArgMax(2).ToIds();
            Console.WriteLine(Hits(best, batch.Ids, Masks.FromIds(batch.Ids, 0)));
            """) { Parameters = Ids, Members = "[Role(Role.Metric)] static double Hits(int[,] best, int[,] ids, bool[,]? mask = null) => 0;" },
        new("reversal", "RNN0112", "padded steps are reversed",
            """
            PaddedValues batch = PaddedValues.Right(series);
            Tensor backwards = {|RNN0112:batch.Values.Reverse(1)|};
            Console.WriteLine(cell.ScanBatchFirst(backwards).Outputs);
            """,
            """
            PaddedValues batch = PaddedValues.Right(series);
            Sequence backwards = Sequences.Reverse(batch.ToSequence());
            Console.WriteLine(cell.Scan(backwards));
            """) { Parameters = Values },
        new("reversed-twice", "RNN0112", "a reversal that is undone", null,
            """
            PaddedValues batch = PaddedValues.Right(series);
            Tensor y = cell.ScanBatchFirst(batch.Values.Reverse(1)).Outputs.Reverse(1);
            Console.WriteLine(y);
            """) { Parameters = Values },
        new("padded-state", "RNN0113", "the final state of a run without lengths",
            """
            PaddedValues batch = PaddedValues.Right(series);
            TensorScan scan = [[TensorScan Encode(LstmCell cell, PaddedValues batch)| cell.ScanBatchFirst(batch.Values) ]];
            Console.WriteLine({|RNN0113:scan.Final|});
            """,
            """
            PaddedValues batch = PaddedValues.Right(series);
            TensorScan scan = [[TensorScan Encode(LstmCell cell, PaddedValues batch)| cell.ScanBatchFirst(batch.Values, batch.Lengths) ]];
            Console.WriteLine(scan.Final);
            """) { Parameters = Values },
        new("TRAP-06", "RNN0113", "a run that knows the lengths", null,
            """
            PaddedValues batch = PaddedValues.Right(series);
            Console.WriteLine(cell.ScanBatchFirst(batch.Values, batch.Lengths).Final);
            Console.WriteLine(cell.Forward(batch.ToSequence()).FinalState);
            """) { Parameters = Values },
        new("left-state", "RNN0113", "left-padded data ends with real steps", null,
            """
            PaddedValues batch = PaddedValues.Left(series);
            Console.WriteLine(cell.ScanBatchFirst(batch.Values).Final);
            """) { Parameters = Values },
    ];
}
