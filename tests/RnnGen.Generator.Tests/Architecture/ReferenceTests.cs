using System;
using System.IO;
using System.Linq;
using System.Reflection;
using Microsoft.CodeAnalysis;
using RnnGen.Generator.Tests.Harness;
using Xunit;

namespace RnnGen.Generator.Tests.Architecture;

/// <summary>What the shipped generator asks of its host.</summary>
public sealed class ReferenceTests
{
    private static readonly Assembly Generator = typeof(CellGenerator).Assembly;

    [Fact]
    public void Trap31_The_compiler_it_needs_is_the_floor_not_the_tests()
    {
        AssemblyName[] roslyn = [.. Generator.GetReferencedAssemblies().Where(name => name.Name!.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal))];
        Assert.NotEmpty(roslyn);
        Assert.All(roslyn, name => Assert.Equal(new Version(4, 14, 0, 0), name.Version));
        Assert.True(typeof(ISymbol).Assembly.GetName().Version >= new Version(5, 0), "The tests run it in a newer one.");
    }

    [Fact]
    public void Trap30_It_does_not_need_the_workspaces_of_an_editor() => Assert.DoesNotContain(
        Generator.GetReferencedAssemblies(), name => name.Name!.Contains("Workspaces", StringComparison.Ordinal));

    [Fact]
    public void Trap30_It_is_netstandard_and_brings_nothing_along()
    {
        Assert.Equal(".NETStandard,Version=v2.0", Generator.GetCustomAttribute<System.Runtime.Versioning.TargetFrameworkAttribute>()!.FrameworkName);
        string[] hosts = ["netstandard", "Microsoft.CodeAnalysis", "Microsoft.CodeAnalysis.CSharp", "System.Collections.Immutable", "System.Memory", "System.Runtime.CompilerServices.Unsafe"];
        Assert.All(Generator.GetReferencedAssemblies(), name => Assert.Contains(name.Name, hosts));
    }

    [Fact]
    public void It_is_deterministic_code() => Assert.All(
        Repository.Sources("src", "RnnGen.Generator").Where(file => !file.Contains("Cells", StringComparison.Ordinal)),
        file => Assert.DoesNotMatch(@"\b(DateTime|Guid|Stopwatch|Environment\.(?!NewLine)|Random\b|Parallel|File\.|Path\.)", File.ReadAllText(file)));
}
