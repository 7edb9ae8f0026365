using System.Collections.Immutable;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace RnnGen.Analyzers.Tests.Harness;

/// <summary>What <c>dotnet_diagnostic.RNNnnnn.severity</c> in an .editorconfig does to a compilation.</summary>
internal static class Severity
{
    public static CSharpCompilation WithSeverity(this CSharpCompilation compilation, string id, string severity) =>
        compilation.WithOptions(compilation.Options.WithSyntaxTreeOptionsProvider(new Provider(id, severity switch
        {
            "none" => ReportDiagnostic.Suppress,
            "error" => ReportDiagnostic.Error,
            "suggestion" => ReportDiagnostic.Info,
            _ => ReportDiagnostic.Default,
        })));

    private sealed class Provider(string id, ReportDiagnostic severity) : SyntaxTreeOptionsProvider
    {
        private readonly ImmutableDictionary<string, ReportDiagnostic> severities = ImmutableDictionary<string, ReportDiagnostic>.Empty.Add(id, severity);

        public override GeneratedKind IsGenerated(SyntaxTree tree, CancellationToken cancellationToken) => GeneratedKind.Unknown;

        public override bool TryGetDiagnosticValue(SyntaxTree tree, string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic result) =>
            severities.TryGetValue(diagnosticId, out result);

        public override bool TryGetGlobalDiagnosticValue(string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic result)
        {
            result = ReportDiagnostic.Default;
            return false;
        }
    }
}
