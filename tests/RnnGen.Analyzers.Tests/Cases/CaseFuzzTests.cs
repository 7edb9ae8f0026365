using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis.CSharp;
using RnnGen.Analyzers.Tests.Harness;
using Xunit;

namespace RnnGen.Analyzers.Tests.Cases;

/// <summary>
/// Half-typed programs: tokens are taken out of the cases at random. Whatever is left, no analyzer throws or hangs. Set RNNGEN_FUZZ to the
/// number of programs for a longer run.
/// </summary>
public sealed class CaseFuzzTests
{
    private const int Usual = 300;

    [Fact]
    public void Programs_with_tokens_missing()
    {
        int count = int.TryParse(Environment.GetEnvironmentVariable("RNNGEN_FUZZ"), out int asked) ? asked : Usual;
        string[] sources = [.. CaseLibrary.All.SelectMany(item => item.Variants.SelectMany(variant => new[] { item.Bad, item.Good }.Select((text, i) => (text, i)).Where(pair => pair.text is not null)
            .Select(pair => Marked.Strip(item.Source(bad: pair.i == 0, variant), "File0.cs", []))))];
        Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = 2 }, number => Try(sources[number % sources.Length], new Random(number)));
    }

    private static void Try(string source, Random random)
    {
        List<string> tokens = [.. CSharpSyntaxTree.ParseText(source, Compile.ParseOptions).GetRoot().DescendantTokens().Select(token => token.ToFullString())];
        for (int missing = random.Next(1, 6); missing > 0; missing--)
            tokens.RemoveAt(random.Next(tokens.Count));
        string text = string.Concat(tokens);
        try
        {
            Compile.AnalyzeAll(CaseCompilation.From(text));
        }
        catch (Exception exception)
        {
            Assert.Fail(exception + "\n" + text);
        }
    }
}
