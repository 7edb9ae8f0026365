using RnnGen.Analyzers.Tests.Harness;
using Xunit;

namespace RnnGen.Analyzers.Tests.Rules;

public sealed class Rnn0201AxisOrderTests
{
    [Fact]
    public void Both_shapes_are_named() => Assert.Equal(
        "`x` is (B, T, F), (T, B, F) is needed: the axes are in another order",
        FlowMarked.Message("""
            static void TimeMajor([Shape("T", "B", "F")] Tensor x) { }
            static void Run([Shape("B", "T", "F")] Tensor x) => TimeMajor({|RNN0201:x|});
            """));
}
