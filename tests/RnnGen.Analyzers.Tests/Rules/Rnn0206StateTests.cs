using RnnGen.Analyzers.Tests.Harness;
using Xunit;

namespace RnnGen.Analyzers.Tests.Rules;

public sealed class Rnn0206StateTests
{
    [Fact]
    public void Without_proof_it_is_silent() => FlowMarked.Verify("""
            static Sequence Run(Reader cell, Sequence x) => cell.Scan(x, cell.InitialState(x.Batch));
        """);
}
