using RnnGen.Analyzers.Tests.Harness;
using Xunit;

namespace RnnGen.Analyzers.Tests.Rules;

/// <summary>RNN0222: what a step returns against its states.</summary>
public sealed class Rnn0222ResultTests
{
    private const string Parameters = "([Input(I)] Vector x, [State(H)] Vector h, [State(H)] Vector c)";

    [Theory]
    [InlineData("[Step] Vector {|RNN0222:Next|}" + Parameters + " => W * x + U * h + b;", "the step returns one vector but has the states `h`, `c`")]
    [InlineData("[Step] (Vector, Vector) {|RNN0222:Next|}" + Parameters + " => (W * x, U * h + b);", "name the elements of the returned tuple after the states, for example `(Vector h, Vector c)`")]
    [InlineData("[Step] (Vector h, Vector d) {|RNN0222:Next|}" + Parameters + " => (W * x, U * h + b);", "the next value of the state `c` is not returned; returned are `h`, `d`")]
    [InlineData("[Step] (Vector h, Vector c, Vector p, Vector q, Vector r, Vector s, Vector t) {|RNN0222:Next|}" + Parameters + " => (W * x, U * h, b, b, b, b, b);", "the step returns 5 outputs besides its states; at most 4 can be read")]
    [InlineData("[Step(Output = \"q\")] (Vector h, Vector c) {|RNN0222:Next|}" + Parameters + " => (W * x, U * h + b);", "[Step(Output = \"q\")] names nothing that is returned; returned are `h`, `c`")]
    public void Mismatches(string step, string says) => Assert.Contains(says, Marked.Message(Sources.Cell(step)), System.StringComparison.Ordinal);

    [Fact]
    public void Matching_results_are_silent() =>
        Marked.Verify(Sources.Cell("[Step(Output = \"c\")] (Vector c, Vector h) Next" + Parameters + " => (W * x, U * h + b * c);"));
}
