using System;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using RnnGen.Analyzers.Facts;
using RnnGen.Generator.Reading;

namespace RnnGen.Analyzers.Flow;

/// <summary>Follows values through every method that touches the library, and reports what the flow rules find.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class FlowAnalyzer : DiagnosticAnalyzer
{
    private readonly bool throws;

    /// <summary>The analyzer as compilers load it: a defect of its own costs diagnostics, never the build.</summary>
    public FlowAnalyzer()
        : this(throws: false)
    {
    }

    internal FlowAnalyzer(bool throws) => this.throws = throws;

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => FlowCatalog.Descriptors;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            KnownSymbols known = KnownSymbols.For(start.Compilation);
            if (!known.IsAvailable)
                return;
            var flow = new FlowContext(start.Compilation, known);
            start.RegisterOperationBlockAction(block =>
            {
                try
                {
                    Analyze(block, flow);
                }
                catch (Exception failure) when (failure is not OperationCanceledException && !throws)
                {
                    // What it would have said of this method is lost.
                }
            });
        });
    }

    private static void Analyze(OperationBlockAnalysisContext context, FlowContext flow)
    {
        if (context.OwningSymbol is not IMethodSymbol method || IsEquations(method, flow))
            return;
        foreach (IOperation block in context.OperationBlocks)
            if (block is IBlockOperation && Concerns(block, flow))
            {
                var report = new FlowReport();
                ControlFlowGraph graph = context.GetControlFlowGraph(block);
                new FlowRun(flow, method, graph, FlowRun.Entry(flow, method, null), report, 0, context.CancellationToken).Run();
                if (report.Findings.Count > 0 && !flow.HasErrors(block.Syntax, context.CancellationToken))
                    foreach (FlowFinding finding in report.Findings)
                        context.ReportDiagnostic(Diagnostic.Create(
                            finding.Rule, finding.Place.GetLocation(), finding.Severity ?? finding.Rule.DefaultSeverity, null, finding.Properties, [.. finding.Arguments]));
            }
    }

    /// <summary>Steps and forward methods are read by the generator's reader, which reports their mistakes itself.</summary>
    private static bool IsEquations(IMethodSymbol method, FlowContext flow) => method.Find(flow.Known.Step) is not null || method.Find(flow.Known.Forward) is not null;

    /// <summary>Whether a body mentions the library at all; most bodies of most projects do not.</summary>
    private static bool Concerns(IOperation block, FlowContext flow) => block.AllOperations().Any(operation => operation switch
    {
        IInvocationOperation invocation => flow.IsRuntime(invocation.TargetMethod) || flow.IsRuntime(invocation.Type) || flow.Facts.Of(invocation.TargetMethod) != MethodFacts.None,
        IMemberReferenceOperation reference => flow.IsRuntime(reference.Member) || flow.IsRuntime(reference.Type),
        IObjectCreationOperation creation => flow.IsRuntime(creation.Constructor),
        IParameterReferenceOperation or ILocalReferenceOperation => flow.IsRuntime(operation.Type),
        _ => false,
    });
}
