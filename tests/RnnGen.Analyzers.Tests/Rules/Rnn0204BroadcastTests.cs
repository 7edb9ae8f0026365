using RnnGen.Analyzers.Tests.Harness;
using Xunit;

namespace RnnGen.Analyzers.Tests.Rules;

public sealed class Rnn0204BroadcastTests
{
    [Theory]
    [InlineData("_ = p - {|RNN0204:y|};")]
    [InlineData("_ = p.Reshape(p.Dims[0]) - y;")]
    [InlineData("_ = p - y.Reshape(y.Dims[0], 1);")]
    public void One_column_against_none(string body) => FlowMarked.Verify($$"""
            static void Run([Shape("B", "1")] Tensor p, [Shape("B")] Tensor y) { {{body}} }
        """);
}
