using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using RnnGen.Analyzers.Tests.Harness;
using RnnGen.Generator;
using Xunit;

namespace RnnGen.Analyzers.Tests.Rules;

/// <summary>In a build the analyzer sees the generated half as well; it must say the same as without it.</summary>
public sealed class WithGeneratedCodeTests
{
    public static TheoryData<string> Files =>
    [
        Sources.MinimalGatedUnit,
        Sources.LineModel,
        Sources.Usings + "[Lstm(3, 4)] public sealed partial class Built;",
        Sources.Step("=> Tanh(W * h + U * h + b);"),
        Sources.Step("{ while (true) h = Tanh(h); }"),
        Sources.Step("=> Tanh(W * x + U * h);"),
        Sources.Step("=> Tanh(W * x + U * h + 0 * b);"),
        Sources.Step("=> h;").Replace("partial class", "class", System.StringComparison.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Files))]
    public void The_analyzer_says_the_same(string source)
    {
        CSharpCompilation plain = Compile.From(source);
        CSharpGeneratorDriver.Create([new CellGenerator().AsSourceGenerator()], parseOptions: Compile.ParseOptions)
            .RunGeneratorsAndUpdateCompilation(plain, out Compilation full, out _, TestContext.Current.CancellationToken);
        Assert.Equal(
            Compile.Analyze(plain).Select(diagnostic => diagnostic.ToString()),
            Compile.Analyze(full).Select(diagnostic => diagnostic.ToString()));
    }
}
