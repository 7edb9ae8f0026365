using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis.CSharp;
using RnnGen.Analyzers.Tests.Harness;
using Xunit;

namespace RnnGen.Analyzers.Tests.Cases;

/// <summary>
/// Half-typed programs: tokens are taken out of the cases at random. Whatever is left, no analyzer throws or hangs. Set RNNGEN_FUZZ to the
/// number of programs for a longer run, and RNNGEN_FUZZ_FROM to the number of its first, so that a run can be continued.
/// </summary>
public sealed class CaseFuzzTests
{
    private const int Usual = 300, Shown = 20;
    private static readonly TimeSpan Hang = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task Programs_with_tokens_missing()
    {
        int count = Asked("RNNGEN_FUZZ", Usual), first = Asked("RNNGEN_FUZZ_FROM", 0);
        string[] sources = [.. CaseLibrary.All.SelectMany(item => item.Variants.SelectMany(variant => new[] { item.Bad, item.Good }.Select((text, i) => (text, i)).Where(pair => pair.text is not null)
            .Select(pair => Marked.Strip(item.Source(bad: pair.i == 0, variant), "File0.cs", []))))];
        var failures = new ConcurrentQueue<string>();
        long slowest = 0;
        int tried = 0;
        await Parallel.ForAsync(first, first + count, new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (number, token) =>
        {
            string text = HalfTyped(sources[number % sources.Length], new Random(number));
            var watch = Stopwatch.StartNew();
            try
            {
                await Task.Run(() => Compile.AnalyzeAll(CaseCompilation.From(text)), token).WaitAsync(Hang, token);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                failures.Enqueue($"program {number}: {exception}\n{text}");
            }

            InterlockedMax(ref slowest, watch.ElapsedMilliseconds);
            System.Threading.Interlocked.Increment(ref tried);
        });
        TestContext.Current.TestOutputHelper?.WriteLine($"{tried} programs, {failures.Count} failures, slowest {slowest} ms");
        Assert.True(failures.IsEmpty, string.Join("\n\n", failures.Take(Shown)));
    }

    private static int Asked(string variable, int usual) => int.TryParse(Environment.GetEnvironmentVariable(variable), out int asked) ? asked : usual;

    private static string HalfTyped(string source, Random random)
    {
        List<string> tokens = [.. CSharpSyntaxTree.ParseText(source, Compile.ParseOptions).GetRoot().DescendantTokens().Select(token => token.ToFullString())];
        for (int missing = random.Next(1, 6); missing > 0; missing--)
            tokens.RemoveAt(random.Next(tokens.Count));
        return string.Concat(tokens);
    }

    private static void InterlockedMax(ref long target, long value)
    {
        long seen;
        while (value > (seen = System.Threading.Interlocked.Read(ref target)) && System.Threading.Interlocked.CompareExchange(ref target, value, seen) != seen)
        {
        }
    }
}
