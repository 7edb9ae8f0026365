using System;
using System.Collections.Generic;
using System.Linq;
using PublishedResults;
using Xunit;

namespace RnnGen.Samples.Tests.PublishedResults;

public sealed class ReberGrammarTests
{
    [Fact]
    public void Legal_successors_of_a_string()
    {
        Assert.Equal(["TP", "B", "TP", "SX", "XS", "E", "T", "E"], ReberGrammar.LegalNext("BTBTXSETE"));
        Assert.Equal(["TP", "B", "TP", "TV", "TV", "PV", "E", "P", "E"], ReberGrammar.LegalNext("BPBPTVVEPE"));
    }

    [Theory]
    [InlineData("BTBTXSEPE")] // the last but one symbol must be the second
    [InlineData("BTBTXXSETE")]
    [InlineData("BTBTXSET")]
    [InlineData("TTBTXSETE")]
    public void Other_strings_are_refused(string text) => Assert.Throws<ArgumentException>(() => ReberGrammar.LegalNext(text));

    [Fact]
    public void Drawn_strings_are_legal_and_their_choices_give_the_optimum()
    {
        var random = new Random(3);
        int choices = 0, predictions = 0;
        for (int i = 0; i < 20_000; i++)
        {
            IReadOnlyList<string> legal = ReberGrammar.LegalNext(ReberGrammar.Draw(random));
            choices += legal.Count(symbols => symbols.Length == 2);
            predictions += legal.Count;
        }

        Assert.Equal(0.44109, ReberGrammar.Optimum, 5e-6);
        Assert.Equal(ReberGrammar.Optimum, choices * Math.Log(2) / predictions, 2e-3);
    }

    [Fact]
    public void A_prediction_is_legal_when_all_that_may_follow_ranks_above_all_that_may_not()
    {
        const string text = "BTBTXSETE";
        IReadOnlyList<string> legal = ReberGrammar.LegalNext(text);
        var logits = new Tensor(1, legal.Count, ReberGrammar.Symbols.Length);
        for (int t = 0; t < legal.Count; t++)
        {
            foreach (char symbol in legal[t])
            {
                logits[0, t, ReberGrammar.Symbols.IndexOf(symbol)] = 1;
            }
        }

        Assert.Equal(8, EmbeddedReber.CountLegal(logits, [text]));
        logits[0, 6, ReberGrammar.Symbols.IndexOf('P')] = 1; // as likely as the T that must follow
        Assert.Equal(7, EmbeddedReber.CountLegal(logits, [text]));
    }
}
