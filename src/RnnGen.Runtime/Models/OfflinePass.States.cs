using System;
using RnnGen.Kernels;

namespace RnnGen;

/// <content>The states a run begins with and the gradients of those it ends with. No lambda here: a training step allocates nothing.</content>
public abstract partial class OfflinePass<T>
{
    /// <summary>Fills the states that all recurrent calls start from; those that begin are zeros, or what their cell has learned.</summary>
    internal void FillInitial(ModelState? given, string argument)
    {
        begun = given;
        int index = 0;
        for (int call = 0; call < model.RecurrentCalls.Count; call++)
        {
            RecurrentStack<T> stack = model.RecurrentCalls[call];
            Packing p = PackingOfCall(call);
            for (int layer = 0; layer < stack.Layers.Count; layer++, index++)
            {
                RecurrentState? states = StatesOf(given, index, argument);
                if (layer == 0)
                {
                    run.Begin(call, states?.StepsBehind);
                }

                for (int state = 0; state < stack.Layers[layer].StateSizes.Count; state++)
                {
                    Panel<T> rows = stack.InitialStates(CallMemory(call), p, layer, state);
                    stack.Layers[layer].FillInitial(state, states, p, rows, argument);
                }
            }
        }
    }

    private void FillFinalGradients(ModelState? given, string argument)
    {
        int index = 0;
        for (int call = 0; call < model.RecurrentCalls.Count; call++)
        {
            RecurrentStack<T> stack = model.RecurrentCalls[call];
            Packing p = PackingOfCall(call);
            for (int layer = 0; layer < stack.Layers.Count; layer++, index++)
            {
                RecurrentState? gradients = StatesOf(given, index, argument);
                for (int state = 0; state < stack.Layers[layer].StateSizes.Count; state++)
                {
                    Panel<T> rows = stack.StateGradient(CallMemory(call), p, layer, state);
                    PanelBorder.FromBatch(gradients?.Values[state], p, rows, stack.Layers[layer].StateColumns(state), argument);
                }
            }
        }
    }

    // States that the forward method gives have their gradient already.
    private void AddInitialGradients()
    {
        int index = 0;
        for (int call = 0; call < model.RecurrentCalls.Count; call++)
        {
            RecurrentStack<T> stack = model.RecurrentCalls[call];
            Packing p = PackingOfCall(call);
            int given = model.StatesGiven(call), position = 0;
            for (int layer = 0; layer < stack.Layers.Count; layer++, index++)
            {
                for (int state = 0; state < stack.Layers[layer].StateSizes.Count; state++, position++)
                {
                    if (position >= given)
                    {
                        stack.Layers[layer].AddInitialGradient(state, begun?.Layers[index], p, stack.StateGradient(CallMemory(call), p, layer, state));
                    }
                }
            }
        }
    }

    private static RecurrentState? StatesOf(ModelState? given, int cell, string argument) => given is null || cell < given.Layers.Count
        ? given?.Layers[cell]
        : throw new ArgumentException($"{argument} has states of {given.Layers.Count} cells, but the model has more.", argument);
}
