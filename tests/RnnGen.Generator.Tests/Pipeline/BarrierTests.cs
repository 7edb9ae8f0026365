using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using RnnGen.Generator.Tests.Harness;
using Xunit;

namespace RnnGen.Generator.Tests.Pipeline;

/// <summary>What crosses the equality barrier: facts, equal when they are the same, free of the compiler.</summary>
public sealed class BarrierTests
{
    public static TheoryData<string> Barrier =>
        [Steps.Cells, Steps.Models, Steps.BuiltInEquations, Steps.BuiltInCells, Steps.CellCode, Steps.ModelCode, Steps.BuiltInCode];

    [Theory]
    [MemberData(nameof(Barrier))]
    public void Trap01_Nothing_of_the_compiler_is_reachable(string step) =>
        Assert.All(Values(Generate.Run(Edit.Project), step), ObjectGraph.AssertFreeOfRoslyn);

    [Theory]
    [MemberData(nameof(Barrier))]
    public void Trap01_Two_readings_are_equal_and_hash_alike(string step)
    {
        object[] one = [.. Values(Generate.Run(Edit.Project), step)], two = [.. Values(Generate.Run(Edit.Project.Edit(Edit.Cell, "using RnnGen;", "// Hi\nusing RnnGen;")), step)];
        Assert.NotEmpty(one);
        Assert.Equal(one, two);
        Assert.Equal(one.Select(value => value.GetHashCode()), two.Select(value => value.GetHashCode()));
        Assert.All(one.Zip(two), pair => Assert.NotSame(pair.First, pair.Second));
    }

    private static IEnumerable<object> Values(GeneratorRunResult result, string step) =>
        result.TrackedSteps[step].SelectMany(run => run.Outputs).Select(output => output.Value);
}
