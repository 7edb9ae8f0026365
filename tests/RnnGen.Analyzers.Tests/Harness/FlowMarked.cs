using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using RnnGen.Analyzers.Flow;
using RnnGen.Generator;
using Xunit;

namespace RnnGen.Analyzers.Tests.Harness;

/// <summary>Methods around the library in which <c>{|RNN0201:text|}</c> marks each diagnostic of the flow analysis.</summary>
internal static class FlowMarked
{
    private const string Usings = """
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using RnnGen;

        """;

    /// <summary>A cell and a model that methods can use.</summary>
    public const string Declarations = """

        [Gru(32, 64)] public sealed partial class Reader;

        [SequenceModel]
        public sealed partial class LineModel
        {
            [Dimension] public const int V = 128, E = 32, H = 256;

            [Embedding(V, E)] public partial Embedding Characters { get; }
            [Lstm(E, H)]      public partial Recurrent Memory { get; }
            [Linear(H, V)]    public partial Linear Next { get; }

            [Forward, Shape("B", "T", "V")]
            Sequence Logits([Shape("B", "T")] Tokens tokens) => Next.Apply(Memory.Scan(Characters.Lookup(tokens)));
        }
        """;

    /// <summary>Asserts that exactly the marked diagnostics are reported in the members of a class; returns them.</summary>
    public static IReadOnlyList<Diagnostic> Verify(string members) => VerifyFile(Usings + "public static class Program\n{\n" + members + "\n}\n" + Declarations);

    public static IReadOnlyList<Diagnostic> VerifyFile(string marked)
    {
        List<string> expected = [];
        string plain = Marked.Strip(marked, "File0.cs", expected);
        IReadOnlyList<Diagnostic> actual = Analyze(plain);
        Assert.Equal(expected.Order(StringComparer.Ordinal), actual.Select(Marked.Describe).Order(StringComparer.Ordinal));
        return actual;
    }

    public static string Message(string members) => Assert.Single(Verify(members)).GetMessage(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Flow diagnostics of a source that must compile together with its generated half.</summary>
    public static IReadOnlyList<Diagnostic> Analyze(string source)
    {
        CSharpGeneratorDriver.Create([new CellGenerator().AsSourceGenerator()], parseOptions: Compile.ParseOptions)
            .RunGeneratorsAndUpdateCompilation(Compile.From(source), out Compilation full, out _, TestContext.Current.CancellationToken);
        Assert.Empty(full.GetDiagnostics(TestContext.Current.CancellationToken).Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        var analysis = new CompilationWithAnalyzers(
            full,
            [new FlowAnalyzer(throws: true)],
            new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), static (exception, _, _) => throw exception, concurrentAnalysis: true, logAnalyzerExecutionTime: false));
        return [.. analysis.GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult().Where(diagnostic => !diagnostic.IsSuppressed)];
    }
}
