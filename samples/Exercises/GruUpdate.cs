using System.Collections.Generic;
using RnnGen;

namespace Exercises;

/// <summary>The cell of exercise 6. Its update gate takes the candidate; PyTorch's keeps the state.</summary>
[Gru(1, GruCell.H, Blend = GruBlend.TakeCandidate, Precision = Precision.Double)]
public sealed partial class GruCell
{
    [Dimension]
    public const int H = 2;
}

/// <summary>Exercise 6: a GRU step with a given gate and candidate.</summary>
public static class GruUpdate
{
    public static IReadOnlyList<Answer> Solve() => [Answer.Of("h", NextState([0.25, 0.75], [1, -1], [0, 0.5]), 0.75, 0.125)];

    /// <summary>h' = (1 - z) h + z n.</summary>
    public static double[] NextState(double[] update, double[] h, double[] candidate)
    {
        var cell = new GruCell();
        Gates.Clear(cell);
        cell.b_iz.Set(Gates.SigmoidInput(update));
        cell.b_in.Set(Gates.TanhInput(candidate));
        var before = new RecurrentState(["h"], [Tensor.FromDoubles(h, 1, GruCell.H)]);
        return cell.Forward(Sequence.From(new Tensor(1, 1, 1)), before).FinalState["h"].ToDoubleArray();
    }
}
