using System;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RnnGen.Generator.Emit;
using RnnGen.Generator.Model;
using RnnGen.Generator.Reading;

namespace RnnGen.Generator;

/// <summary>
/// The pipeline: read facts on every edit, compile only when a fact changed. Everything after the specs is free of Roslyn. The
/// generator reports nothing; the analyzers call the same readers and report with real locations.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class CellGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        // Roslyn world: read, copy facts, leave.
        IncrementalValuesProvider<CellSpec> cells = context.SyntaxProvider
            .ForAttributeWithMetadataName(KnownNames.RecurrentCell, IsType, CellReader.ReadSpecOrNull).WhereNotNull().WithTrackingName(Steps.Cells);
        IncrementalValuesProvider<ModelSpec> models = context.SyntaxProvider
            .ForAttributeWithMetadataName(KnownNames.SequenceModel, IsType, ModelReader.ReadSpecOrNull).WhereNotNull().WithTrackingName(Steps.Models);
        IncrementalValuesProvider<BuiltInRequest> requests = ShippedCells.Table.Keys
            .Select(name => Requests(context, KnownNames.Namespace + "." + name + "Attribute"))
            .Aggregate(static (all, more) => all.Combine(more).Select(static (both, _) => both.Left.AddRange(both.Right)))
            .SelectMany(static (all, _) => all);

        // The equations of the built-in cells in use: read once per set of references and of cells.
        IncrementalValueProvider<EquatableArray<BuiltInText>> used = models.SelectMany(static (model, _) => model.Layers.Select(layer => layer.BuiltIn).OfType<BuiltInCell>()).Collect()
            .Combine(requests.Select(static (request, _) => request.Cell).Collect())
            .Select(static (users, _) => users.Left.AddRange(users.Right).Select(cell => cell.Text).Distinct()
                .OrderBy(text => text.ToString(), StringComparer.Ordinal).ToEquatableArray());
        IncrementalValueProvider<BuiltInEquations> equations = context.MetadataReferencesProvider.Collect().Combine(used)
            .Select(static (facts, token) => facts.Right.Count > 0 ? EmbeddedCells.Read(facts.Left, facts.Right, token) : BuiltInEquations.None)
            .WithTrackingName(Steps.BuiltInEquations);
        IncrementalValuesProvider<CellSpec> builtIns = requests.Combine(equations)
            .Select(static (pair, _) => pair.Right.Complete(pair.Left)).WhereNotNull().WithTrackingName(Steps.BuiltInCells);

        // Equality barrier: from here on no Roslyn type is reachable.
        Emit(context, cells.Select(CellCompiler.Compile).WithTrackingName(Steps.CellCode));
        Emit(context, builtIns.Select(CellCompiler.Compile).WithTrackingName(Steps.BuiltInCode));
        Emit(context, models.Combine(equations).Select(ModelCompiler.Compile).WithTrackingName(Steps.ModelCode));
    }

    private static IncrementalValueProvider<System.Collections.Immutable.ImmutableArray<BuiltInRequest>> Requests(
        IncrementalGeneratorInitializationContext context, string attribute) => context.SyntaxProvider
            .ForAttributeWithMetadataName(attribute, IsType, BuiltInCellReader.ReadRequestOrNull).WhereNotNull().Collect();

    private static void Emit(IncrementalGeneratorInitializationContext context, IncrementalValuesProvider<GeneratedSource> sources) =>
        context.RegisterSourceOutput(sources, static (output, source) => output.AddSource(source.HintName, source.Text));

    private static bool IsType(SyntaxNode node, CancellationToken token) => node is TypeDeclarationSyntax;
}
