using RnnGen.Analyzers.Tests.Harness;
using Xunit;

namespace RnnGen.Analyzers.Tests.Flow;

/// <summary>How facts travel: through variables, branches, loops, tuples, helpers and lambdas.</summary>
public sealed class EngineTests
{
    private const string Consumer = """
            static void TimeMajor([Shape("T", "B", "F")] Tensor x) { }
        """;

    [Theory]
    [InlineData("TimeMajor({|RNN0201:x|});")]
    [InlineData("Tensor y = x; TimeMajor({|RNN0201:y|});")]
    [InlineData("Tensor y = x * 2.0 + 1.0; TimeMajor({|RNN0201:y|});")]
    [InlineData("var (y, n) = (x, 3); TimeMajor({|RNN0201:y|});")]
    [InlineData("Tensor y; if (flag) y = x; else y = x + x; TimeMajor({|RNN0201:y|});")]
    [InlineData("for (int i = 0; i < 3; i++) { TimeMajor({|RNN0201:x|}); }")]
    [InlineData("foreach (int i in new[] { 1, 2 }) TimeMajor({|RNN0201:x|});")]
    [InlineData("try { TimeMajor({|RNN0201:x|}); } finally { }")]
    [InlineData("Action run = () => TimeMajor({|RNN0201:x|}); run();")]
    [InlineData("Func<Tensor, Tensor> id = a => a; TimeMajor({|RNN0201:id(x)|});")]
    [InlineData("Action<Tensor> use = a => TimeMajor(a); use({|RNN0201:x|});")]
    [InlineData("Through({|RNN0201:x|});")]
    [InlineData("TimeMajor({|RNN0201:Scale(Scale(x))|});")]
    [InlineData("void Local(Tensor a) => TimeMajor(a); Local({|RNN0201:x|});")]
    [InlineData("var holder = new Holder(); holder.Value = x; TimeMajor({|RNN0201:holder.Value|});")]
    [InlineData("Make(x, out Tensor y); TimeMajor({|RNN0201:y|});")]
    [InlineData("Tensor y = flag ? x : x; TimeMajor({|RNN0201:y|});")]
    [InlineData("TimeMajor({|RNN0201:new Tensor(x.Dims[0], x.Dims[1], 5)|});")]
    [InlineData("int b = x.Dims[0], t = x.Dims[^2]; TimeMajor({|RNN0201:new Tensor(b, t, x.Dims[2])|});")]
    public void Facts_arrive(string body) => Verify(body);

    [Theory]
    [InlineData("Tensor y = flag ? x : new Tensor(x.Dims[1], x.Dims[0], 5); TimeMajor(y);")]
    [InlineData("Tensor y = x; if (flag) y = Unknown(); TimeMajor(y);")]
    [InlineData("Tensor y = x; Action change = () => y = Unknown(); change(); TimeMajor(y);")]
    [InlineData("Tensor y = x; Replace(ref y); TimeMajor(y);")]
    [InlineData("TimeMajor(Unknown());")]
    [InlineData("TimeMajor(new Tensor(x.Dims[1], x.Dims[0], x.Dims[2]));")]
    public void Doubt_is_silent(string body) => Verify(body);

    [Fact]
    public void A_method_that_errs_by_itself_is_told_once() => FlowMarked.Verify(Consumer + """

            static void Wrong([Shape("B", "T", "F")] Tensor x) => TimeMajor({|RNN0201:x|});
            static void First([Shape("B", "T", "F")] Tensor x) => Wrong(x);
            static void Second([Shape("B", "T", "F")] Tensor x) => Wrong(x);
        """);

    [Fact]
    public void A_loop_that_changes_the_order_is_told_where_it_does() => FlowMarked.Verify(Consumer + """

            [return: Shape("T", "B", "H")]
            static Tensor Layer([Shape("T", "B", "F")] Tensor x) => throw new NotSupportedException();

            [return: Shape("B", "T", "H")]
            static Tensor Back([Shape("T", "B", "H")] Tensor x) => throw new NotSupportedException();

            static void Wrong([Shape("T", "B", "F")] Tensor x)
            {
                for (int l = 0; l < 3; l++)
                {
                    x = Layer(x);
                    x = {|RNN0201:Back(x)|};
                }
            }

            static Tensor Right([Shape("T", "B", "F")] Tensor x)
            {
                for (int l = 0; l < 3; l++)
                    x = Layer(x);
                return Back(x);
            }
        """);

    private static void Verify(string body) => FlowMarked.Verify(Consumer + $$"""

            static Tensor Unknown() => throw new NotSupportedException();
            static Tensor Scale(Tensor a) => a * 2.0;
            static void Through(Tensor a) => TimeMajor(a);
            static void Make(Tensor from, out Tensor to) => to = from;
            static void Replace(ref Tensor y) => y = Unknown();
            private sealed class Holder { public Tensor Value = new Tensor(1); }

            static void Run([Shape("B", "T", "F")] Tensor x, bool flag)
            {
                {{body}}
            }
        """);
}
