using System.Collections.Generic;
using RnnGen;

namespace Exercises;

/// <summary>A cell that only scales its state. With its ten steps written out, the generated code shows the product of ten Jacobians.</summary>
[RecurrentCell(Precision = Precision.Double, TimeSteps = 10), GradientPolicy(Clip.None, Because = "its gradient is looked at, not applied")]
public sealed partial class LinearCell
{
    [Dimension]
    public const int N = 1;

    [Weight(N, N)]
    public partial Matrix W { get; }

    [Step]
    private Vector Next([Input(N)] Vector x, [State(N)] Vector h) => W * h + x;
}

/// <summary>Exercise 3: what backpropagation through time does to a gradient, measured.</summary>
public static class GradientProduct
{
    public static IReadOnlyList<Answer> Solve() =>
        [Answer.Of("|dL/dh_0| / |dL/dh_10|", [Measure(0.8, 10).ProductScale], 0.10737418240000006)];

    /// <summary>The norms of the gradient on its way back from the last step, at which it is 1.</summary>
    /// <param name="scale">dh_t / dh_(t-1).</param>
    /// <param name="steps">Number of steps, at most 10.</param>
    public static GradientThroughTime Measure(double scale, int steps)
    {
        var cell = new LinearCell();
        cell.W.Set(new double[,] { { scale } });
        CellPass<double> pass = cell.Forward(Sequence.From(new Tensor(1, steps, LinearCell.N)));
        var atTheEnd = new RecurrentState(["h"], [Tensor.FromDoubles([1], 1, LinearCell.N)]);
        return pass.MeasureBackward(null, atTheEnd);
    }
}
