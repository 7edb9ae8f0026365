using RnnGen.Analyzers.Tests.Harness;
using Xunit;

namespace RnnGen.Analyzers.Tests.Rules;

/// <summary>Errors that would make generated code wrong stay errors, whatever an .editorconfig says.</summary>
public sealed class NotConfigurableTests
{
    public static TheoryData<string, string> Mistakes => new()
    {
        { "RNN0210", Sources.Step("=> Tanh(W * h + U * h + b);") },
        { "RNN0220", Sources.Step("{ while (true) h = Tanh(h); }") },
        { "RNN0221", Sources.Usings + "[RecurrentCell] public class Cell { }" },
        { "RNN0222", Sources.Cell("[Step] Vector Next([Input(I)] Vector x, [State(H)] Vector h, [State(H)] Vector c) => W * x + U * h + b;") },
        { "RNN0223", Sources.LineModel.Replace("=> Next.Apply(", "=> null ?? Next.Apply(", System.StringComparison.Ordinal) },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Editorconfig_does_not_silence_it(string id, string source) =>
        Assert.Equal(id, Assert.Single(Compile.Analyze(Compile.From(source).WithSeverity(id, "none"))).Id);

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Pragma_does_not_silence_it(string id, string source) =>
        Assert.Equal(id, Assert.Single(Compile.Analyze(Compile.From("#pragma warning disable " + id + "\n" + source))).Id);
}
