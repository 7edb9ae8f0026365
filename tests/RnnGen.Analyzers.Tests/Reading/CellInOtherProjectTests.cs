using System.IO;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using RnnGen.Analyzers.Tests.Harness;
using RnnGen.Generator;
using Xunit;

namespace RnnGen.Analyzers.Tests.Reading;

/// <summary>A model over a cell of another project: its private step is not in the reference assembly, its sizes are.</summary>
public sealed class CellInOtherProjectTests
{
    private const string Model = Sources.Usings + """
        [SequenceModel]
        public sealed partial class Tagger
        {
            [Embedding(10, 32)] public partial Embedding Words { get; }
            [Recurrent(typeof(Samples.MinimalGatedUnit))] public partial Recurrent Memory { get; }
            [Linear(SIZE, 5)] public partial Linear Tags { get; }

            [Forward]
            Sequence Logits(Tokens tokens) => Tags.Apply(Memory.Scan(Words.Lookup(tokens)));
        }
        """;

    [Fact]
    public void Its_sizes_are_known() => Assert.Empty(Compile.Analyze(Using(Model.Replace("SIZE", "64", System.StringComparison.Ordinal))));

    [Fact]
    public void A_mismatch_is_found() =>
        Assert.Equal("RNN0210", Assert.Single(Compile.Analyze(Using(Model.Replace("SIZE", "63", System.StringComparison.Ordinal)))).Id);

    private static CSharpCompilation Using(string model)
    {
        CSharpGeneratorDriver.Create([new CellGenerator().AsSourceGenerator()], parseOptions: Compile.ParseOptions)
            .RunGeneratorsAndUpdateCompilation(Compile.From(Sources.MinimalGatedUnit), out Compilation cells, out _, TestContext.Current.CancellationToken);
        using var image = new MemoryStream();
        EmitResult emitted = cells.Emit(image, options: new EmitOptions(metadataOnly: true, includePrivateMembers: false), cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(emitted.Success, string.Join("\n", emitted.Diagnostics));
        return Compile.From(Compile.References.Add(MetadataReference.CreateFromImage(image.ToArray())), model);
    }
}
