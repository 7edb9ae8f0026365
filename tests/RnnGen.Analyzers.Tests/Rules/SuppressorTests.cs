using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using RnnGen.Analyzers.Declarations;
using RnnGen.Analyzers.Tests.Harness;
using Xunit;

namespace RnnGen.Analyzers.Tests.Rules;

/// <summary>What other analyzers say about members that the generator reads is silenced, and nothing else.</summary>
public sealed class SuppressorTests
{
    [Theory]
    [InlineData("IDE0051")]
    [InlineData("CA1811")]
    [InlineData("CA1822")]
    [InlineData("IDE0060")]
    public async Task Steps_and_forward_methods_are_not_unused(string id)
    {
        Compilation compilation = Compile.From(
            Sources.Step("=> Tanh(W * x + U * h + b);"), Sources.LineModel, "class Other { void Step() { } }");
        var analysis = new CompilationWithAnalyzers(
            compilation,
            [new EveryMethod(id), new DeclarationSuppressor()],
            new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), static (exception, _, _) => throw exception, concurrentAnalysis: true, logAnalyzerExecutionTime: false, reportSuppressedDiagnostics: true));
        ImmutableArray<Diagnostic> found = await analysis.GetAllDiagnosticsAsync(TestContext.Current.CancellationToken);
        Assert.Equal(
            [("Logits", true), ("Next", true), ("Step", false)],
            found.Where(diagnostic => diagnostic.Id == id).Select(diagnostic => (diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture), diagnostic.IsSuppressed)).Order());
    }

#pragma warning disable RS1017, RS1036, RS1038, RS1041, RS2008 // lives in a test only
    /// <summary>Complains about every method under the name of another analyzer's rule.</summary>
    [DiagnosticAnalyzer(LanguageNames.CSharp)]
    private sealed class EveryMethod(string id) : DiagnosticAnalyzer
    {
        private readonly DiagnosticDescriptor rule = new(id, "t", "{0}", "c", DiagnosticSeverity.Warning, isEnabledByDefault: true);

        public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [rule];

        public override void Initialize(AnalysisContext context)
        {
            context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
            context.EnableConcurrentExecution();
            context.RegisterSymbolAction(
                symbol =>
                {
                    if (symbol.Symbol is IMethodSymbol { MethodKind: MethodKind.Ordinary, IsImplicitlyDeclared: false })
                        symbol.ReportDiagnostic(Diagnostic.Create(rule, symbol.Symbol.Locations[0], symbol.Symbol.Name));
                },
                SymbolKind.Method);
        }
    }
#pragma warning restore RS1036, RS1038, RS2008
}
