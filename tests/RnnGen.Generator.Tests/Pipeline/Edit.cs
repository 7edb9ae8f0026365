using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using RnnGen.Generator.Tests.Harness;
using Xunit;

namespace RnnGen.Generator.Tests.Pipeline;

/// <summary>One edit of a project that has one of everything, and what the generator did because of it.</summary>
internal static class Edit
{
    public const int Cell = 0, Constants = 1, BuiltIn = 2, Model = 3;

    private const string Leak = """
        namespace Samples;

        public static class Constants
        {
            public const double Leak = 0.5;

            public static int Count() => 1;
        }
        """;

    private static readonly string LeakyCell = Sources.MinimalGatedUnit.Replace("(1 - f) * h", "Constants.Leak * (1 - f) * h", System.StringComparison.Ordinal);

    public static CSharpCompilation Project { get; } = Compile.From(LeakyCell, Leak, Sources.Lstm, Sources.LineModel);

    /// <summary>What a driver that has seen the project does with the edited one.</summary>
    public static GeneratorRunResult Run(CSharpCompilation after) => Generate.Result(Generate.Driver()
        .RunGenerators(Project, CancellationToken.None)
        .RunGenerators(after, CancellationToken.None));

    /// <summary>Asserts why each run of a step has the result it has.</summary>
    public static void AssertStep(GeneratorRunResult result, string step, IncrementalStepRunReason expected)
    {
        IncrementalStepRunReason[] reasons = [.. Reasons(result, step)];
        Assert.NotEmpty(reasons);
        Assert.All(reasons, reason => Assert.True(reason == expected, step + " is " + reason + ", not " + expected));
    }

    public static IEnumerable<IncrementalStepRunReason> Reasons(GeneratorRunResult result, string step) =>
        result.TrackedSteps[step].SelectMany(run => run.Outputs).Select(output => output.Reason);
}
