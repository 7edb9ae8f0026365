using System;
using System.Threading.Tasks;
using RnnGen.Analyzers.Tests.Harness;
using RnnGen.CodeFixes;
using Xunit;

namespace RnnGen.Analyzers.Tests.Fixes;

public sealed class CodeFixTests
{
    private const string Body = " { [Step] Vector Next([Input(2)] Vector x, [State(2)] Vector h) => x + h; }";

    [Theory]
    [InlineData("public sealed class Cell")]
    [InlineData("/// <summary>Documented.</summary>\n[RecurrentCell] internal class Cell")]
    [InlineData("// a comment\nclass Cell")]
    public async Task Adds_partial(string header)
    {
        string source = Sources.Usings + (header.Contains("[Rec", StringComparison.Ordinal) ? "" : "[RecurrentCell]\n") + header + Body;
        string? actual = await FixRunner.FixFirst(source, new MakePartialFix());
        Assert.Equal(source.Replace("class Cell", "partial class Cell", StringComparison.Ordinal), actual);
        Assert.Empty(Compile.Analyze(Compile.From(actual!)));
    }

    [Fact]
    public async Task Adds_partial_to_the_type_around_it()
    {
        string source = Sources.Usings + "public static class Outer { [RecurrentCell] internal partial class Cell" + Body + " }";
        Assert.Equal(
            source.Replace("static class Outer", "static partial class Outer", StringComparison.Ordinal), await FixRunner.FixFirst(source, new MakePartialFix()));
    }

    [Fact]
    public async Task Adds_partial_everywhere()
    {
        string source = Sources.Usings + "[RecurrentCell] public class One" + Body + "\n[RecurrentCell] class Two" + Body + "\n[Lstm(2, 3)] sealed class Three;\n";
        string actual = await FixRunner.FixAll(source, new MakePartialFix());
        Assert.Equal(source.Replace("class ", "partial class ", StringComparison.Ordinal), actual);
    }

    [Fact]
    public async Task Offers_nothing_for_other_declaration_problems() =>
        Assert.Null(await FixRunner.FixFirst(Sources.Usings + "[RecurrentCell] public partial class Cell<T>" + Body, new MakePartialFix()));

    [Fact]
    public async Task Removes_an_unused_parameter()
    {
        string source = Sources.Step("=> Tanh(W * x + U * h + b);", "[Bias(H)] public partial Vector bo { get; }");
        string? actual = await FixRunner.FixFirst(source, new RemoveParameterFix());
        Assert.DoesNotContain("bo", actual, StringComparison.Ordinal);
        Assert.Empty(Compile.Analyze(Compile.From(actual!)));
    }

    [Fact]
    public async Task Removes_all_unused_parameters()
    {
        string source = Sources.Step("=> Tanh(W * x + U * h + b);", "[Bias(H)] public partial Vector bo { get; }\n    [Weight(H, I)] public partial Matrix Wo { get; }");
        string actual = await FixRunner.FixAll(source, new RemoveParameterFix());
        Assert.DoesNotContain("bo", actual, StringComparison.Ordinal);
        Assert.DoesNotContain("Wo", actual, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Does_not_remove_what_an_equation_mentions() => Assert.Null(await FixRunner.FixFirst(
        Sources.Step("{ var dead = Sigmoid(bo); return Tanh(W * x + U * h + b); }", "[Bias(H)] public partial Vector bo { get; }"), new RemoveParameterFix()));
}
