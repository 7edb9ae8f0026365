using System.Collections.Generic;

namespace RnnGen.Analyzers.Tests.Cases;

/// <summary>RNN0111 and RNN0506: what is right for most inputs, or twice done.</summary>
internal static class RedundantCases
{
    private const string Scores = "Tensor scores, int[,] targets";
    private const string Masked = """[Shape("B", "T")] Tensor scores, [Shape("B", "T")] Tensor values, [Shape("B", "T")] bool[,] keep""";

    public static IEnumerable<Case> All =>
    [
        new("BUG-07", "RNN0111", "weights of masked exponentials",
            """
            Tensor w = scores.Exp() * Masks.ToTensor(keep);
            Console.WriteLine([[Tensor Mean(Tensor w, Tensor values)| {|RNN0111:(w * values).Sum(1) / w.Sum(1)|} ]]);
            """,
            """
            Tensor w = scores.MaskedSoftmax(keep);
            Console.WriteLine([[Tensor Mean(Tensor w, Tensor values)| (w * values).Sum(1) ]]);
            """) { Parameters = Masked },
        new("mean-of-each-row", "RNN0111", "the mean of each sequence over its real steps",
            """
            Tensor m = Masks.ToTensor(keep);
            Console.WriteLine({|RNN0111:(values * m).Sum(1) / m.Sum(1)|});
            """,
            """
            Tensor m = Masks.ToTensor(keep);
            Console.WriteLine((values * m).Sum(1) / (m.Sum(1) + 1e-9));
            """) { Parameters = Masked },
        new("count-in-variable", "RNN0111", "the count of real steps was taken before",
            """
            Tensor count = Masks.ToTensor(keep).Sum(1);
            Tensor sum = values.Where(keep, 0).Sum(1);
            Console.WriteLine({|RNN0111:sum / count|});
            """,
            """
            Tensor sum = values.Where(keep, 0).Sum(1);
            Console.WriteLine(sum / Math.Max(Masks.Count(keep), 1));
            """) { Parameters = Masked },
        new("filled-exponentials", "RNN0111", "exponentials that are set to 0 at padding",
            """
            Tensor w = scores.Exp().Where(keep, 0);
            Console.WriteLine({|RNN0111:(w * values).Sum(1) / w.Sum(1)|});
            """,
            """
            Tensor w = scores.Where(keep, double.NegativeInfinity).Exp() + 1e-9;
            Console.WriteLine((w * values).Sum(1) / w.Sum(1));
            """) { Parameters = Masked },
        new("mean-of-everything", "RNN0111", "a batch without any real step is no batch", null,
            """
            Tensor m = Masks.ToTensor(keep);
            Console.WriteLine((values * m).Sum() / m.Sum());
            """) { Parameters = Masked },
        new("empty-rows-refused", "RNN0111", "empty sequences are refused before", null,
            """
            if (lengths.Contains(0))
                throw new ArgumentException("empty");
            Tensor m = Masks.ToTensor(keep);
            Console.WriteLine((values * m).Sum(1) / m.Sum(1));
            """) { Parameters = Masked + ", int[] lengths" },
        new("mean-of-features", "RNN0111", "a division by something else", null,
            """
            Tensor w = scores.Exp();
            Console.WriteLine((w * values).Sum(1) / w.Sum(1));
            Console.WriteLine(values.Where(keep, 0).Sum(1) / 7.0);
            """) { Parameters = Masked },
        new("no-empty-rows", "RNN0111", "all sequences are declared to have one length", null,
            """
            Tensor m = Masks.ToTensor(keep);
            Console.WriteLine((values * m).Sum(1) / m.Sum(1));
            """) { Parameters = Masked, Attributes = "[FixedLength]" },
        new("normalised-for-cross-entropy", "RNN0506", "a cross-entropy of log-probabilities",
            """
            Tensor lp = [[Tensor Logs(Tensor scores)| scores.LogSoftmax(2) ]];
            Console.WriteLine(Losses.CrossEntropy({|RNN0506:lp|}, targets).Mean);
            """,
            """
            Tensor lp = [[Tensor Logs(Tensor scores)| scores.LogSoftmax(2) ]];
            Console.WriteLine(Losses.NegativeLogLikelihood(lp, targets).Mean);
            """) { Parameters = Scores },
        new("log-softmax-twice", "RNN0506", "a log-softmax of a log-softmax",
            """
            Console.WriteLine(Losses.NegativeLogLikelihood({|RNN0506:scores.LogSoftmax(2).LogSoftmax(2)|}, targets).Mean);
            """,
            """
            Console.WriteLine(Losses.NegativeLogLikelihood(scores.LogSoftmax(2), targets).Mean);
            """) { Parameters = Scores },
        new("logarithms-of-softmax", "RNN0506", "logarithms of a softmax, normalised again",
            """
            Tensor lp = scores.Softmax(2).Log();
            Console.WriteLine(Losses.CrossEntropy({|RNN0506:lp|}, targets).Mean);
            """,
            """
            Tensor lp = scores.Softmax(2).Log();
            Console.WriteLine(Losses.NegativeLogLikelihood(lp, targets).Mean);
            """) { Parameters = Scores },
        new("direct-log-softmax", "RNN0506", "a log-softmax written into the cross-entropy",
            """
            Console.WriteLine(Losses.CrossEntropy({|RNN0506:scores.LogSoftmax(-1)|}, targets).Mean);
            """,
            """
            Console.WriteLine(Losses.CrossEntropy(scores, targets).Mean);
            """) { Parameters = Scores },
        new("declared-logarithms", "RNN0506", "declared log-probabilities, normalised again",
            """
            Console.WriteLine({|RNN0506:Predict(scores).LogSoftmax(2)|});
            """,
            """
            Console.WriteLine(Predict(scores));
            """) { Parameters = Scores, Members = "[return: ValueKind(ValueKind.LogProb)] static Tensor Predict(Tensor scores) => scores;" },
        new("normalised-over-steps", "RNN0506", "normalised over the steps first, then over the classes", null,
            """
            Console.WriteLine(x.LogSoftmax(1).LogSoftmax(2));
            """) { Parameters = """[Shape("B", "T", "V")] Tensor x""" },
        new("two-distributions-added", "RNN0506", "two log-probabilities added are scores again", null,
            """
            Tensor both = scores.LogSoftmax(2) + other.LogSoftmax(2);
            Console.WriteLine(both.LogSoftmax(2));
            Console.WriteLine(Losses.CrossEntropy(both, targets).Mean);
            """) { Parameters = Scores + ", Tensor other" },
        new("sharpened", "RNN0506", "log-probabilities at another temperature", null,
            """
            Tensor sharp = scores.LogSoftmax(2) / 0.7;
            Console.WriteLine(sharp.LogSoftmax(2));
            """) { Parameters = Scores },
    ];
}
