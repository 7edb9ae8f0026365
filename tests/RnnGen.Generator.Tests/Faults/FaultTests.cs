using System;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using RnnGen.Generator.Emit;
using RnnGen.Generator.Model;
using RnnGen.Generator.Tests.Harness;
using RnnGen.Generator.Tests.Operations;
using Xunit;

namespace RnnGen.Generator.Tests.Faults;

/// <summary>A defect of the compiler costs one cell its equations and nothing else.</summary>
public sealed class FaultTests
{
    // No reader makes this: an operand that refers to a line that does not exist.
    private static CellSpec Broken
    {
        get
        {
            var step = new StepBuilder();
            int next = step.Apply(OpCode.Add, step.State, 99);
            return step.Cell(next, next);
        }
    }

    [Fact]
    public void Trap13_A_cell_that_breaks_the_compiler_keeps_its_surface()
    {
        Assert.ThrowsAny<Exception>(() => CellCompiler.Plan(Broken, CancellationToken.None));
        Assert.NotNull(CellCompiler.FailureOrNull(Broken, CancellationToken.None));
        string text = CellCompiler.Compile(Broken, CancellationToken.None).Text;
        Assert.Contains("RecurrentCell<float>", text, StringComparison.Ordinal);
        Assert.Contains("MatrixAt(0)", text, StringComparison.Ordinal);
        Assert.Contains("throw new global::System.InvalidOperationException", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Passes", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Trap14_Cancellation_passes_through()
    {
        var step = new StepBuilder();
        int next = step.Apply(OpCode.Tanh, step.State);
        CellSpec cell = step.Cell(next, next);
        var cancelled = new CancellationToken(canceled: true);
        Assert.ThrowsAny<OperationCanceledException>(() => CellCompiler.Compile(cell, cancelled));
        Assert.ThrowsAny<OperationCanceledException>(() => CellCompiler.FailureOrNull(cell, cancelled));
        Assert.ThrowsAny<OperationCanceledException>(() => Generate.Driver().RunGenerators(Compile.From(Sources.VanillaRnn), cancelled));
    }

    [Fact]
    public void Trap10_Unreadable_cells_leave_the_others_alone()
    {
        string[] files = [Sources.VanillaRnn, Sources.Step("{ while (true) { } }"), Sources.Lstm];
        GeneratorRunResult result = Generate.Run(files);
        Assert.Equal(3, result.GeneratedSources.Length);
        Assert.Equal(
            Generate.Texts(Generate.Run(Sources.VanillaRnn)).Single(),
            Generate.Texts(result).Single(pair => pair.Key == "Samples.VanillaRnn.g.cs"));
    }

    [Theory]
    [InlineData("{ while (true) { } }")]
    [InlineData("{ return x[0] * h; }")]
    [InlineData("{ if (W.Rows > 2) return h; return h; }")]
    [InlineData("=> U * x + b;")]
    public void Trap10_Callers_of_an_unreadable_cell_compile(string body) => Generate.AssertCompiles(
        Sources.Step(body), "class Caller { object Call() => new Cell(seed: 1).W.Rows + new Cell().OutputSize; }");
}
