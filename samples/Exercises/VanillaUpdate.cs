using System.Collections.Generic;
using RnnGen;
using static RnnGen.Equations;

namespace Exercises;

/// <summary>The cell of exercise 1, in double precision.</summary>
[RecurrentCell(Precision = Precision.Double)]
public sealed partial class VanillaCell
{
    [Dimension]
    public const int I = 2, H = 2;

    [Weight(H, I)]
    public partial Matrix Wx { get; }

    [Weight(H, H)]
    public partial Matrix Wh { get; }

    [Bias(H)]
    public partial Vector b { get; }

    [Step]
    private Vector Next([Input(I)] Vector x, [State(H)] Vector h) => Tanh(Wx * x + Wh * h + b);
}

/// <summary>Exercise 1: one step of a generated cell with given weights.</summary>
public static class VanillaUpdate
{
    public static IReadOnlyList<Answer> Solve()
    {
        double[] h = NextState([1, -1], [0.5, 0], new double[,] { { 1, 0 }, { 0, 1 } }, new double[,] { { 0.5, 0 }, { 0, 0.5 } }, [0, 0]);
        return [Answer.Of("h", h, 0.8482836399575129, -0.7615941559557649)];
    }

    /// <summary>h' = tanh(Wx x + Wh h + b).</summary>
    public static double[] NextState(double[] x, double[] h, double[,] inputWeights, double[,] stateWeights, double[] bias)
    {
        var cell = new VanillaCell();
        cell.Wx.Set(inputWeights);
        cell.Wh.Set(stateWeights);
        cell.b.Set(bias);
        var input = Sequence.From(Tensor.FromDoubles(x, 1, 1, VanillaCell.I));
        var before = new RecurrentState(["h"], [Tensor.FromDoubles(h, 1, VanillaCell.H)]);
        return cell.Forward(input, before).FinalState["h"].ToDoubleArray();
    }
}
