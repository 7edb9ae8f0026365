using System.Collections.Generic;

namespace RnnGen.Analyzers.Tests.Cases;

/// <summary>RNN0205 and RNN0804: ids and the rows, classes and padding they are for.</summary>
internal static class IdCases
{
    private const string Constants = "const int V = 23, C = 11;";

    public static IEnumerable<Case> All =>
    [
        new("BUG-45", "RNN0205", "classes are trained as the one below",
            """
            int[][] next = rows.Select(row => row[1..].Select(id => [[int Class(int id)| id - 1 ]]).ToArray()).ToArray();
            Console.WriteLine(Losses.CrossEntropy(model.Forward(Tokens.From(rows.Select(row => row[..^1]))).Logits, {|RNN0205:Tokens.From(next)|}).Value);
            """,
            """
            int[][] next = rows.Select(row => row[1..].Select(id => [[int Class(int id)| id + 0 ]]).ToArray()).ToArray();
            Console.WriteLine(Losses.CrossEntropy(model.Forward(Tokens.From(rows.Select(row => row[..^1]))).Logits, Tokens.From(next)).Value);
            """) { Parameters = "LineModel model, int[][] rows" },
        new("BUG-45-declared", "RNN0205", "declared ids are moved down although padding has a class of its own",
            """
            var classes = new int[labels.GetLength(0), labels.GetLength(1)];
            for (int b = 0; b < labels.GetLength(0); b++)
                for (int t = 0; t < labels.GetLength(1); t++)
                    classes[b, t] = labels[b, t] - 1;
            Console.WriteLine(Losses.NegativeLogLikelihood(scores.LogSoftmax(2), {|RNN0205:classes|}).Mean);
            """,
            """
            var classes = new int[labels.GetLength(0), labels.GetLength(1)];
            for (int b = 0; b < labels.GetLength(0); b++)
                for (int t = 0; t < labels.GetLength(1); t++)
                    classes[b, t] = labels[b, t];
            Console.WriteLine(Losses.NegativeLogLikelihood(scores.LogSoftmax(2), classes).Mean);
            """) { Parameters = """[Shape("B", "T", "V")] Tensor scores, [IdRange("1", "V-1")] int[,] labels""", Members = Constants },
        new("BUG-46", "RNN0205", "an id behind the last row is added to each sequence",
            """
            Tokens tokens = Tokens.From(rows.Select(row => [[int[] Ended(int[] row)| row.Append(LineModel.V).ToArray() ]]));
            Console.WriteLine(model.Predict({|RNN0205:tokens|}));
            """,
            """
            Tokens tokens = Tokens.From(rows.Select(row => [[int[] Ended(int[] row)| row.Append(LineModel.V - 1).ToArray() ]]));
            Console.WriteLine(model.Predict(tokens));
            """) { Parameters = "LineModel model, int[][] rows" },
        new("random-ids", "RNN0205", "random ids up to the number of rows, included",
            """
            var ids = new int[4, 9];
            for (int b = 0; b < 4; b++)
                for (int t = 0; t < 9; t++)
                    ids[b, t] = random.Next(LineModel.V + 1);
            Console.WriteLine(model.Predict({|RNN0205:Tokens.From(ids)|}));
            """,
            """
            var ids = new int[4, 9];
            for (int b = 0; b < 4; b++)
                for (int t = 0; t < 9; t++)
                    ids[b, t] = random.Next(LineModel.V);
            Console.WriteLine(model.Predict(Tokens.From(ids)));
            """) { Parameters = "LineModel model, Random random" },
        new("written-ids", "RNN0205", "a written-out id that has no row",
            """
            Console.WriteLine(model.Predict({|RNN0205:Tokens.From([new[] { 3, 5, 23 }, new[] { 1 }])|}));
            """,
            """
            Console.WriteLine(model.Predict(Tokens.From([new[] { 3, 5, 22 }, new[] { 0 }])));
            """) { Parameters = "LineModel model" },
        new("best-of-more-classes", "RNN0205", "the best of 24 classes is fed to a table of 23 rows",
            """
            int[,] best = scores.ArgMax(2).ToIds();
            Console.WriteLine(model.Predict({|RNN0205:Tokens.From(best)|}));
            """,
            """
            int[,] best = scores.Slice(2, 0, 23).ArgMax(2).ToIds();
            Console.WriteLine(model.Predict(Tokens.From(best)));
            """) { Parameters = """LineModel model, [Shape("B", "T", "24")] Tensor scores""" },
        new("one-based-classes", "RNN0205", "ids from 1 are classes from 0, and there are as many", null,
            """
            var classes = new int[labels.GetLength(0), labels.GetLength(1)];
            for (int b = 0; b < labels.GetLength(0); b++)
                for (int t = 0; t < labels.GetLength(1); t++)
                    classes[b, t] = labels[b, t] - 1;
            Console.WriteLine(Losses.NegativeLogLikelihood(scores.LogSoftmax(2), classes).Mean);
            """) { Parameters = """[Shape("B", "T", "C")] Tensor scores, [IdRange("1", "C")] int[,] labels""", Members = Constants },
        new("fewer-ids-than-rows", "RNN0205", "not every row of a table is used", null,
            """
            Console.WriteLine(model.Predict(Tokens.From(digits)));
            """) { Parameters = """LineModel model, [IdRange("0", "9")] int[,] digits""" },
        new("ignored-targets", "RNN0205", "targets that are not counted are no class", null,
            """
            int[,] targets = { { 1, 2, -100 }, { 3, -100, -100 } };
            Console.WriteLine(Losses.CrossEntropy(scores, targets).Mean);
            Console.WriteLine(Losses.CrossEntropy(scores, PaddedIds.Right(rows, padId: -100).Ids).Mean);
            """) { Parameters = """[Shape("B", "T", "V")] Tensor scores, int[][] rows""", Members = Constants },
        new("counted-ids", "RNN0205", "a counter is not watched without end", null,
            """
            int id = 0;
            var seen = new Dictionary<string, int>();
            foreach (string word in words)
                if (!seen.ContainsKey(word))
                    seen[word] = id++;
            int[] ids = words.Select(word => seen[word]).ToArray();
            Console.WriteLine(model.Predict(Tokens.From([ids])));
            """) { Parameters = "LineModel model, string[] words" },
        new("pad-behind-table", "RNN0804", "padding has an id that the table has no row for, and is read",
            """
            PaddedIds batch = PaddedIds.Right(rows, padId: LineModel.V);
            Console.WriteLine(model.Predict({|RNN0804:Tokens.From(batch.Ids)|}));
            """,
            """
            PaddedIds batch = PaddedIds.Right(rows, padId: LineModel.V);
            Console.WriteLine(model.Predict(batch.ToTokens()));
            """) { Parameters = "LineModel model, int[][] rows" },
        new("pad-below-table", "RNN0804", "padding that losses ignore is looked up",
            """
            PaddedIds batch = PaddedIds.Right(rows, padId: -100);
            Tokens tokens = Tokens.From([[int[,] Ids(PaddedIds batch)| batch.Ids ]]);
            Console.WriteLine(model.Predict({|RNN0804:tokens|}));
            """,
            """
            PaddedIds batch = PaddedIds.Right(rows, padId: -100);
            Tokens tokens = Tokens.From([[int[,] Ids(PaddedIds batch)| batch.Ids ]], batch.Lengths);
            Console.WriteLine(model.Predict(tokens));
            """) { Parameters = "LineModel model, int[][] rows" },
        new("mask-of-other-pad", "RNN0804", "the mask looks for another id than the padding has",
            """
            PaddedIds batch = PaddedIds.Right(rows, padId: 22);
            Console.WriteLine(Losses.CrossEntropy(scores, batch.Ids, Masks.FromIds(batch.Ids, {|RNN0804:0|})).Mean);
            """,
            """
            PaddedIds batch = PaddedIds.Right(rows, padId: 22);
            Console.WriteLine(Losses.CrossEntropy(scores, batch.Ids, Masks.FromIds(batch.Ids, 22)).Mean);
            """) { Parameters = "Tensor scores, int[][] rows" },
        new("last-word-as-pad", "RNN0804", "the last word of the vocabulary is taken for padding",
            """
            PaddedIds batch = PaddedIds.Right(rows, {|RNN0804:words.Count - 1|});
            Console.WriteLine(batch);
            """,
            """
            PaddedIds batch = PaddedIds.Right(rows, words.Count);
            Console.WriteLine(batch);
            """) { Parameters = "int[][] rows, IReadOnlyList<string> words" },
        new("end-as-pad", "RNN0804", "the mask leaves out the ends of sequences as well",
            """
            PaddedIds batch = PaddedIds.Right(rows, padId: Eos);
            Console.WriteLine(Losses.CrossEntropy(scores, batch.Ids, Masks.FromIds(batch.Ids, {|RNN0804:Eos|})).Mean);
            """,
            """
            PaddedIds batch = PaddedIds.Right(rows, padId: Eos);
            Console.WriteLine(Losses.CrossEntropy(scores, batch.Ids, Masks.Keep(batch.Lengths, batch.Ids.GetLength(1))).Mean);
            """) { Parameters = "Tensor scores, int[][] rows", Members = "const int Eos = 2;" },
        new("word-for-padding", "RNN0804", "the last word was added for padding", null,
            """
            words.Add("<pad>");
            PaddedIds batch = PaddedIds.Right(rows, words.Count - 1);
            Console.WriteLine(batch);
            """) { Parameters = "int[][] rows, List<string> words" },
        new("pad-in-table", "RNN0804", "padding has a row of its own", null,
            """
            PaddedIds batch = PaddedIds.Left(rows, padId: 0);
            Console.WriteLine(model.Predict(batch.ToTokens()));
            Console.WriteLine(Masks.FromIds(batch.Ids, 0).Length);
            """) { Parameters = "LineModel model, int[][] rows" },
        new("pad-not-known", "RNN0804", "an id of padding that only the program knows", null,
            """
            PaddedIds batch = PaddedIds.Right(rows, padId);
            Console.WriteLine(model.Predict(batch.ToTokens()));
            Console.WriteLine(Masks.FromIds(batch.Ids, padId).Length);
            """) { Parameters = "LineModel model, int[][] rows, int padId" },
        new("cut-text", "RNN0804", "the last position of a text is no id", null,
            """
            PaddedIds batch = PaddedIds.Right(rows.Select(row => row[..(row.Length - 1)]));
            Console.WriteLine(batch);
            """) { Parameters = "int[][] rows" },
    ];
}
