using System.Collections.Generic;
using System.Globalization;
using Microsoft.CodeAnalysis;
using RnnGen.Analyzers.Tests.Harness;
using Xunit;

namespace RnnGen.Analyzers.Tests.Rules;

/// <summary>RNN0299: a readable cell that the compiler fails on.</summary>
public sealed class Rnn0299InternalTests
{
    [Fact]
    public void A_failure_of_the_compiler_is_reported_once_on_the_cell()
    {
        var analyzer = new CellAnalyzer(new CompileCheck((_, _) => "InvalidOperationException: out of slots"));
        Diagnostic found = Assert.Single(Compile.Analyze(Compile.From(Sources.MinimalGatedUnit), analyzer: analyzer));
        Assert.Equal("RNN0299", found.Id);
        Assert.Equal(
            "`MinimalGatedUnit` is well-formed, but RnnGen could not compile it (InvalidOperationException: out of slots); this is a defect of RnnGen, please report it",
            found.GetMessage(CultureInfo.InvariantCulture));
        Assert.Equal("MinimalGatedUnit", found.Location.SourceTree!.ToString().Substring(found.Location.SourceSpan.Start, found.Location.SourceSpan.Length));
    }

    [Fact]
    public void An_unreadable_cell_is_not_compiled()
    {
        var analyzer = new CellAnalyzer(new CompileCheck((_, _) => "failed"));
        IReadOnlyList<Diagnostic> found = Compile.Analyze(Compile.From(Sources.Step("=> Tanh(W * h + U * h + b);")), analyzer: analyzer);
        Assert.Equal("RNN0210", Assert.Single(found).Id);
    }

    [Fact]
    public void One_spec_is_compiled_once()
    {
        int compiled = 0;
        var analyzer = new CellAnalyzer(new CompileCheck((_, _) =>
        {
            compiled++;
            return null;
        }));
        Assert.Empty(Compile.Analyze(Compile.From(Sources.MinimalGatedUnit), analyzer: analyzer));
        Assert.Empty(Compile.Analyze(Compile.From(Sources.MinimalGatedUnit, "class Elsewhere;"), analyzer: analyzer));
        Assert.Equal(1, compiled);
    }
}
