using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using RnnGen.Generator.Emit;
using RnnGen.Generator.Planning;
using RnnGen.Integration.Tests.Derivatives;
using RnnGen.Integration.Tests.Harness;
using RnnGen.Kernels;
using Xunit;

namespace RnnGen.Integration.Tests.Planning;

/// <summary>How states enter a step is found in its graph; where features do not meet, the steps run inside the loop over them.</summary>
public sealed class StateEntryTests
{
    private static readonly Dictionary<string, (string Cell, StateEntry Entry)> Shipped = new()
    {
        ["MinGru"] = ("MinGru(3, 18", StateEntry.Linear),
        ["MinGruPositive"] = ("MinGru(3, 18, Positive = true", StateEntry.Linear),
        ["MinLstm"] = ("MinLstm(3, 18", StateEntry.Linear),
        ["DiagonalSsm"] = ("DiagonalSsm(3, 18", StateEntry.Linear),
        ["Lru"] = ("Lru(3, 18", StateEntry.Linear),
        ["QrnnOfOne"] = ("Qrnn(3, 18, Window = 1", StateEntry.Linear),
        ["IndRnn"] = ("IndRnn(3, 18", StateEntry.Elementwise),
        ["Sru"] = ("Sru(18, 18", StateEntry.Elementwise),
        ["MinGruClipped"] = ("MinGru(3, 18, StateClip = 1", StateEntry.Elementwise),
        ["Qrnn"] = ("Qrnn(3, 18", StateEntry.Mixing),
        ["Lstm"] = ("Lstm(3, 18", StateEntry.Mixing),
        ["Ugrnn"] = ("Ugrnn(3, 18", StateEntry.Mixing),
    };

    private const string Decay = "var a = Sigmoid(W * x + b); var n = Tanh(V * x); h = a * h + (1 - a) * n; c = Tanh(c + d * h);";

    private static readonly CellCompilation Cells = new(
    [
        Elementwise("OverTime", Decay, "Precision = Precision.Double"),
        Elementwise("Unrolled", Decay, "Precision = Precision.Double, Unroll = 2"),
    ]);

    public static TheoryData<string> Names => [.. Shipped.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_entry_of_shipped_cells_is_known(string name)
    {
        Program program = CellCompiler.Plan(SpecOf(Shipped[name].Cell), CancellationToken.None);
        StateEntry expected = Shipped[name].Entry;
        Assert.Equal(expected, program.StateEntry);
        Assert.Equal(expected != StateEntry.Mixing, program.Forward.IsElementwiseOverTime);
        Assert.Equal(expected != StateEntry.Mixing, program.Backward.IsElementwiseOverTime);
    }

    [Fact]
    public void Steps_inside_the_loop_give_the_bits_of_steps_around_it()
    {
        RecurrentCell<double> inside = Cells["OverTime"].Create(3), around = Cells["Unrolled"].Create(3);
        foreach (Problem problem in Shapes.Of(inside, 5).Append(Problem.Random(inside, 7, 9, 9, 2, 0, 9, 5)))
        {
            Close.AssertIdentical($"lengths {string.Join(" ", problem.Lengths)}", CellRunner.Run(around, problem), CellRunner.Run(inside, problem));
        }
    }

    [Fact]
    public void Gradients_through_time_are_measured_at_every_step()
    {
        RecurrentCell<double> inside = Cells["OverTime"].Create(3), around = Cells["Unrolled"].Create(3);
        var problem = Problem.Random(inside, 7, 9, 9, 2, 0, 9, 5);
        var gradient = Tensor.FromDoubles(problem.OutputGradient, problem.Batch, problem.Steps, problem.OutputSize);
        foreach (string state in inside.StateNames)
        {
            IReadOnlyList<double> Norms(RecurrentCell<double> cell) => CellRunner.Forward(cell.CreatePass(), cell, problem).MeasureBackward(gradient, state: state).Norms;
            Assert.Equal(Norms(around), Norms(inside));
        }
    }

    // What the generator reads of a class with the attribute of a shipped cell.
    private static Generator.Model.CellSpec SpecOf(string attribute)
    {
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Shipped", [CSharpSyntaxTree.ParseText($"[RnnGen.{attribute})] public sealed partial class Cell;")], CellCompilation.References, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        Generator.Model.BuiltInRequest request = Generator.Reading.BuiltInCellReader.Read(compilation.GetTypeByMetadataName("Cell")!, Generator.Reading.KnownSymbols.For(compilation), [])!;
        return Generator.Reading.EmbeddedCells.Read([.. CellCompilation.References], [request.Cell.Text], CancellationToken.None).Complete(request)!;
    }

    private static CellSource Elementwise(string name, string lines, string options) => CellSource.Of(
        name,
        $$"""
        public const int I = 3, H = 18;
        {{CellSource.Parameters("W:H,I V:H,I b:H d:H")}}
        [Step] public (Vector h, Vector c) Next([Input(I)] Vector x, [State(H)] Vector h, [State(H)] Vector c)
        {
            {{lines}}
            return (h, c);
        }
        """,
        options);
}
