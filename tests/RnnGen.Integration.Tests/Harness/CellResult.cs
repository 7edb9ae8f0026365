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
    /// <summary>What the cell gives besides y, (B,T,n) each.</summary>
    public double[][] MoreOutputs { get; init; } = [];

    /// <summary>dL/d of what the cell reads besides x, (B,T,n) each.</summary>
    public double[][] MoreInputs { get; init; } = [];

    /// <summary>y and what else the cell gives.</summary>
    public IEnumerable<double[]> Outputs => MoreOutputs.Prepend(Output);

    /// <summary>dL/dx and dL/d of what else the cell reads.</summary>
    public IEnumerable<double[]> Inputs => Input.Length == 0 ? MoreInputs : MoreInputs.Prepend(Input);

    /// <summary>All parts by name.</summary>
    public IEnumerable<(string Name, double[] Values)> Parts =>
    [
        ("y", Output),
        .. Final.Select((h, i) => ($"state {i} at T", h)),
        ("dL/dx", Input),
        .. Initial.Select((h, i) => ($"dL/d state {i} at 0", h)),
        .. Parameters.Select(p => ("dL/d" + p.Key, p.Value)),
        .. MoreOutputs.Select((y, i) => ($"output {i + 2}", y)),
        .. MoreInputs.Select((x, i) => ($"dL/d input {i + 2}", x)),
    ];
}
