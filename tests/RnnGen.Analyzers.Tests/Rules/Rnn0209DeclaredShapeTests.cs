using RnnGen.Analyzers.Tests.Harness;
using Xunit;

namespace RnnGen.Analyzers.Tests.Rules;

public sealed class Rnn0209DeclaredShapeTests
{
    [Fact]
    public void Results_and_members() => FlowMarked.Verify("""
            const int V = 50;
            [Shape("B", "T", "V")] static Tensor field = new Tensor(1);

            [return: Shape("B", "T", "V")] static Tensor Turned([Shape("B", "T", "V")] Tensor x) => {|RNN0209:x.Transpose(1, 2)|};
            [return: Shape("B", "V", "T")] static Tensor TurnedAsDeclared([Shape("B", "T", "V")] Tensor x) => x.Transpose(1, 2);
            [return: Shape("B", "T", "V")] static Tensor Shorter([Shape("B", "T", "V")] Tensor x) => {|RNN0209:x.Slice(1, 1, x.Dims[1] - 1)|};
            [return: Shape("B", "T-1", "V")] static Tensor ShorterAsDeclared([Shape("B", "T", "V")] Tensor x) => x.Slice(1, 1, x.Dims[1] - 1);
            [return: Shape("B", "U", "V")] static Tensor AnyLength([Shape("B", "T", "V")] Tensor x) => x.Slice(1, 1, x.Dims[1] - 1);
            [return: Shape("B", "V")] static Tensor Pooled([Shape("B", "T", "V")] Tensor x) => x.Mean(1);
            [return: Shape("B", "V")] static Tensor NotPooled([Shape("B", "T", "V")] Tensor x) => {|RNN0209:x.Softmax(2)|};
            [return: Shape("B", "V")] static Tensor OtherConstant([Shape("B", "T", "V")] Tensor x) => {|RNN0209:new Tensor(x.Dims[0], 51)|};
            [return: Shape("B", "V")] static Tensor FromNowhere(Tensor x) => x.Mean(1);
            [return: Shape("B", "2*H")] static Tensor Both([Shape("B", "H")] Tensor x) => Tensor.Concat(1, x, x);
            [return: Shape("B", "H")] static Tensor BothWrong([Shape("B", "H")] Tensor x) => {|RNN0209:Tensor.Concat(1, x, x)|};
            static void Write([Shape("B", "T", "V")] Tensor x) { field = x; field = {|RNN0209:x.Transpose(0, 1)|}; field = {|RNN0209:x.Sum(1)|}; }
        """);

    [Fact]
    public void The_inferred_shape_on_demand()
    {
        var told = FlowMarked.Verify("""
            [return: Shape("?")] static Tensor Double([Shape("B", "T", "H")] Tensor x) => {|RNN0209:Tensor.Concat(2, x, x)|};
            static Tensor Show([Shape("?")] Tensor x) => x;
            static void Run([Shape("B", "T", "H")] Tensor x) => Show({|RNN0209:x.Select(1, 0)|});
            """);
        Assert.All(told, diagnostic => Assert.Equal(Microsoft.CodeAnalysis.DiagnosticSeverity.Info, diagnostic.Severity));
        Assert.Contains(told, diagnostic => diagnostic.GetMessage(null) == "`Double(...)` is (B, T, 2*H)");
        Assert.Contains(told, diagnostic => diagnostic.GetMessage(null) == "`x.Select(1, 0)` is (B, H)");
    }
}
