using System.Collections.Generic;
using System.Linq;
using System.Threading;
using RnnGen.Generator.Emit;
using RnnGen.Generator.Planning;
using RnnGen.Integration.Tests.Harness;
using RnnGen.Kernels;
using Xunit;

namespace RnnGen.Integration.Tests.Planning;

/// <summary>The textbook forms over one large weight are planned like the forms over a weight for each gate and operand.</summary>
public sealed class SplitPlanTests
{
    private const string Gates = "var i = Sigmoid(a{0}); var f = Sigmoid(a{1}); var g = Tanh(a{2}); var o = Sigmoid(a{3}); c = f * c + i * g; return (o * Tanh(c), c);";

    private static readonly CellCompilation Cells = new(
    [
        Lstm("Apart", "Wi:H,I Wf:H,I Wg:H,I Wo:H,I Ui:H,H Uf:H,H Ug:H,H Uo:H,H bi:H bf:H bg:H bo:H",
            "var ai = Wi * x + Ui * h + bi; var af = Wf * x + Uf * h + bf; var ag = Wg * x + Ug * h + bg; var ao = Wo * x + Uo * h + bo;",
            string.Format(Gates, "i", "f", "g", "o")),
        Lstm("Joined", "W:4*H,I+H b:4*H", "var a = W * Concat(x, h) + b;", string.Format(Gates, "[..H]", "[H..(2 * H)]", "[(2 * H)..(3 * H)]", "[(3 * H)..]")),
        Lstm("Sliced", "W:4*H,I U:4*H,H b:4*H", "var a = W * x + U * h + b;", string.Format(Gates, "[..H]", "[H..(2 * H)]", "[(2 * H)..(3 * H)]", "[(3 * H)..]")),
        CellSource.Of("Vanilla", Members("W:H,I U:H,H b:H", "=> Tanh(W * x + U * h + b);")),
        CellSource.Of("ConcatVanilla", Members("W:H,I+H b:H", "=> Tanh(W * Concat(x, h) + b);")),
    ]);

    [Theory]
    [InlineData("Vanilla", "ConcatVanilla")]
    [InlineData("Apart", "Joined")]
    [InlineData("Apart", "Sliced")]
    public void The_same_kernels_run_in_the_same_places(string apart, string joined)
    {
        Program expected = Plan(apart), actual = Plan(joined);
        Assert.Equal(Kernels(expected.Forward), Kernels(actual.Forward));
        Assert.Equal(Kernels(expected.Backward), Kernels(actual.Backward));
        Assert.DoesNotContain(Kernels(actual.Forward), kernel => kernel.Contains("RowKernel", System.StringComparison.Ordinal));
    }

    [Fact]
    public void The_author_sees_one_parameter()
    {
        RecurrentCell<double> cell = Cells["Joined"].Create(1);
        Assert.Equal(["W", "b"], cell.Parameters.Select(p => p.Name));
        Assert.Equal([24, 11], cell.Parameters["W"].Dims);
        Assert.Equal([24], cell.Parameters["b"].Dims);
    }

    private static Program Plan(string name) => CellCompiler.Plan(Cells[name].Spec, CancellationToken.None);

    private static IEnumerable<string> Kernels(Pass pass) => pass.Before.Select(k => "before " + Text(k))
        .Concat(pass.Loop.Select(k => "loop " + Text(k))).Concat(pass.After.Select(k => "after " + Text(k)));

    private static string Text(Kernel kernel) => kernel switch
    {
        ProductKernel p => $"product of {p.Weights.Count} ({p.Weights.Group.Rows.Value}, {p.Weights.Group.Depth.Value}) into {p.Slots} slots from {p.Target.Slot}, {p.Start}, of {p.Operand.Buffer.Size.Value} {p.Operand.View}",
        OuterKernel o => $"outer of {o.Weights.Count} ({o.Weights.Group.Rows.Value}, {o.Weights.Group.Depth.Value})",
        ElementwiseKernel e => $"loop over {e.Size.Value}: {e.Loads.Count} loads, {e.Stores.Count} stores",
        _ => kernel.GetType().Name,
    };

    private static CellSource Lstm(string name, string parameters, params string[] lines) => CellSource.Of(
        name, Members(parameters, "{ " + string.Join(' ', lines) + " }", "(Vector h, Vector c)", ", [State(H)] Vector c"));

    private static string Members(string parameters, string body, string returned = "Vector", string states = "") => $$"""
        public const int I = 5, H = 6;
        {{CellSource.Parameters(parameters)}}
        [Step] public {{returned}} Next([Input(I)] Vector x, [State(H)] Vector h{{states}})
        {{body}}
        """;
}
