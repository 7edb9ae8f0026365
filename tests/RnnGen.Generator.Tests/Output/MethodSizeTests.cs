using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using RnnGen.Generator.Tests.Harness;
using Xunit;

namespace RnnGen.Generator.Tests.Output;

/// <summary>The JIT gives up optimising methods that are too long: generated ones stay far below.</summary>
public sealed class MethodSizeTests
{
    private const int MostBytes = 10_000;

    public static TheoryData<string, string> Cells => new()
    {
        { "Lstm", Sources.Lstm },
        { "Gru", Sources.Gru },
        { "MinimalGatedUnit", Sources.MinimalGatedUnit },
        { "LeakyCell", Sources.LeakyCell },
        { "Unroll = 16", Sources.MinimalGatedUnit.Replace("[RecurrentCell]", "[RecurrentCell(Unroll = 16)]", System.StringComparison.Ordinal) },
        { "Lstm, Unroll = 16", Sources.Lstm.Replace("[RecurrentCell]", "[RecurrentCell(Unroll = 16)]", System.StringComparison.Ordinal) },
        { "TimeSteps = 64", Sources.MinimalGatedUnit.Replace("[RecurrentCell]", "[RecurrentCell(TimeSteps = 64)]", System.StringComparison.Ordinal) },
    };

    // Three are written out from their options and are no cells as they stand.
    public static TheoryData<string> ShippedCells => [.. typeof(CellGenerator).Assembly.GetManifestResourceNames().Where(name => name.EndsWith(".cs", System.StringComparison.Ordinal) && name is not ("Clockwork.cs" or "MLstmHeads.cs" or "Rhn.cs"))];

    [Theory]
    [MemberData(nameof(ShippedCells))]
    public void No_method_of_a_shipped_cell_outgrows_the_jit(string file)
    {
        using var reader = new StreamReader(typeof(CellGenerator).Assembly.GetManifestResourceStream(file)!);
        No_method_outgrows_the_jit(file, reader.ReadToEnd());
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void No_method_outgrows_the_jit(string name, string source)
    {
        using var stream = new MemoryStream();
        CSharpCompilation compilation = Compile.From(Compile.ParseOptions, Compile.Options.WithOptimizationLevel(OptimizationLevel.Release), source);
        Assert.True(Generate.Complete(compilation).Emit(stream, cancellationToken: TestContext.Current.CancellationToken).Success, name);
        stream.Position = 0;
        var context = new AssemblyLoadContext(name, isCollectible: true);
        Assembly assembly = context.LoadFromStream(stream);
        const BindingFlags All = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        var methods = assembly.GetTypes().SelectMany(type => type.GetMethods(All).Cast<MethodBase>().Concat(type.GetConstructors(All)))
            .Select(method => (method.Name, Size: method.GetMethodBody()?.GetILAsByteArray()?.Length ?? 0)).ToList();
        Assert.Contains(methods, method => method.Size > 100);
        Assert.All(methods, method => Assert.InRange(method.Size, 0, MostBytes));
        context.Unload();
    }
}
