using System.Collections.Generic;

namespace RnnGen;

/// <summary>Points of a plot, joined by lines.</summary>
/// <param name="Name">What the legend says.</param>
/// <param name="Xs">Where they are.</param>
/// <param name="Ys">How high; those that are not finite, or not positive on a logarithmic axis, are left out.</param>
internal sealed record Curve(string Name, IReadOnlyList<double> Xs, IReadOnlyList<double> Ys);
