using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using RnnGen.Analyzers.Tests.Fixes;
using RnnGen.Analyzers.Tests.Harness;
using RnnGen.CodeFixes;
using Xunit;

namespace RnnGen.Analyzers.Tests.Flow;

public sealed class ShapeFixTests
{
    [Theory]
    [InlineData("TimeMajor(x);", "TimeMajor(x.Transpose(0, 1));")]
    [InlineData("TimeMajor(x + x);", "TimeMajor((x + x).Transpose(0, 1));")]
    [InlineData("TimeLast(x);", "TimeLast(x.Transpose(1, 2));")]
    [InlineData("Rotated(x);", "Rotated(x.Permute(1, 2, 0));")]
    [InlineData("_ = x.Reshape(x.Dims[1], x.Dims[0], x.Dims[2]);", "_ = x.Transpose(0, 1);")]
    public Task Permutes(string wrong, string right) => Check(new PermuteFix(), wrong, right);

    [Theory]
    [InlineData("Losses.MeanSquaredError(p, y);", "Losses.MeanSquaredError(p, y.Unsqueeze(1));")]
    [InlineData("Losses.MeanSquaredError(y, p);", "Losses.MeanSquaredError(y, p.Squeeze(1));")]
    public Task Squeezes(string wrong, string right) => Check(new SqueezeFix(), wrong, right);

    [Theory]
    [InlineData("cell.ScanTimeMajor(z, null, cell.StateOf(new Tensor(z.Dims[0], 64)));", "cell.ScanTimeMajor(z, null, cell.InitialState(z.Dims[1]));")]
    public Task Makes_the_state(string wrong, string right) => Check(new InitialStateFix(), wrong, right);

    [Fact]
    public async Task All_at_once()
    {
        string source = Source("TimeMajor(x); TimeMajor(x); TimeLast(x);");
        string actual = await FixRunner.FixAll(source, new PermuteFix());
        Assert.Equal(Source("TimeMajor(x.Transpose(0, 1)); TimeMajor(x.Transpose(0, 1)); TimeLast(x.Transpose(1, 2));"), actual);
    }

    private static async Task Check(CodeFixProvider fix, string wrong, string right)
    {
        string? actual = await FixRunner.FixFirst(Source(wrong), fix);
        Assert.Equal(Source(right), actual);
        Assert.Empty(Compile.AnalyzeAll(Compile.From(actual!)));
        Assert.Empty(Compile.From(actual!).GetDiagnostics(TestContext.Current.CancellationToken).Where(diagnostic => diagnostic.Severity > DiagnosticSeverity.Info));
    }

    private static string Source(string body) => $$"""
        using RnnGen;

        public static class Program
        {
            private static void TimeMajor([Shape("T", "B", "F")] Tensor x) { }
            private static void TimeLast([Shape("B", "F", "T")] Tensor x) { }
            private static void Rotated([Shape("T", "F", "B")] Tensor x) { }

            public static void Run(
                RnnGen.Kernels.RecurrentCell<float> cell, [Shape("B", "T", "F")] Tensor x, [Shape("T", "B", "F")] Tensor z, [Shape("B", "1")] Tensor p, [Shape("B")] Tensor y)
            {
                {{body}}
            }
        }
        """;
}
