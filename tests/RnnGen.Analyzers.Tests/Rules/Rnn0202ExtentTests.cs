using RnnGen.Analyzers.Tests.Harness;
using Xunit;

namespace RnnGen.Analyzers.Tests.Rules;

public sealed class Rnn0202ExtentTests
{
    [Theory]
    [InlineData("Use(x, {|RNN0202:new Tensor(x.Dims[0], x.Dims[1] - 1)|});")]
    [InlineData("Use(x, {|RNN0202:new Tensor(x.Dims[0])|});")]
    [InlineData("Use(x, new Tensor(x.Dims[0], x.Dims[1]));")]
    [InlineData("int n = int.Parse(\"3\"); Use(x, new Tensor(x.Dims[0], n));")]
    [InlineData("int n = int.Parse(\"3\"); Use(new Tensor(2, n, 5), {|RNN0202:new Tensor(2, n + 1)|});")]
    [InlineData("_ = x.Reshape(x.Dims[0] * x.Dims[1], -1) + {|RNN0202:x|};")]
    public void Lengths(string body) => FlowMarked.Verify($$"""
            static void Use([Shape("B", "T", "F")] Tensor x, [Shape("B", "T")] Tensor y) { }
            static void Run([Shape("B", "T", "F")] Tensor x) { {{body}} }
        """);
}
