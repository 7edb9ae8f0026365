using System.Collections.Generic;
using RnnGen;

namespace Exercises;

/// <summary>The cell of exercise 5.</summary>
[Lstm(1, LstmCell.H, Precision = Precision.Double)]
public sealed partial class LstmCell
{
    [Dimension]
    public const int H = 2;
}

/// <summary>Exercise 5: an LSTM step with given gates.</summary>
public static class LstmUpdate
{
    public static IReadOnlyList<Answer> Solve()
    {
        RecurrentState next = FromGates(input: [0.1, 0.8], forget: [0.9, 0.2], output: [0.5, 0.5], candidate: [0.5, 0.25], c: [1, -1]);
        return [Answer.Of("c", next["c"].ToDoubleArray(), 0.95, 0)];
    }

    /// <summary>c' = f c + i g and h' = o tanh(c'), from the gates themselves.</summary>
    public static RecurrentState FromGates(double[] input, double[] forget, double[] output, double[] candidate, double[] c) => FromPreActivations(
        Gates.SigmoidInput(input), Gates.SigmoidInput(forget), Gates.SigmoidInput(output), Gates.TanhInput(candidate), c);

    /// <summary>The same from what goes into the sigmoids and into tanh.</summary>
    public static RecurrentState FromPreActivations(double[] input, double[] forget, double[] output, double[] candidate, double[] c)
    {
        var cell = new LstmCell();
        Gates.Clear(cell);
        cell.b_ii.Set(input);
        cell.b_if.Set(forget);
        cell.b_io.Set(output);
        cell.b_ig.Set(candidate);
        var before = new RecurrentState(["h", "c"], [new Tensor(1, LstmCell.H), Tensor.FromDoubles(c, 1, LstmCell.H)]);
        return cell.Forward(Sequence.From(new Tensor(1, 1, 1)), before).FinalState;
    }
}
