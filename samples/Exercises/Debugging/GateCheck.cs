using System;
using System.Linq;
using RnnGen;
using static RnnGen.Equations;

namespace Exercises.Debugging;

/// <summary>Are the gates of the trained LSTM stuck open or closed? Its equations are evaluated on real data with its own weights.</summary>
public sealed class GateCheck
{
    public GateCheck(RecallModel model, Tokens tokens)
    {
        var cell = (RecallCell)model.Memory.Cells[0];
        Sequence x = model.Symbols.Lookup(tokens);
        Sequence h = model.Memory.Scan(x);
        Input = Statistics(x, h, (x, h) => Sigmoid(cell.W_ii * x + cell.b_ii + cell.W_hi * h + cell.b_hi));
        Forget = Statistics(x, h, (x, h) => Sigmoid(cell.W_if * x + cell.b_if + cell.W_hf * h + cell.b_hf));
        Output = Statistics(x, h, (x, h) => Sigmoid(cell.W_io * x + cell.b_io + cell.W_ho * h + cell.b_ho));
    }

    public GateStatistics Input { get; }

    public GateStatistics Forget { get; }

    public GateStatistics Output { get; }

    private static GateStatistics Statistics(Sequence inputs, Sequence states, Func<Vector, Vector, Vector> gate)
    {
        Tensor x = inputs.ToTensor();
        Tensor h = states.ToTensor();
        var values = new Tensor(inputs.Batch, inputs.Steps, states.Features);
        for (int b = 0; b < inputs.Batch; b++)
        {
            Vector before = Vector.Zeros(states.Features);
            for (int t = 0; t < inputs.Lengths[b]; t++)
            {
                Vector opening = gate(At(x, b, t), before);
                for (int unit = 0; unit < opening.Size; unit++)
                {
                    values[b, t, unit] = (float)opening[unit];
                }

                before = At(h, b, t);
            }
        }

        return GateStatistics.From(values, [.. inputs.Lengths]);
    }

    private static Vector At(Tensor values, int b, int t) =>
        Vector.From([.. Enumerable.Range(0, values.Dims[2]).Select(feature => (double)values[b, t, feature])]);
}
