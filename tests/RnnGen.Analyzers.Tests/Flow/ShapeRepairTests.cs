using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using RnnGen.Analyzers.Tests.Fixes;
using RnnGen.Analyzers.Tests.Harness;
using RnnGen.CodeFixes;
using Xunit;

namespace RnnGen.Analyzers.Tests.Flow;

/// <summary>Fixes of sizes, masks, softmax axes and declared shapes: each compiles and leaves nothing to say, one by one and all at once.</summary>
public sealed class ShapeRepairTests
{
    private static readonly Dictionary<string, Func<CodeFixProvider>> Fixes = new()
    {
        ["last"] = () => new LastStepFix(),
        ["squeeze"] = () => new SqueezeFix(),
        ["mask"] = () => new CutMaskFix(),
        ["size"] = () => new DeclaredSizeFix(),
        ["permute"] = () => new PermuteFix(),
        ["axis"] = () => new ClassAxisFix(),
        ["shape"] = () => new DeclaredShapeFix(),
    };

    [Theory]
    [InlineData("last", "Head(x);", "Head(x.GatherLast(lengths));")]
    [InlineData("squeeze", "Column(y);", "Column(y.Unsqueeze(1));")]
    [InlineData("squeeze", "Flat(p);", "Flat(p.Squeeze(1));")]
    [InlineData("mask", "_ = x.Slice(1, 1, n - 1).Where(mask, 0);", "_ = x.Slice(1, 1, n - 1).Where(Masks.Slice(mask, 1, n - 1), 0);")]
    [InlineData("mask", "Tensor next = x.Slice(1, 0, n - 1); _ = next.Where(mask, 0);", "Tensor next = x.Slice(1, 0, n - 1); _ = next.Where(Masks.Slice(mask, 0, n - 1), 0);")]
    [InlineData("size", "Score(new Tensor(2, 3, 18864));", "Score(new Tensor(2, 3, Words));")]
    [InlineData("permute", "_ = x.MatMul(x);", "_ = x.MatMul(x.Transpose(1, 2));")]
    [InlineData("axis", "_ = x.Softmax(0);", "_ = x.Softmax(-1);")]
    [InlineData("axis", "Losses.NegativeLogLikelihood(x.LogSoftmax(1), targets);", "Losses.NegativeLogLikelihood(x.LogSoftmax(-1), targets);")]
    [InlineData("shape", "kept = x.Transpose(1, 2);", "kept = x.Transpose(1, 2);", "\"B\", \"V\", \"T\"")]
    public async Task Repairs(string fix, string wrong, string right, string kept = Kept)
    {
        string? actual = await FixRunner.FixFirst(Source(wrong), Fixes[fix]());
        Assert.Equal(Source(right, kept), actual);
        Check(actual!);
    }

    [Theory]
    [InlineData("last", "Head(x); Head(x);", "Head(x.GatherLast(lengths)); Head(x.GatherLast(lengths));")]
    [InlineData("mask", "_ = x.Slice(1, 1, n - 1).Where(mask, 0); _ = x.Slice(1, 0, n - 2).Where(mask, 0);",
        "_ = x.Slice(1, 1, n - 1).Where(Masks.Slice(mask, 1, n - 1), 0); _ = x.Slice(1, 0, n - 2).Where(Masks.Slice(mask, 0, n - 2), 0);")]
    [InlineData("size", "Score(new Tensor(2, 3, 18864)); Score(new Tensor(2, 1, 5));", "Score(new Tensor(2, 3, Words)); Score(new Tensor(2, 1, Words));")]
    [InlineData("axis", "_ = x.Softmax(0); _ = x.LogSoftmax(0);", "_ = x.Softmax(-1); _ = x.LogSoftmax(-1);")]
    [InlineData("squeeze", "Column(y); Flat(p);", "Column(y.Unsqueeze(1)); Flat(p.Squeeze(1));")]
    public async Task Repairs_all(string fix, string wrong, string right)
    {
        string actual = await FixRunner.FixAll(Source(wrong), Fixes[fix]());
        Assert.Equal(Source(right), actual);
        Check(actual);
    }

    [Fact]
    public async Task Declares_what_is_returned()
    {
        const string wrong = """
            using RnnGen;

            public static class Program
            {
                [return: Shape("B", "T", "V")]
                public static Tensor Turned([Shape("B", "T", "V")] Tensor x) => x.Transpose(1, 2);

                [Shape("N", "T", "V")]
                public static Tensor Joined([Shape("B", "T", "V")] Tensor x)
                {
                    return x.Reshape(x.Dims[0] * x.Dims[1], x.Dims[2]);
                }
            }
            """;
        string right = wrong.Replace("[return: Shape(\"B\", \"T\", \"V\")]", "[return: Shape(\"B\", \"V\", \"T\")]", StringComparison.Ordinal)
            .Replace("[Shape(\"N\", \"T\", \"V\")]", "[Shape(\"B*T\", \"V\")]", StringComparison.Ordinal);
        string actual = await FixRunner.FixAll(wrong, new DeclaredShapeFix());
        Assert.Equal(right, actual);
        Check(actual);
    }

    /// <summary>Where it cannot be known what was meant, nothing is offered.</summary>
    [Theory]
    [InlineData("size", "Score(new Tensor(2, 3, 18864) * 2);")]
    [InlineData("mask", "Tensor next = x.Slice(1, 0, n - 1); next = x.Slice(1, 1, n - 1); _ = next.Exp().Where(mask, 0);")]
    [InlineData("last", "int[] otherLengths = lengths; Head(x);")]
    public async Task Offers_nothing(string fix, string wrong) => Assert.Null(await FixRunner.FixFirst(Source(wrong), Fixes[fix]()));

    private const string Kept = "\"B\", \"T\", \"V\"";

    private static void Check(string source)
    {
        Assert.Empty(Compile.AnalyzeAll(Compile.From(source)));
        Assert.Empty(Compile.From(source).GetDiagnostics(TestContext.Current.CancellationToken).Where(diagnostic => diagnostic.Severity > DiagnosticSeverity.Info));
    }

    private static string Source(string body, string kept = Kept) => $$"""
        using RnnGen;

        public static class Program
        {
            public const int Words = 18866;
            [Shape({{kept}})] public static Tensor? kept;

            private static void Head([Shape("B", "V")] Tensor x) { }
            private static void Column([Shape("B", "1")] Tensor x) { }
            private static void Flat([Shape("B")] Tensor x) { }
            private static void Score([Shape("B", "T", "Words")] Tensor x) { }

            public static void Run(
                [Shape("B", "T", "V")] Tensor x, [Shape("B", "1")] Tensor p, [Shape("B")] Tensor y, [Shape("B", "T")] bool[,] mask, [Shape("B", "T")] int[,] targets, int[] lengths)
            {
                int n = x.Dims[1];
                {{body}}
            }
        }
        """;
}
