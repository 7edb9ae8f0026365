using System.Collections.Generic;
using System.Linq;
using RnnGen.Integration.Tests.Harness;

namespace RnnGen.Integration.Tests.Attending;

/// <summary>What a run over memories gives.</summary>
/// <param name="Steps">Everything a cell without memory gives.</param>
/// <param name="Memory">dL/d memory, (B,S,K).</param>
internal sealed record AttentionResults(CellResult Steps, double[] Memory)
{
    public IEnumerable<(string Name, double[] Values)> Parts => Steps.Parts.Append(("dL/d memory", Memory));

    public static void Check(string what, AttentionResults expected, AttentionResults actual, double tolerance)
    {
        Close.Check(what, expected.Steps, actual.Steps, tolerance);
        Close.Check(what + ": dL/d memory", expected.Memory, actual.Memory, tolerance);
    }
}
