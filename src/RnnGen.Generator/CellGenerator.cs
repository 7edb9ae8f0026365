using System.Linq;
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
        IncrementalValuesProvider<CellSpec> cells = context.SyntaxProvider
            .ForAttributeWithMetadataName(KnownNames.RecurrentCell, IsType, CellReader.ReadSpecOrNull)
            .WhereNotNull().WithTrackingName(Steps.Cells);

        IncrementalValuesProvider<ModelSpec> models = context.SyntaxProvider
            .ForAttributeWithMetadataName(KnownNames.SequenceModel, IsType, ModelReader.ReadSpecOrNull)
            .WhereNotNull().WithTrackingName(Steps.Models);

        IncrementalValueProvider<BuiltInEquations> equations = context.MetadataReferencesProvider.Collect()
            .Select(EmbeddedCells.Read).WithTrackingName(Steps.BuiltInEquations);

        Emit(context, cells.Select(CellCompiler.Compile).WithTrackingName(Steps.CellCode));
        Emit(context, models.Combine(equations).Select(ModelCompiler.Compile).WithTrackingName(Steps.ModelCode));
        foreach (string attribute in (string[])[KnownNames.Rnn, KnownNames.Lstm, KnownNames.Gru])
            Emit(context, context.SyntaxProvider
                .ForAttributeWithMetadataName(attribute, IsType, BuiltInCellReader.ReadRequestOrNull).WhereNotNull()
                .Combine(equations).Select(static (pair, _) => pair.Right.Complete(pair.Left)).WhereNotNull()
                .WithTrackingName(Steps.BuiltInCells).Select(CellCompiler.Compile).WithTrackingName(Steps.BuiltInCode));
    }

    private static void Emit(IncrementalGeneratorInitializationContext context, IncrementalValuesProvider<GeneratedSource> sources) =>
        context.RegisterSourceOutput(sources, static (output, source) => output.AddSource(source.HintName, source.Text));

    private static bool IsType(SyntaxNode node, System.Threading.CancellationToken token) => node is TypeDeclarationSyntax;
}
