using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace RnnGen.Benchmarks.BuildCost;

/// <summary>What a programmer waits for the generator: the first run of a compiler process, later runs, and the run after an edit that touches no cell.</summary>
internal static class GeneratorCase
{
    private const int Runs = 25;

    public static void Run()
    {
        Console.WriteLine("generator        cold       warm   unrelated edit   edit of one cell");
        foreach (int cells in new[] { 1, 50 })
        {
            IReadOnlyList<string> sources = CellTexts.Of(cells);
            double cold = Timing.Of(1, () => GeneratorRun.Of(sources).Time).Least; // the first line only: the process has run nothing before
            double warm = Timing.Of(Runs, () => GeneratorRun.Of(sources).Time).Median;
            string coldText = cells == 1 ? cold.ToString("0.0", CultureInfo.InvariantCulture) + " ms" : "";
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{cells + (cells == 1 ? " cell" : " cells"),-10}{coldText,11}{warm,8:0.0} ms{AfterEdit(sources, isCell: false),14:0.00} ms{AfterEdit(sources, isCell: true),16:0.0} ms"));
        }
    }

    // The driver stays, as in an editor; each run sees one changed file.
    private static double AfterEdit(IReadOnlyList<string> sources, bool isCell)
    {
        const string Other = "namespace Cells; internal static class Other { public static int Number => 0; }";
        CSharpCompilation compilation = GeneratorRun.Compilation(sources.Append(Other));
        GeneratorDriver driver = GeneratorRun.Driver().RunGenerators(compilation);
        int edits = 0;
        return Timing.Of(Runs, () =>
        {
            SyntaxTree before = isCell ? compilation.SyntaxTrees[0] : compilation.SyntaxTrees[^1];
            string text = isCell ? $"{sources[0]}\n// {edits}" : Other.Replace("=> 0", $"=> {edits}", StringComparison.Ordinal);
            if (isCell)
            {
                text = text.Replace("[Step]", edits % 2 == 0 ? "[Bias(H)] public partial Vector extra { get; } [Step]" : "[Step]", StringComparison.Ordinal);
            }

            edits++;
            compilation = compilation.ReplaceSyntaxTree(before, CSharpSyntaxTree.ParseText(text, GeneratorRun.ParseOptions, before.FilePath));
            long start = Stopwatch.GetTimestamp();
            driver = driver.RunGenerators(compilation);
            return Stopwatch.GetElapsedTime(start);
        }).Median;
    }
}
