using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using RnnGen.Generator.Tests.Harness;
using Xunit;

namespace RnnGen.Generator.Tests.Pipeline;

/// <summary>However a project was edited on the way, the output is that of a driver that sees it for the first time.</summary>
public sealed class StalenessTests
{
    private static readonly (int File, string From, string To)[] Edits =
    [
        (Edit.Constants, "Leak = 0.5", "Leak = 0.25"),
        (Edit.Cell, "I = 32", "I = 31"),
        (Edit.BuiltIn, "[Lstm(32, 64)]", "[Gru(32, 64)]"),
        (Edit.Cell, "sealed partial class MinimalGatedUnit", "partial class MinimalGatedUnit"),
        (Edit.Model, "Layers = 2", "Layers = 3"),
        (Edit.Cell, "[RecurrentCell]", "[RecurrentCell(Unroll = 2)]"),
        (Edit.Constants, "public const double Leak", "public static readonly double Leak"),
        (Edit.Cell, "var n = Tanh", "var candidate = Tanh"),
        (Edit.Cell, "+ f * n", "+ f * candidate"),
        (Edit.Constants, "public static readonly double Leak", "public const double Leak"),
        (Edit.Cell, "[RecurrentCell(Unroll = 2)]", "[System.Obsolete]"),
        (Edit.Cell, "[System.Obsolete]", "[RecurrentCell(Precision = Precision.Double)]"),
    ];

    [Fact]
    public void Trap04_Incremental_output_is_fresh_output()
    {
        CSharpCompilation compilation = Edit.Project;
        GeneratorDriver driver = Generate.Driver().RunGenerators(compilation, CancellationToken.None);
        foreach ((int file, string from, string to) in Edits)
        {
            compilation = compilation.Edit(file, from, to);
            driver = driver.RunGenerators(compilation, CancellationToken.None);
            SortedDictionary<string, string> fresh = Generate.Texts(Generate.Run(compilation));
            Assert.Equal(fresh, Generate.Texts(Generate.Result(driver)));
        }
    }
}
