using System.Collections.Generic;

namespace RnnGen.Analyzers.Tests.Cases;

/// <summary>RNN0104 to RNN0113: ends of padded sequences, masks that do not fit, states behind padding.</summary>
internal static class MaskCases
{
    private const string Ids = "int[][] rows, Tensor logits";
    private const string Values = "List<float[,]> series, LstmCell cell";

    public static IEnumerable<Case> All =>
    [
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
