using RnnGen;

namespace Exercises.Debugging;

/// <summary>How much of an error at the last step arrives at the first one?</summary>
internal static class GradientCheck
{
    /// <summary>The norm of the states' gradients, from before the first step to after the last, where dL/dh is 1 and dL/dc is 0.</summary>
    public static GradientThroughTime Measure(RecallModel model, Tokens tokens)
    {
        var cell = (RecallCell)model.Memory.Cells[0];
        CellPass<float> pass = cell.Forward(model.Symbols.Lookup(tokens));
        var zeros = new Tensor(tokens.Batch, RecallModel.H);
        GradientThroughTime norms = pass.MeasureBackward(null, new RecurrentState(["h", "c"], [zeros + 1, zeros]));
        model.Gradients.Clear();
        return norms;
    }
}
