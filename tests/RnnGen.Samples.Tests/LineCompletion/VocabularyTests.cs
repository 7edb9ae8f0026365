using System;
using LineCompletion.Text;
using Xunit;

namespace RnnGen.Samples.Tests.LineCompletion;

public sealed class VocabularyTests
{
    [Fact]
    public void The_most_frequent_characters_are_known()
    {
        Vocabulary vocabulary = Vocabulary.Of(["aab", "abc", "d"], size: 4);
        Assert.Equal("ab", vocabulary.Characters);
        Assert.Equal(4, vocabulary.Count);
        Assert.Equal([Vocabulary.EndOfLine, 2, 3, Vocabulary.Unknown, Vocabulary.EndOfLine], vocabulary.EncodeLine("abc"));
    }

    [Fact]
    public void Known_characters_survive_and_others_are_marked()
    {
        var vocabulary = new Vocabulary("xyz");
        Assert.Equal('y', vocabulary.Decode(vocabulary.EncodePrefix("y")[1]));
        Assert.Equal('\uFFFD', vocabulary.Decode(Vocabulary.Unknown));
        Assert.Equal('\uFFFD', vocabulary.Decode(100));
    }

    [Fact]
    public void Halves_of_characters_are_unknown() => Assert.Equal("a", Vocabulary.Of(["a\U0001F600"], size: 10).Characters);

    [Fact]
    public void A_character_occurs_once() => Assert.Throws<ArgumentException>(() => new Vocabulary("aa"));
}
