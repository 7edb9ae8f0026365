using System.Linq;
using Microsoft.CodeAnalysis;
using RnnGen.Generator.Tests.Harness;
using Xunit;

namespace RnnGen.Generator.Tests.Consumers;

/// <summary>Trap 24: what is local to a generated file shows in no signature outside it.</summary>
public sealed class FileTypeTests
{
    [Fact]
    public void Trap24_File_types_hold_the_passes_and_nothing_public_is_one()
    {
        Compilation complete = Generate.Complete(Compile.From(Sources.MinimalGatedUnit));
        INamedTypeSymbol[] generated = [.. complete.GetSymbolsWithName(_ => true, SymbolFilter.Type, TestContext.Current.CancellationToken).OfType<INamedTypeSymbol>()];
        INamedTypeSymbol passes = Assert.Single(generated, type => type.IsFileLocal);
        Assert.EndsWith("MinimalGatedUnitPasses", passes.Name, System.StringComparison.Ordinal);
        Assert.Equal("RnnGen.Generated", passes.ContainingNamespace.ToDisplayString());
        Assert.All(
            generated.Where(type => !type.IsFileLocal && type.ContainingType is null).SelectMany(type => type.GetMembers().OfType<IMethodSymbol>()),
            method => Assert.DoesNotContain(method.Parameters.Select(p => p.Type).Append(method.ReturnType), type => type is INamedTypeSymbol { IsFileLocal: true }));
    }
}
