using RnnGen.Analyzers.Tests.Harness;
using Xunit;

namespace RnnGen.Analyzers.Tests.Rules;

public sealed class Rnn0205FeatureTests
{
    [Theory]
    [InlineData("Score({|RNN0205:new Tensor(x.Dims[0], 18864)|});")]
    [InlineData("Score(new Tensor(x.Dims[0], V));")]
    [InlineData("Score(new Tensor(x.Dims[0], 18866));")]
    [InlineData("Score({|RNN0205:new Tensor(x.Dims[0], V + 1)|});")]
    [InlineData("Score(new Tensor(x.Dims[0], int.Parse(\"5\")));")]
    public void Constants(string body) => FlowMarked.Verify($$"""
            const int V = 18866;
            static void Score([Shape("B", "V")] Tensor x) { }
            static void Run([Shape("B", "T", "F")] Tensor x) { {{body}} }
        """);
}
