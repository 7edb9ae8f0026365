using LineCompletion;
using Xunit;

namespace RnnGen.Samples.Tests.LineCompletion;

public sealed class CommandLineTests
{
    [Fact]
    public void Nothing_means_the_defaults()
    {
        Options options = CommandLine.Parse([]);
        Assert.Null(options.Source);
        Assert.Equal("*.cs", options.Pattern);
        Assert.Equal("line-completion.safetensors", options.Out);
        Assert.Equal(2, options.Minutes);
        Assert.Empty(options.Prefixes);
        Assert.False(options.Help);
    }

    [Fact]
    public void Training_options()
    {
        Options options = CommandLine.Parse(["folder", "--pattern", "*.fs", "--minutes", "0.5", "--seed", "7", "--out", "m.safetensors"]);
        Assert.Equal("folder", options.Source);
        Assert.Equal("*.fs", options.Pattern);
        Assert.Equal(0.5, options.Minutes);
        Assert.Equal(7, options.Seed);
        Assert.Equal("m.safetensors", options.Out);
    }

    [Fact]
    public void Prefixes_add_up_and_may_look_like_options()
    {
        Options options = CommandLine.Parse(["--model", "m", "--prefix", "public static", "--prefix", "--x"]);
        Assert.Equal("m", options.Model);
        Assert.Equal(["public static", "--x"], options.Prefixes);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    public void Help(string argument) => Assert.True(CommandLine.Parse([argument]).Help);

    [Theory]
    [InlineData("There is no option --fast.", "--fast")]
    [InlineData("--out needs a value.", "--out")]
    [InlineData("--minutes needs a positive number, not 'soon'.", "--minutes", "soon")]
    [InlineData("--minutes needs a positive number, not '-1'.", "--minutes", "-1")]
    [InlineData("--minutes needs a positive number, not 'NaN'.", "--minutes", "NaN")]
    [InlineData("--seed needs a whole number from 0, not '1.5'.", "--seed", "1.5")]
    [InlineData("One file or folder is enough: 'a', then 'b'.", "a", "b")]
    [InlineData("--model completes with a saved model; it learns from no file or folder.", "a", "--model", "m")]
    public void Mistakes_are_named(string message, params string[] args) =>
        Assert.Equal(message, Assert.Throws<UsageException>(() => CommandLine.Parse(args)).Message);
}
