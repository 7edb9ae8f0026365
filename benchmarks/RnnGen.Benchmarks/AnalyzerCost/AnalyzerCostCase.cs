using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using RnnGen.Benchmarks.BuildCost;
using RnnGen.Generator;

namespace RnnGen.Benchmarks.AnalyzerCost;

/// <summary>What the analyzers cost: after an edit of one method, and as a share of the build of a project with 200 training methods.</summary>
internal static class AnalyzerCostCase
{
    private const int Methods = 200, PerFile = 20, Runs = 7, Edits = 40, Builds = 14;

    // Until the JIT has compiled what runs often to its last tier, as in an editor or a compiler server that has been at work for a while.
    private const int WarmUps = 40, BuildWarmUps = 14;

    // An editor and a compiler server keep theirs.
    private static readonly ImmutableArray<DiagnosticAnalyzer> All = Analyzers(), Nothing = [new EmptyAnalyzer()];

    public static void Run()
    {
        string[] files = [TrainingTexts.Model, .. Enumerable.Range(0, Methods / PerFile).Select(file => TrainingTexts.File(file, PerFile))];
        CSharpCompilation plain = GeneratorRun.Compilation(files);
        CSharpGeneratorDriver.Create([new CellGenerator().AsSourceGenerator()], parseOptions: (CSharpParseOptions)plain.SyntaxTrees[0].Options)
            .RunGeneratorsAndUpdateCompilation(plain, out Compilation full, out _);

        for (int run = 0; run < WarmUps; run++)
        {
            Analyze(Fresh(full), All);
            Edit(full, All);
        }

        double compile = double.MaxValue, bound = double.MaxValue, with = double.MaxValue;
        for (int run = 0; run < Runs; run++) // in turns: all see the same machine
        {
            compile = Math.Min(compile, Timing.Of(1, () => Emit(Fresh(full))).Least);
            bound = Math.Min(bound, Timing.Of(1, () => Analyze(Fresh(full), Nothing)).Least);
            with = Math.Min(with, Timing.Of(1, () => Analyze(Fresh(full), All)).Least);
        }

        (double emptyEdit, double emptyMedian) = Timing.Of(Edits, () => Edit(full, Nothing));
        (double edit, double median) = Timing.Of(Edits, () => Edit(full, All));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
            {Methods} methods that train a model, {files.Sum(text => text.Count(letter => letter == '\n'))} lines
            compilation without analyzers              {compile,8:0} ms
            an analyzer that does nothing              {bound,8:0} ms
            all analyzers, nothing cached              {with,8:0} ms   {(with - bound) / Methods:0.0} ms a method
            after an edit, an analyzer without work    {emptyEdit,8:0.0} ms   median {emptyMedian:0.0} ms
            after an edit of one method                {edit,8:0.0} ms   median {median:0.0} ms
            """));
        BuildProject("all of them train", files);
        BuildProject("every tenth trains", [TrainingTexts.Model, .. Enumerable.Range(0, Methods / PerFile).Select(file => TrainingTexts.File(file, PerFile, every: 10))]);
    }

    /// <summary>Whole builds, compiler server warm, with no other analyzers than these.</summary>
    private static void BuildProject(string what, string[] files)
    {
        using var project = new ProjectBuild(files);
        using var bare = new ProjectBuild(files, ProjectBuild.NoRules);
        List<double> without = [], nothing = [], with = [];
        for (int run = 0; run < BuildWarmUps + Builds; run++)
        {
            double Time(ProjectBuild built, params string[] properties) =>
                Timing.Of(1, () => built.Build(sharedCompiler: true, ["-p:EnableNETAnalyzers=false", .. properties])).Least;
            double off = Time(project, "-p:RunAnalyzers=false"), empty = Time(bare), on = Time(project);
            if (run >= BuildWarmUps)
            {
                without.Add(off);
                nothing.Add(empty / off);
                with.Add(on / off);
            }
        }

        string More(List<double> ratios) => (100 * (Median(ratios) - 1)).ToString("0", CultureInfo.InvariantCulture) + " % more";
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"dotnet build, {Methods} methods, {what}: {Median(without) / 1000:0.00} s, with an analyzer that does nothing {More(nothing)}, with all {More(with)}"));
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static void Emit(Compilation compilation)
    {
        using var stream = new MemoryStream();
        if (!compilation.Emit(stream).Success)
        {
            throw new InvalidOperationException("The methods do not compile.");
        }
    }

    private static void Analyze(Compilation compilation, ImmutableArray<DiagnosticAnalyzer> analyzers) =>
        compilation.WithAnalyzers(analyzers).GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult();

    /// <summary>A character is typed in one method, and an editor asks about that method.</summary>
    private static TimeSpan Edit(Compilation full, ImmutableArray<DiagnosticAnalyzer> analyzers)
    {
        SyntaxTree old = full.SyntaxTrees.ElementAt(1);
        int place = old.ToString().IndexOf("int seen = 0", StringComparison.Ordinal);
        SyntaxTree changed = old.WithChangedText(old.GetText().WithChanges(new Microsoft.CodeAnalysis.Text.TextChange(new(place + "int seen = ".Length, 1), "1")));
        Compilation compilation = full.ReplaceSyntaxTree(old, changed);
        SemanticModel model = compilation.GetSemanticModel(changed);
        SyntaxNode method = changed.GetRoot().FindToken(place).Parent!.AncestorsAndSelf().OfType<Microsoft.CodeAnalysis.CSharp.Syntax.MethodDeclarationSyntax>().First();
        model.GetOperation(method); // the editor has bound it anyway
        CompilationWithAnalyzers analysis = compilation.WithAnalyzers(analyzers);
        var watch = Stopwatch.StartNew();
        analysis.GetAnalyzerSemanticDiagnosticsAsync(model, method.Span, CancellationToken.None).GetAwaiter().GetResult();
        return watch.Elapsed;
    }

    // A copy that has bound nothing yet.
    private static Compilation Fresh(Compilation full) => full.Clone();

    private static ImmutableArray<DiagnosticAnalyzer> Analyzers() =>
    [
        .. typeof(RnnGen.Analyzers.CellAnalyzer).Assembly.GetTypes().Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(DiagnosticAnalyzer)) && !type.IsSubclassOf(typeof(DiagnosticSuppressor)))
            .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
    ];
}
