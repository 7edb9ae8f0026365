using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using RnnGen.Analyzers.Facts;
using RnnGen.Analyzers.Rules;
using RnnGen.Generator.Emit;
using RnnGen.Generator.Model;
using RnnGen.Generator.Reading;

namespace RnnGen.Analyzers;

/// <summary>Reads every declared cell and model with the generator's reader and reports what it could not accept.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CellAnalyzer : DiagnosticAnalyzer
{
    private readonly CompileCheck compileCheck;

    /// <summary>The analyzer as compilers load it.</summary>
    public CellAnalyzer()
        : this(new CompileCheck(CellCompiler.FailureOrNull))
    {
    }

    internal CellAnalyzer(CompileCheck compileCheck) => this.compileCheck = compileCheck;

    /// <summary>Key of the diagnostic property that tells the code fixes what would repair it.</summary>
    internal const string FixProperty = "Fix";

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [.. Descriptors.Declared, .. CellDescriptors.All];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            var facts = FactReader.For(start.Compilation);
            if (facts.IsAvailable)
                start.RegisterSymbolAction(symbol => Analyze(symbol, facts), SymbolKind.NamedType);
        });
    }

    private void Analyze(SymbolAnalysisContext context, FactReader facts)
    {
        KnownSymbols known = facts.Known;
        var type = (INamedTypeSymbol)context.Symbol;
        var report = new Report(context);
        if (type.Find(known.RecurrentCell) is not null)
        {
            CellReading reading = CellReader.Read(type, context.Compilation, context.CancellationToken);
            report.Add(reading.Problems);
            if (reading.Spec is { Step: not null } cell)
            {
                AnalyzeParameters(cell, reading.ParameterPlaces, type, facts, report);
                new CellRules(type, reading, facts, report).Run();
                new ConformsRules(type, reading, facts, report).Run();
                if (compileCheck.FailureOf(cell, context.CancellationToken) is { } failure)
                    report.Add(Descriptors.InternalError, type.Place(), type.Name, failure);
            }
        }
        else if (type.Find(known.SequenceModel) is not null)
        {
            ModelReading reading = ModelReader.Read(type, context.Compilation, context.CancellationToken);
            report.Add(reading.Problems);
            var rules = new ModelRules(type, facts, report);
            foreach (IPropertySymbol property in type.GetMembers().OfType<IPropertySymbol>())
                if ((BuiltInCellReader.Find(property, known) ?? property.Find(known.RecurrentAttribute)) is { } attribute)
                    rules.Layer(property, attribute);
            if (reading.Spec is { Forward: { } forward } model)
            {
                rules.Direction(reading);
                for (int layer = 0; layer < model.Layers.Count; layer++)
                    if (!IsDeclared(type, model.Layers[layer].Name, "Reserved", facts) && forward.Ops.All(op => op.Layer < 0 || (op.Layer != layer && model.Layers[op.Layer].TiedTo != layer)))
                        report.Add(Descriptors.UnusedParameter, reading.LayerPlaces[layer], model.Layers[layer].Name, "");
                if (ModelCompiler.FailureOrNull(model) is { } failure)
                    report.Add(Descriptors.InternalError, type.Place(), type.Name, failure);
            }
        }
        else if (BuiltInCellReader.Find(type, known) is { } shipped)
        {
            new ModelRules(type, facts, report).Layer(type, shipped);
            List<Problem> problems = [];
            BuiltInCellReader.Read(type, known, problems);
            report.Add(problems);
        }
    }

    private static bool IsDeclared(INamedTypeSymbol type, string member, string attribute, FactReader facts) => type.GetMembers(member).Any(symbol => facts.Has(symbol, attribute));

    private static void AnalyzeParameters(CellSpec cell, IReadOnlyList<Location> places, INamedTypeSymbol type, FactReader facts, Report report)
    {
        var use = new ParameterUse(cell, cell.Step!);
        for (int i = 0; i < cell.Parameters.Count; i++)
        {
            ParameterSpec parameter = cell.Parameters[i];
            if (parameter.Member != parameter.Name)
                AnalyzePart(cell, i, use, places, report);
            else if (IsDeclared(type, parameter.Name, use.IsUsed(i) ? "Frozen" : "Reserved", facts))
                continue;
            else if (!use.IsUsed(i))
                report.Add(Descriptors.UnusedParameter, places[i], parameter.Name, use.Suggestion(i));
            else if (!use.HasGradient(i))
                report.Add(Descriptors.NoGradient, places[i], parameter.Name);
        }
    }

    // The part's own reading says which of its parameters its step does not use; here only whether it is called at all.
    private static void AnalyzePart(CellSpec cell, int first, ParameterUse use, IReadOnlyList<Location> places, Report report)
    {
        List<int> all = [.. Enumerable.Range(0, places.Count).Where(i => places[i].Equals(places[first]))];
        if (all[0] == first && !all.Any(use.IsUsed))
            report.Add(Descriptors.UnusedParameter, places[first], cell.Parameters[first].Member.Split('.')[0], "");
    }
}
