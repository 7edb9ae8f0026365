using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Linq;
using System.Numerics;
using RnnGen.Kernels;

namespace RnnGen;

/// <summary>One run of a model that can be fed step by step: the result, the states it starts and ends with, and the way back.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public abstract class ModelPass<T> : OfflinePass<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>A pass of a generated model.</summary>
    /// <param name="model">The model.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected ModelPass(SequenceModel<T> model)
        : base(model)
    {
    }

    /// <summary>The states after the last real step of each sequence, (B,H) each.</summary>
    public ModelState FinalState => StatesOf(behind: true, (call, layer, state) =>
    {
        Packing p = PackingOfCall(call);
        return Model.RecurrentCalls[call].FinalStates(CallMemory(call), p, layer, state);
    });

    /// <summary>dL/dh_0 of each state, (B,H). After a backward pass.</summary>
    public ModelState InitialStateGradient => StatesOf(behind: false, (call, layer, state) =>
    {
        Packing p = Back.Axis(Model.AxisOfCall(call));
        return PanelBorder.ToBatch(Model.RecurrentCalls[call].StateGradient(CallMemory(call), p, layer, state), p, Model.RecurrentCalls[call].Layers[layer].StateColumns(state), rank => rank);
    });

    /// <summary>Backpropagation from given gradients. Adds to the model's gradients.</summary>
    /// <param name="resultGradient">dL/d result, (B,T,V); zeros when null. Values at padding are not read.</param>
    /// <param name="finalStateGradient">dL/dh_T of each state; zeros when null.</param>
    /// <exception cref="ShapeMismatchException">A gradient has another shape than its value.</exception>
    [Role(Role.Backward)]
    public void Backward(Tensor? resultGradient, ModelState? finalStateGradient = null)
    {
        SetGradient(0, resultGradient, nameof(resultGradient));
        GoBack(finalStateGradient);
    }

    /// <summary>Runs the model over the inputs for training.</summary>
    /// <param name="initial">States before the first step; zeros when null.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected void Train(ModelState? initial) => Run(initial, Model.NextTrainingKey());

    /// <summary>Runs the model over the inputs without dropout.</summary>
    /// <param name="initial">States before the first step; zeros when null.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected void Infer(ModelState? initial) => Run(initial, default);

    /// <summary>The first result's rows, (rows, V).</summary>
    internal Panel<T> ResultRows => Model.Result(Ran, 0, gradient: false);

    /// <summary>Runs one more step of each sequence from the states the last run ended with.</summary>
    /// <param name="ids">One id for each sequence, (B).</param>
    internal void RunNext(int[] ids)
    {
        for (int call = 0; call < Model.RecurrentCalls.Count; call++)
        {
            RecurrentStack<T> stack = Model.RecurrentCalls[call];
            Packing p = PackingOfCall(call);
            Ran.GoOn(call, p);
            for (int layer = 0; layer < stack.Layers.Count; layer++)
            {
                for (int state = 0; state < stack.Layers[layer].StateSizes.Count; state++)
                {
                    stack.GoOn(CallMemory(call), p, layer, state, []);
                }
            }
        }

        Ran.GiveIds(0, ids, Ran.Axis(0));
        Model.RunForward(Ran);
        Refresh();
    }

    private ModelState StatesOf(bool behind, Func<int, int, int, Tensor> read)
    {
        var layers = new List<RecurrentState>();
        for (int call = 0; call < Model.RecurrentCalls.Count; call++)
        {
            RecurrentStack<T> stack = Model.RecurrentCalls[call];
            for (int layer = 0; layer < stack.Layers.Count; layer++)
            {
                IReadOnlyList<string> names = stack.Layers[layer].StateNames;
                layers.Add(new RecurrentState(names, [.. names.Select((_, state) => read(call, layer, state))], PackingOfCall(call).Batch, null, behind ? Ran.StepsAfter(call, PackingOfCall(call)) : null));
            }
        }

        return new ModelState(layers);
    }
}
