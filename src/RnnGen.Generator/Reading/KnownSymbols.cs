using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace RnnGen.Generator.Reading;

/// <summary>
/// The runtime's types as symbols of one compilation, each looked up once. Everything is taken from the assembly that declares
/// <c>[RecurrentCell]</c>, so another <c>Tanh</c> or another <c>Vector</c> is never mistaken for the runtime's.
/// </summary>
internal sealed class KnownSymbols
{
    private static readonly ConditionalWeakTable<Compilation, KnownSymbols> Cache = new();

    private readonly IAssemblySymbol? runtime;
    private readonly ConcurrentDictionary<string, INamedTypeSymbol?> types = new(System.StringComparer.Ordinal);

    private KnownSymbols(Compilation compilation) =>
        runtime = compilation.GetTypeByMetadataName(KnownNames.RecurrentCell)?.ContainingAssembly;

    /// <summary>Whether the compilation references the runtime at all.</summary>
    public bool IsAvailable => runtime is not null;

    public INamedTypeSymbol? RecurrentCell => Find("RecurrentCellAttribute");

    /// <summary>Base class of every generated cell.</summary>
    public INamedTypeSymbol? CellBase => Find("Kernels.RecurrentCell`1");

    /// <summary>Base class of every generated model.</summary>
    public INamedTypeSymbol? ModelBase => Find("Kernels.SequenceModel`1");

    /// <summary>On cells that the generator has completed in another assembly.</summary>
    public INamedTypeSymbol? CellSizes => Find("Kernels.CellSizesAttribute");

    public INamedTypeSymbol? SequenceModel => Find("SequenceModelAttribute");

    /// <summary>Base class of the attributes of all shipped cells.</summary>
    public INamedTypeSymbol? RecurrentLayerAttribute => Find("RecurrentLayerAttribute");

    public INamedTypeSymbol? EmbeddingAttribute => Find("EmbeddingAttribute");

    public INamedTypeSymbol? LinearAttribute => Find("LinearAttribute");

    public INamedTypeSymbol? RecurrentAttribute => Find("RecurrentAttribute");

    public INamedTypeSymbol? Weight => Find("WeightAttribute");

    public INamedTypeSymbol? Bias => Find("BiasAttribute");

    public INamedTypeSymbol? ScalarAttribute => Find("ScalarAttribute");

    public INamedTypeSymbol? Diagonal => Find("DiagonalAttribute");

    public INamedTypeSymbol? Gain => Find("GainAttribute");

    public INamedTypeSymbol? Table => Find("TableAttribute");

    public INamedTypeSymbol? SubCell => Find("SubCellAttribute");

    public INamedTypeSymbol? StoredAs => Find("StoredAsAttribute");

    public INamedTypeSymbol? Step => Find("StepAttribute");

    public INamedTypeSymbol? Input => Find("InputAttribute");

    public INamedTypeSymbol? StepIndex => Find("StepIndexAttribute");

    public INamedTypeSymbol? State => Find("StateAttribute");

    public INamedTypeSymbol? MemoryAttribute => Find("MemoryAttribute");

    public INamedTypeSymbol? Memory => Find("Memory");

    public INamedTypeSymbol? Scores => Find("Scores");

    public INamedTypeSymbol? Forward => Find("ForwardAttribute");

    public INamedTypeSymbol? Shape => Find("ShapeAttribute");

    public INamedTypeSymbol? Vector => Find("Vector");

    public INamedTypeSymbol? Scalar => Find("Scalar");

    public INamedTypeSymbol? Matrix => Find("Matrix");

    public INamedTypeSymbol? Equations => Find("Equations");

    public INamedTypeSymbol? Tokens => Find("Tokens");

    public INamedTypeSymbol? Sequence => Find("Sequence");

    public INamedTypeSymbol? ScannedSequence => Find("ScannedSequence");

    public INamedTypeSymbol? Vectors => Find("Vectors");

    /// <summary>Functions of forward methods.</summary>
    public INamedTypeSymbol? Sequences => Find("Sequences");

    public INamedTypeSymbol? Embedding => Find("Embedding");

    public INamedTypeSymbol? Recurrent => Find("Recurrent");

    public INamedTypeSymbol? Bidirectional => Find("Bidirectional");

    public INamedTypeSymbol? Linear => Find("Linear");

    public static KnownSymbols For(Compilation compilation) => Cache.GetValue(compilation, static c => new KnownSymbols(c));

    public bool IsVector(ITypeSymbol? type) => Same(type, Vector);

    public bool IsScalar(ITypeSymbol? type) => Same(type, Scalar);

    /// <summary>A vector or a scalar: what a line of a step computes.</summary>
    public bool IsValue(ITypeSymbol? type) => IsVector(type) || IsScalar(type);

    /// <summary>What a step attends over.</summary>
    public bool IsMemory(ITypeSymbol? type) => Same(type, Memory);

    /// <summary>One number for each position of a memory.</summary>
    public bool IsScores(ITypeSymbol? type) => Same(type, Scores);

    /// <summary>Whether operators of the type are operators of equations.</summary>
    public bool HasOperators(ITypeSymbol? type) => IsValue(type) || IsMatrix(type) || IsMemory(type) || IsScores(type);

    public bool IsMatrix(ITypeSymbol? type) => Same(type, Matrix);

    public static bool Same(ISymbol? symbol, ISymbol? known) => known is not null && SymbolEqualityComparer.Default.Equals(symbol, known);

    private INamedTypeSymbol? Find(string name) =>
        types.TryGetValue(name, out INamedTypeSymbol? type) ? type : types.GetOrAdd(name, runtime?.GetTypeByMetadataName(KnownNames.Namespace + "." + name));
}
