using System.Collections.Generic;

namespace RnnGen.Analyzers.Tests.Cases;

/// <summary>RNN0801, RNN0802: batches that were sorted, and what they are compared with.</summary>
internal static class OrderCases
{
    private const string Labelled = "Classifier model, int[][] rows, int[] labels";
    private const string Longest = "int[] order = Enumerable.Range(0, rows.Length).OrderByDescending(i => rows[i].Length).ToArray();";
    private const string ByLength = "int[] order = Enumerable.Range(0, lengths.Length).OrderByDescending(i => lengths[i]).ToArray();";
    private const string Unsorted = """[Shape("B", "T", "7")] Tensor x, [Shape("B", "T", "13")] Tensor wanted, LstmCell cell, int[] lengths""";
    private const string Vectors = """[Shape("B", "T", "7")] Tensor x, [Shape("B", "T", "13")] Tensor wanted, LstmCell cell, int[] order, int[] other""";

    public static IEnumerable<Case> All =>
    [
        new("longest-first", "RNN0801", "the longest sequences first, the labels as they were",
            Longest + """

            int[][] longest = order.Select(i => rows[i]).ToArray();
            RnnGen.Vectors scores = [[RnnGen.Vectors Read(Classifier model, int[][] longest)| model.Predict(Tokens.From(longest)) ]];
            Console.WriteLine(Losses.CrossEntropy({|RNN0801:scores|}, labels).Value);
            """,
            Longest + """

            int[][] longest = order.Select(i => rows[i]).ToArray();
            RnnGen.Vectors scores = [[RnnGen.Vectors Read(Classifier model, int[][] longest)| model.Predict(Tokens.From(longest)) ]];
            Console.WriteLine(Losses.CrossEntropy(scores, order.Select(i => labels[i]).ToArray()).Value);
            """) { Parameters = Labelled },
        new("sorted-directly", "RNN0801", "rows sorted by their length, without a list that says how",
            """
            int[][] longest = rows.OrderByDescending(row => row.Length).ToArray();
            Console.WriteLine(Losses.CrossEntropy({|RNN0801:model.Predict(Tokens.From(longest))|}, labels).Value);
            """,
            """
            Console.WriteLine(Losses.CrossEntropy(model.Predict(Tokens.From(rows)), labels).Value);
            """) { Parameters = Labelled },
        new("taken-rows", "RNN0801", "rows of a tensor taken in another order",
            ByLength + """

            Tensor outputs = [[Tensor Scan(LstmCell cell, Tensor x, int[] order)| cell.ScanBatchFirst(x.Take(0, order)).Outputs ]];
            Console.WriteLine(Losses.MeanSquaredError({|RNN0801:outputs|}, wanted).Total);
            """,
            ByLength + """

            Tensor outputs = [[Tensor Scan(LstmCell cell, Tensor x, int[] order)| cell.ScanBatchFirst(x.Take(0, order)).Outputs ]];
            Console.WriteLine(Losses.MeanSquaredError(outputs, wanted.Take(0, order)).Total);
            """) { Parameters = Unsorted },
        new("filled-in-order", "RNN0801", "an array filled in another order",
            Longest + """

            var longest = new int[rows.Length][];
            for (int i = 0; i < rows.Length; i++)
                longest[i] = rows[order[i]];
            Console.WriteLine(Losses.CrossEntropy({|RNN0801:model.Forward(Tokens.From(longest)).Classes|}, labels).Value);
            """,
            Longest + """

            var longest = new int[rows.Length][];
            var longestLabels = new int[rows.Length];
            for (int i = 0; i < rows.Length; i++)
            {
                longest[i] = rows[order[i]];
                longestLabels[i] = labels[order[i]];
            }

            Console.WriteLine(Losses.CrossEntropy(model.Forward(Tokens.From(longest)).Classes, longestLabels).Value);
            """) { Parameters = Labelled },
        new("counted-one-by-one", "RNN0801", "labels in another order are counted against labels as they came",
            Longest + """

            int[] moved = order.Select(i => labels[i]).ToArray();
            int right = 0;
            for (int i = 0; i < moved.Length; i++)
                right += {|RNN0801:moved[i]|} == found[i] ? 1 : 0;
            Console.WriteLine(right + tokens.Count);
            """,
            Longest + """

            int[] moved = order.Select(i => labels[i]).ToArray();
            int right = 0;
            for (int i = 0; i < moved.Length; i++)
                right += moved[i] == found[order[i]] ? 1 : 0;
            Console.WriteLine(right + tokens.Count);
            """) { Parameters = Labelled + ", int[] found, Tokens tokens" },
        new("put-back", "RNN0801", "rows are put back where they came from", null,
            Longest + """

            int[][] longest = order.Select(i => rows[i]).ToArray();
            var back = new int[rows.Length][];
            for (int i = 0; i < rows.Length; i++)
                back[order[i]] = longest[i];
            Console.WriteLine(Losses.CrossEntropy(model.Predict(Tokens.From(back)), labels).Value);
            """) { Parameters = Labelled },
        new("order-does-not-matter", "RNN0801", "a sum over all sequences", null,
            ByLength + """

            Tensor outputs = cell.ScanBatchFirst(x.Take(0, order)).Outputs;
            Console.WriteLine(outputs.Sum(0) - wanted.Sum(0));
            """) { Parameters = Unsorted },
        new("sorted-where-they-lie", "RNN0801", "nobody knows what a sort in place has moved", null,
            Longest + """

            Array.Sort(lengths, rows);
            int[][] some = order.Select(i => rows[i]).ToArray();
            Console.WriteLine(Losses.CrossEntropy(model.Predict(Tokens.From(some)), labels).Value);
            """) { Parameters = Labelled + ", int[] lengths" },
        new("inverse-is-taken", "RNN0801", "the inverse order is taken before the comparison", null,
            ByLength + """

            var inverse = new int[order.Length];
            for (int i = 0; i < order.Length; i++)
                inverse[order[i]] = i;
            Tensor outputs = cell.ScanBatchFirst(x.Take(0, order)).Outputs.Take(0, inverse);
            Console.WriteLine(Losses.MeanSquaredError(outputs, wanted).Total);
            """) { Parameters = Unsorted },
        new("order-of-caller", "RNN0801", "whoever gave the list may have sorted the scores by it", null,
            """
            Console.WriteLine(Losses.CrossEntropy(scores, order.Select(i => labels[i]).ToArray()).Value);
            """) { Parameters = "RnnGen.Vectors scores, int[] labels, int[] order" },
        new("is-it-sorted", "RNN0801", "a look whether values are sorted already", null,
            """
            int[] sorted = lengths.OrderBy(length => length).ToArray();
            bool isSorted = true;
            for (int i = 0; i < lengths.Length; i++)
                isSorted &= sorted[i] == lengths[i];
            Console.WriteLine(isSorted ? cell.ScanBatchFirst(x).Outputs : x);
            """) { Parameters = Unsorted },
        new("two-lists", "RNN0802", "inputs and targets are sorted each by its own list",
            """
            Tensor inputs = x.Take(0, order), targets = wanted.Take(0, other);
            Console.WriteLine(Losses.MeanSquaredError([[Tensor Scan(LstmCell cell, Tensor inputs)| cell.ScanBatchFirst(inputs).Outputs ]], {|RNN0802:targets|}).Total);
            """,
            """
            Tensor inputs = x.Take(0, order), targets = wanted.Take(0, order);
            Console.WriteLine(Losses.MeanSquaredError([[Tensor Scan(LstmCell cell, Tensor inputs)| cell.ScanBatchFirst(inputs).Outputs ]], targets).Total);
            """) { Parameters = Vectors },
        new("each-sorted-by-itself", "RNN0802", "rows by their length, labels by their value",
            """
            int[][] longest = rows.OrderBy(row => row.Length).ToArray();
            int[] ordered = labels.OrderBy(label => label).ToArray();
            Console.WriteLine(Losses.CrossEntropy(model.Predict(Tokens.From(longest)), {|RNN0802:ordered|}).Value);
            """,
            """
            int[] order = Enumerable.Range(0, rows.Length).OrderBy(i => rows[i].Length).ToArray();
            Console.WriteLine(Losses.CrossEntropy(model.Predict(Tokens.From(order.Select(i => rows[i]))), order.Select(i => labels[i]).ToArray()).Value);
            """) { Parameters = Labelled },
        new("forwards-and-back", "RNN0802", "one side is put in order, the other put back",
            """
            var back = new int[labels.Length];
            for (int i = 0; i < labels.Length; i++)
                back[order[i]] = labels[i];
            Console.WriteLine(Losses.CrossEntropy(model.Predict(Tokens.From(order.Select(i => rows[i]))), {|RNN0802:back|}).Value);
            """,
            """
            var there = new int[labels.Length];
            for (int i = 0; i < labels.Length; i++)
                there[i] = labels[order[i]];
            Console.WriteLine(Losses.CrossEntropy(model.Predict(Tokens.From(order.Select(i => rows[i]))), there).Value);
            """) { Parameters = Labelled + ", int[] order" },
        new("joined-features", "RNN0802", "two readings of the same sequences, sorted differently, are put side by side",
            """
            Sequence first = cell.Scan(Sequence.From(x.Take(0, order))), second = cell.Scan(Sequence.From(x.Take(0, other)));
            Console.WriteLine(Sequences.Concat(first, {|RNN0802:second|}));
            """,
            """
            Sequence first = cell.Scan(Sequence.From(x.Take(0, order))), second = cell.Scan(Sequence.From(x.Take(0, order)));
            Console.WriteLine(Sequences.Concat(first, second));
            """) { Parameters = Vectors },
        new("one-list-for-both", "RNN0802", "one list for rows and labels, in two statements", null,
            Longest + """

            int[] longestLabels = order.Select(i => labels[i]).ToArray();
            int[][] longest = order.Select(i => rows[i]).ToArray();
            Console.WriteLine(Losses.CrossEntropy(model.Predict(Tokens.From(longest)), longestLabels).Value);
            """) { Parameters = Labelled },
        new("list-of-other-axis", "RNN0802", "features in another order are no other sequences", null,
            """
            Console.WriteLine(Losses.MeanSquaredError(cell.ScanBatchFirst(x).Outputs.Take(2, order), wanted.Take(2, other)).Total);
            """) { Parameters = Vectors },
    ];
}
