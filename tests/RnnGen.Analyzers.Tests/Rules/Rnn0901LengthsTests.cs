using System.Linq;
using RnnGen.Analyzers.Tests.Cases;
using RnnGen.Analyzers.Tests.Harness;
using Xunit;

namespace RnnGen.Analyzers.Tests.Rules;

public sealed class Rnn0901LengthsTests
{
    private const string Evaluation = """
            var statistics = new TokenStatistics();
            foreach (SequenceBatch batch in batches)
                statistics.Add(Losses.CrossEntropy(model.Predict(batch.Inputs), batch.Targets));
            Console.WriteLine(statistics.Perplexity);
        """;

    [Fact]
    public void It_is_off_until_it_is_switched_on()
    {
        Assert.Empty(CaseCompilation.Analyze(Program("", Evaluation)));
        Assert.Equal("RNN0901", Assert.Single(On("", Evaluation)));
    }

    /// <summary>Three of these have one figure for all, three only look like it.</summary>
    [Fact]
    public void Programs()
    {
        Assert.Single(On("", Evaluation.Replace("Perplexity", "BitsPerToken", System.StringComparison.Ordinal)));
        Assert.Single(On("[Role(Role.Evaluate)]", Evaluation.Replace("Perplexity", "Mean", System.StringComparison.Ordinal)));
        Assert.Empty(On("", Evaluation + "Console.WriteLine(string.Join(\", \", LengthBuckets.Evaluate(batches, tokens => model.Predict(tokens)).Buckets));"));
        Assert.Empty(On("[FixedLength]", Evaluation));
        Assert.Empty(On("", """
            var statistics = new TokenStatistics();
            SequenceBatch only = batches.First();
            statistics.Add(Losses.CrossEntropy(model.Predict(only.Inputs), only.Targets));
            Console.WriteLine(statistics.Perplexity);
            """));
    }

    private static string[] On(string attributes, string body) =>
        [.. Compile.AnalyzeAll(CaseCompilation.From(Program(attributes, body)).WithSeverity("RNN0901", "suggestion")).Select(found => found.Id)];

    private static string Program(string attributes, string body) => new Case("", "RNN0901", "", null, body) { Attributes = attributes }.Source(bad: false, Variant.Local);
}
