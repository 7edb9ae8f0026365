using System.Collections.Generic;

namespace RnnGen.Analyzers.Tests.Cases;

/// <summary>RNN0104 to RNN0113 again, in programs of another form; half of them only look wrong.</summary>
internal static class FurtherMaskCases
{
    private const string Ids = "int[][] rows, Tensor logits";
    private const string Values = "List<float[,]> series, LstmCell cell";
    private const string Lengths = "Tensor logits, Tensor scores, int[,] ids, int[] lengths";

    public static IEnumerable<Case> All =>
    [
        new("last-slice", "RNN0104", "a slice of the last step",
            """
            PaddedValues batch = PaddedValues.Right(series);
            Tensor outputs = cell.ScanBatchFirst(batch.Values, batch.Lengths).Outputs;
            Console.WriteLine({|RNN0104:outputs.Slice(1, outputs.Dims[1] - 1, 1)|});
            """,
            """
            PaddedValues batch = PaddedValues.Right(series);
            Tensor outputs = cell.ScanBatchFirst(batch.Values, batch.Lengths).Outputs;
            Console.WriteLine(outputs.GatherLast(batch.Lengths).Unsqueeze(1));
            """) { Parameters = Values },
        new("last-of-left", "RNN0104", "left-padded data ends with real steps",
            null,
            """
            PaddedValues batch = PaddedValues.Left(series);
            Tensor outputs = cell.ScanBatchFirst(batch.Values).Outputs;
            Console.WriteLine(outputs.Select(1, outputs.Dims[1] - 1));
            """) { Parameters = Values },
        new("first-of-right", "RNN0104", "right-padded data begins with real steps",
            null,
            """
            PaddedValues batch = PaddedValues.Right(series);
            Tensor outputs = cell.ScanBatchFirst(batch.Values, batch.Lengths).Outputs;
            Console.WriteLine(outputs.Select(1, 0));
            """) { Parameters = Values },
        new("last-of-one", "RNN0104", "the last step of one sequence",
            null,
            """
            PaddedValues batch = PaddedValues.Right(new[] { one });
            Tensor outputs = cell.ScanBatchFirst(batch.Values).Outputs;
            Console.WriteLine(outputs.Select(1, outputs.Dims[1] - 1));
            """) { Parameters = "float[,] one, LstmCell cell" },
        new("filled-padding", "RNN0106", "padding is filled by a mask of padding",
            null,
            "Console.WriteLine(scores.MaskedFill(Masks.Pad(lengths, scores.Dims[1]), double.NegativeInfinity).Softmax(1));") { Parameters = Lengths },
        new("kept-where", "RNN0106", "real positions are kept by a mask of real ones",
            null,
            "Console.WriteLine(scores.Where(Masks.Keep(lengths, scores.Dims[1]), double.NegativeInfinity).Softmax(1));") { Parameters = Lengths },
        new("mask-of-targets", "RNN0107", "the mask is made from the targets themselves",
            null,
            """
            PaddedIds batch = PaddedIds.Right(rows), next = PaddedIds.Right(rows.Select(row => row[1..]));
            bool[,] keep = Masks.FromIds(next.Ids, 0);
            Console.WriteLine(Losses.CrossEntropy(logits, next.Ids, keep).Mean);
            Console.WriteLine(batch.Lengths.Length);
            """) { Parameters = Ids },
        new("mask-of-others", "RNN0107", "the mask is of ids from elsewhere",
            null,
            """
            PaddedIds next = PaddedIds.Right(rows.Select(row => row[1..])), tags = PaddedIds.Right(marks);
            Console.WriteLine(Losses.CrossEntropy(logits, next.Ids, Masks.FromIds(tags.Ids, 0)).Mean);
            """) { Parameters = Ids + ", int[][] marks" },
        new("likelihood-mask-of-inputs", "RNN0107", "a likelihood of the next tokens under a mask of the tokens before",
            """
            PaddedIds batch = PaddedIds.Right(rows), next = PaddedIds.Right(rows.Select(row => row[1..]));
            bool[,] keep = Masks.FromIds(batch.Ids, 0);
            Console.WriteLine(Losses.NegativeLogLikelihood(logits.LogSoftmax(2), next.Ids, {|RNN0107:keep|}).Mean);
            """,
            """
            PaddedIds next = PaddedIds.Right(rows.Select(row => row[1..]));
            bool[,] keep = Masks.FromIds(next.Ids, 0);
            Console.WriteLine(Losses.NegativeLogLikelihood(logits.LogSoftmax(2), next.Ids, keep).Mean);
            """) { Parameters = Ids },
        new("accuracy-other-side", "RNN0108", "accuracy of left-padded ids under a mask of the tail",
            """
            PaddedIds batch = PaddedIds.Left(rows);
            Console.WriteLine(Metrics.Accuracy(logits, batch.Ids, {|RNN0108:Masks.Keep(batch.Lengths, batch.Ids.GetLength(1))|}));
            """,
            """
            PaddedIds batch = PaddedIds.Left(rows);
            Console.WriteLine(Metrics.Accuracy(logits, batch.Ids, Masks.KeepLeftPadded(batch.Lengths, batch.Ids.GetLength(1))));
            """) { Parameters = Ids },
        new("right-side", "RNN0108", "right-padded ids under a mask of the tail",
            null,
            """
            PaddedIds batch = PaddedIds.Right(rows);
            Console.WriteLine(Losses.CrossEntropy(logits, batch.Ids, Masks.Keep(batch.Lengths, batch.Ids.GetLength(1))).Mean);
            """) { Parameters = Ids },
        new("accuracy-of-best", "RNN0110", "accuracy of the best classes counts padding",
            """
            PaddedIds batch = PaddedIds.Right(rows);
            Console.WriteLine({|RNN0110:Metrics.Accuracy(logits.ArgMax(2).ToIds(), batch.Ids)|});
            """,
            """
            PaddedIds batch = PaddedIds.Right(rows);
            Console.WriteLine(Metrics.Accuracy(logits.ArgMax(2).ToIds(), batch.Ids, Masks.Keep(batch.Lengths, batch.Ids.GetLength(1))));
            """) { Parameters = Ids },
        new("accuracy-of-fixed", "RNN0110", "all rows are declared to have one length",
            null,
            """
            PaddedIds batch = PaddedIds.Right(rows);
            Console.WriteLine(Metrics.Accuracy(logits, batch.Ids));
            """) { Parameters = Ids, Attributes = "[FixedLength]" },
        new("reversed-features", "RNN0112", "the features are reversed, not the steps",
            null,
            """
            PaddedValues batch = PaddedValues.Right(series);
            Console.WriteLine(cell.ScanBatchFirst(batch.Values.Reverse(2), batch.Lengths).Outputs);
            """) { Parameters = Values },
        new("reversed-bare", "RNN0112", "nobody says that there is padding",
            null,
            "Console.WriteLine(cell.ScanBatchFirst(x.Reverse(1)).Outputs);") { Parameters = "Tensor x, LstmCell cell" },
        new("state-of-one", "RNN0113", "one sequence has no padding",
            null,
            """
            PaddedValues batch = PaddedValues.Right(new[] { one });
            Console.WriteLine(cell.ScanBatchFirst(batch.Values).Final);
            """) { Parameters = "float[,] one, LstmCell cell" },
        new("state-unused", "RNN0113", "only the outputs of a run without lengths are used",
            null,
            """
            PaddedValues batch = PaddedValues.Right(series);
            Tensor outputs = cell.ScanBatchFirst(batch.Values).Outputs;
            Console.WriteLine(outputs.GatherLast(batch.Lengths));
            """) { Parameters = Values },
        new("states-of-layers", "RNN0113", "all states of a run without lengths",
            """
            PaddedValues batch = PaddedValues.Right(series);
            Console.WriteLine({|RNN0113:cell.ScanBatchFirst(batch.Values).States|}.Count);
            """,
            """
            PaddedValues batch = PaddedValues.Right(series);
            Console.WriteLine(cell.ScanBatchFirst(batch.Values, batch.Lengths).States.Count);
            """) { Parameters = Values },
    ];
}
