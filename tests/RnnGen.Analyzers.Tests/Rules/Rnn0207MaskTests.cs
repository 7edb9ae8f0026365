using RnnGen.Analyzers.Tests.Harness;
using Xunit;

namespace RnnGen.Analyzers.Tests.Rules;

public sealed class Rnn0207MaskTests
{
    [Theory]
    [InlineData("Use(x, {|RNN0207:new bool[x.Dims[0], x.Dims[1] - 1]|});")]
    [InlineData("Use(x, new bool[x.Dims[0], x.Dims[1]]);")]
    public void Extents(string body) => FlowMarked.Verify($$"""
            static void Use([Shape("B", "T", "F")] Tensor x, [Shape("B", "T")] bool[,] mask) { }
            static void Run([Shape("B", "T", "F")] Tensor x) { {{body}} }
        """);
}
