using System;
using System.Collections.Generic;
using System.Linq;
using LineCompletion.Baseline;
using LineCompletion.Text;
using Xunit;

namespace RnnGen.Samples.Tests.LineCompletion;

public sealed class FiveGramTests
{
    private static readonly string[] Text = ["public static int Count", "public int Size", "private static void Run", "return count;", "return size;"];
    private static readonly Vocabulary Known = Vocabulary.Of(Text, 128);
    private static readonly FiveGram Model = new(Text.Select(Known.EncodeLine), Known.Count);

    [Theory]
    [InlineData("")]
    [InlineData("p")]
    [InlineData("public")]
    [InlineData("static")]
    [InlineData("zzzz")]
    [InlineData("tncp")]
    public void Probabilities_of_all_next_characters_sum_to_one(string prefix)
    {
        int[] line = [.. Known.EncodePrefix(prefix), 0];
        double sum = 0;
        for (int id = 0; id < Known.Count; id++)
        {
            line[^1] = id;
            double p = Model.Probability(line, line.Length - 1);
            Assert.InRange(p, 1e-6, 1);
            sum += p;
        }

        Assert.Equal(1, sum, 1e-12);
    }

    [Fact]
    public void What_was_seen_is_likely_and_the_beginning_of_the_line_counts()
    {
        Assert.True(Probability("publi", 'c') > 0.7);
        Assert.True(Probability("", 'p') > 0.4);
        Assert.True(Probability("", 'z') < 0.02);
    }

    [Fact]
    public void The_loss_of_a_line_covers_its_end()
    {
        int[] line = Known.EncodeLine("return size;");
        double sum = Enumerable.Range(1, line.Length - 1).Sum(t => -Math.Log(Model.Probability(line, t)));
        Assert.Equal(13, line.Length - 1);
        Assert.Equal(sum, Model.Loss(line), 1e-12);
    }

    [Fact]
    public void Kneser_Ney_by_hand()
    {
        // Lines "ab" and "ac" with a = 2, b = 3, c = 4: too few to estimate discounts, which then are 0.5 for a count of 1 and 0.75 for one of 2.
        List<int[]> lines = [[0, 2, 3, 0], [0, 2, 4, 0]];
        var model = new FiveGram(lines, vocabularySize: 5);
        double alone = (1 - 0.5 + (((3 * 0.5) + 0.75) / 5)) / 5; // a, b, c follow one character each, the end of line two
        double afterA = (1 - 0.5 + (2 * 0.5 * alone)) / 2;
        double afterBeginAndA = (1 - 0.5 + (2 * 0.5 * afterA)) / 2;
        Assert.Equal(afterBeginAndA, model.Probability([0, 2, 3, 0], 2), 1e-12);
        Assert.Equal(afterBeginAndA, model.Probability([0, 2, 4, 0], 2), 1e-12);
        Assert.Equal(afterA, model.Probability([1, 2, 3, 0], 2), 1e-12);
        Assert.Equal(alone, model.Probability([1, 3], 1), 1e-12);
    }

    private static double Probability(string prefix, char next)
    {
        int[] line = Known.EncodePrefix(prefix + next);
        return Model.Probability(line, line.Length - 1);
    }
}
