using System;
using System.Collections.Generic;
using System.IO;
using PublishedResults;
using Xunit;

namespace RnnGen.Samples.Tests.PublishedResults;

/// <summary>
/// The published results, trained anew. They take a minute, so no ordinary run includes them: run the test program with
/// <c>-explicit only</c>.
/// </summary>
public sealed class NightlyTests
{
    [Fact(Explicit = true)]
    public void Embedded_Reber_grammar() => Check(EmbeddedReber.Run);

    [Fact(Explicit = true)]
    public void Adding_problem() => Check(AddingProblem.Run);

    [Fact(Explicit = true)]
    public void Temporal_order() => Check(TemporalOrder.Run);

    [Fact(Explicit = true)]
    public void Copy_memory() => Check(CopyMemory.Run);

    private static void Check(Func<TextWriter, IReadOnlyList<Outcome>> run) => Assert.All(run(TextWriter.Null), outcome => Assert.True(outcome.Reached, outcome.ToString()));
}
