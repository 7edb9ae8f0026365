using System.Collections.Generic;
using System.Linq;

namespace RnnGen.Integration.Tests.Harness;

/// <summary>Everything a run of a cell over a <see cref="Problem"/> gives, row-major, in double.</summary>
/// <param name="Output">y, (B,T,O), 0 at padding.</param>
/// <param name="Final">h_T of each state, (B,H).</param>
/// <param name="Input">dL/dx, (B,T,I).</param>
/// <param name="Initial">dL/dh_0 of each state, (B,H).</param>
/// <param name="Parameters">dL/dW by parameter.</param>
internal sealed record CellResult(
    double[] Output, double[][] Final, double[] Input, double[][] Initial, IReadOnlyDictionary<string, double[]> Parameters)
{
    /// <summary>All parts by name.</summary>
    public IEnumerable<(string Name, double[] Values)> Parts =>
    [
        ("y", Output),
        .. Final.Select((h, i) => ($"state {i} at T", h)),
        ("dL/dx", Input),
        .. Initial.Select((h, i) => ($"dL/d state {i} at 0", h)),
        .. Parameters.Select(p => ("dL/d" + p.Key, p.Value)),
    ];
}
