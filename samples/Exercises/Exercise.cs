using System;
using System.Collections.Generic;

namespace Exercises;

/// <summary>One exercise of the notebook.</summary>
public sealed record Exercise(int Number, string Title, string Question, Func<IReadOnlyList<Answer>> Solve)
{
    /// <summary>All ten.</summary>
    public static IReadOnlyList<Exercise> All { get; } =
    [
        new(1, "Vanilla RNN update", "One tanh update with W_xh = I, W_hh = I/2, x = (1, -1), h = (0.5, 0).", VanillaUpdate.Solve),
        new(2, "Sequence probability", "Conditional probabilities 0.8, 0.6, 0.5: how probable is the sequence?", SequenceProbabilities.Solve),
        new(3, "Gradient product", "The state is scaled by 0.8 at each of 10 steps: how much gradient comes back?", GradientProduct.Solve),
        new(4, "Gradient clipping", "Clip the gradient (6, 8) to norm 5.", Clipping.Solve),
        new(5, "LSTM cell update", "f = (0.9, 0.2), i = (0.1, 0.8), c = (1, -1), candidate (0.5, 0.25): the new c?", LstmUpdate.Solve),
        new(6, "GRU update", "z = (0.25, 0.75), h = (1, -1), candidate (0, 0.5): the new h?", GruUpdate.Solve),
        new(7, "Masked loss", "Losses 0.4, 0.6 and 0 for padding: the mean over real tokens?", MaskedLoss.Solve),
        new(8, "Task shapes", "B = 3, T = 5, V = 100: the shape of many-to-many logits?", TaskShapes.Solve),
        new(9, "Attention context", "Weights (0.2, 0.3, 0.5) over the states (1, 0), (0, 1), (1, 1): the context?", AttentionContext.Solve),
        new(10, "Debug checklist", "Four diagnostics of a recurrent network, taken from a small trained LSTM.", DebugChecklist.Solve),
    ];
}
