using System;
using System.Linq;
using RnnGen.Kernels;

namespace RnnGen;

/// <content>Gradients of states, measured on their way back.</content>
public abstract partial class OfflinePass<T>
{
    /// <summary>
    /// The same as <see cref="Backward(LossValue)"/>, measuring the gradient of a state on its way back: the Euclidean norm over the batch of
    /// dL/dh_t, the other states of step t held fixed, for t = 0 (before the first step) to T. A cell that reads backwards counts its
    /// steps from the last real one.
    /// </summary>
    /// <param name="loss">A loss computed from a result of this pass.</param>
    /// <param name="state">Name of the state; the first one of the cell when null.</param>
    /// <param name="layer">Which cell of the recurrent layer: layer by layer, forwards before backwards.</param>
    /// <param name="call">Which recurrent layer, in the order the model runs them.</param>
    /// <exception cref="ArgumentException">There is no such call, cell or state.</exception>
    /// <exception cref="InvalidOperationException">The loss is not of this run, or Backward ran already.</exception>
    [Role(Role.Backward)]
    public GradientThroughTime MeasureBackward(LossValue loss, string? state = null, int layer = 0, int call = 0)
    {
        if (call < 0 || call >= model.RecurrentCalls.Count)
        {
            throw new ArgumentException($"The model has {model.RecurrentCalls.Count} recurrent layers; there is no layer {call}.", nameof(call));
        }

        RecurrentStack<T> stack = model.RecurrentCalls[call];
        if (layer < 0 || layer >= stack.Layers.Count)
        {
            throw new ArgumentException($"The recurrent layer has {stack.Layers.Count} cells; there is no cell {layer}.", nameof(layer));
        }

        int index = state is null ? 0 : stack.Layers[layer].StateNames.ToList().IndexOf(state);
        if (index < 0)
        {
            throw new ArgumentException($"The cell has no state '{state}'; its states are {string.Join(", ", stack.Layers[layer].StateNames)}.", nameof(state));
        }

        Packing steps = PackingOfCall(call);
        var norms = new double[steps.LongestStep + 1];
        Span<T> memory = CallMemory(call);
        bool isOutput = stack.StateIsOutput(memory, steps, layer, index);
        stack.Observe(memory, layer, t => norms[t + 1] = CarriedNorm(stack, steps, call, layer, index, t, isOutput));
        try
        {
            Backward(loss);
        }
        finally
        {
            stack.Observe(default, 0, null);
        }

        norms[0] = CarriedNorm(stack, steps, call, layer, index, -1, false);
        return new GradientThroughTime(norms);
    }

    // After step t: what the later steps send back, plus what the output of step t receives when the state is the output.
    private double CarriedNorm(RecurrentStack<T> stack, Packing steps, int call, int layer, int state, int t, bool isOutput)
    {
        Panel<T> carried = stack.CarriedGradient(CallMemory(call), steps, layer, state, t);
        int running = t < 0 ? steps.Batch : steps.RowsAt(t);
        double sum = 0;
        for (int row = 0; row < running; row++)
        {
            for (int feature = 0; feature < carried.Features; feature++)
            {
                double value = double.CreateTruncating(carried[row, feature]) + (isOutput ? stack.Observed(steps.FirstRow(t) + row, feature) : 0);
                sum += value * value;
            }
        }

        return Math.Sqrt(sum);
    }
}
