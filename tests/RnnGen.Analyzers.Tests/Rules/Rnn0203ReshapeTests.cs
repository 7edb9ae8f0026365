using RnnGen.Analyzers.Tests.Harness;
using Xunit;

namespace RnnGen.Analyzers.Tests.Rules;

public sealed class Rnn0203ReshapeTests
{
    [Theory]
    [InlineData("_ = {|RNN0203:x.Reshape(t, b, f)|};")]
    [InlineData("_ = x.Reshape(b * t, f);")]
    [InlineData("_ = x.Reshape(b, t * f);")]
    [InlineData("_ = {|RNN0203:x.Reshape(t, b * f)|};")]
    [InlineData("_ = x.Reshape(b, 1, t, f);")]
    [InlineData("_ = new Tensor(2, 3).Reshape(3, 2);")]
    [InlineData("const int B = 2, T = 3; _ = {|RNN0203:new Tensor(B, T).Reshape(T, B)|};")]
    public void Law(string body) => FlowMarked.Verify($$"""
            static void Run([Shape("B", "T", "F")] Tensor x)
            {
                int b = x.Dims[0], t = x.Dims[1], f = x.Dims[2];
                {{body}}
            }
        """);

    [Fact]
    public void The_order_is_in_the_message() => Assert.Equal(
        "A reshape from (B, T, F) to (T, B, F) mixes up the axes: elements keep their order in memory; write `Permute(1, 0, 2)`",
        FlowMarked.Message("""
            static Tensor Run([Shape("B", "T", "F")] Tensor x) => {|RNN0203:x.Reshape(x.Dims[1], x.Dims[0], x.Dims[2])|};
            """));
}
