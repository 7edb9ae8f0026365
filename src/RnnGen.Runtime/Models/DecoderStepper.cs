using System;
using System.Linq;
using System.Numerics;
using RnnGen.Kernels;

namespace RnnGen;

/// <summary>The decoder of a model, token by token; what comes before it has run once.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
internal sealed class DecoderStepper<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly DecoderModel<T> model;
    private readonly ModelRun<T> run;
    private readonly int bos;

    private DecoderStepper(DecoderModel<T> model, ModelRun<T> run, int bos) => (this.model, this.run, this.bos) = (model, run, bos);

    /// <summary>Sequences decoded side by side.</summary>
    public int Rows => run.Batch;

    private int Target => model.Inputs.Count - 1;

    private Packing Steps => run.Axis(model.TargetAxis);

    /// <summary>Runs what comes before the decoder over the inputs given to a pass.</summary>
    public static DecoderStepper<T> Open(DecoderModel<T> model, OfflinePass<T> pass, int bos)
    {
        ModelRun<T> run = pass.Inner;
        int batch = run.BatchGiven;
        run.GiveIds(model.Inputs.Count - 1, First(batch, bos), Vectors.PackingOf(batch));
        pass.Open(default);
        pass.FillInitial(null, "initial");
        run.IsContinued = false;
        model.RunSource(run);
        return new DecoderStepper<T>(model, run, bos);
    }

    /// <summary>The same decoder with every sequence several times, before its first step.</summary>
    public DecoderStepper<T> Repeat(int times)
    {
        var wide = new ModelRun<T>(model);
        int[] of = [.. Enumerable.Range(0, Rows * times).Select(row => row / times)];
        for (int input = 0; input < Target; input++)
        {
            ModelPort port = model.Inputs[input];
            Packing own = run.PackingOf(port);
            wide.GiveIds(input, [], port.Axis < 0 ? Vectors.PackingOf(of.Length) : new Packing([.. of.Select(b => own.Lengths[b])], own.Steps));
        }

        wide.GiveIds(Target, First(of.Length, bos), Vectors.PackingOf(of.Length));
        wide.ShareAxes(model.Inputs);
        wide.Open(default);
        for (int call = 0; call < model.RecurrentCalls.Count; call++)
        {
            wide.Begin(call, null);
        }

        ForEachState(wide, (stack, memory, steps, layer, state) =>
            stack.Layers[layer].FillInitial(state, null, steps, stack.InitialStates(memory, steps, layer, state), "initial"));
        for (int i = 0; i < model.ConditionAxes.Count; i++)
        {
            var port = new ModelPort("", PortForm.Vectors, model.ConditionAxes[i], 0);
            Expand(run.PackingOf(port), model.Condition(run, i), wide.PackingOf(port), model.Condition(wide, i), of);
        }

        return new DecoderStepper<T>(model, wide, bos);
    }

    /// <summary>The logits after the token that begins a sequence.</summary>
    public Panel<T> First()
    {
        run.IsContinued = false;
        model.RunTarget(run);
        run.IsContinued = true;
        run.KeepMemories();
        return model.Result(run, 0, gradient: false);
    }

    /// <summary>The logits after one more token of each sequence.</summary>
    /// <param name="tokens">One id for each.</param>
    public Panel<T> Next(int[] tokens) => Next(tokens, [.. Enumerable.Range(0, Rows)]);

    /// <summary>The same, where each sequence goes on from the states of another one.</summary>
    /// <param name="tokens">One id for each.</param>
    /// <param name="from">Whose states to go on from.</param>
    public Panel<T> Next(int[] tokens, int[] from)
    {
        ForEachState(run, (stack, memory, steps, layer, state) => stack.GoOn(memory, steps, layer, state, from));
        for (int call = 0; call < model.RecurrentCalls.Count; call++)
        {
            if (model.AxisOfCall(call) == model.TargetAxis)
            {
                run.GoOn(call, Steps);
            }
        }

        run.GiveIds(Target, tokens, Steps);
        model.RunTarget(run);
        return model.Result(run, 0, gradient: false);
    }

    private delegate void StateAction(RecurrentStack<T> stack, Span<T> memory, Packing steps, int layer, int state);

    private void ForEachState(ModelRun<T> of, StateAction action)
    {
        for (int call = 0; call < model.RecurrentCalls.Count; call++)
        {
            if (model.AxisOfCall(call) != model.TargetAxis)
            {
                continue;
            }

            RecurrentStack<T> stack = model.RecurrentCalls[call];
            Packing p = of.Axis(model.TargetAxis);
            for (int layer = 0; layer < stack.Layers.Count; layer++)
            {
                for (int state = 0; state < stack.Layers[layer].StateSizes.Count; state++)
                {
                    action(stack, model.RecurrentMemory(of, call), p, layer, state);
                }
            }
        }
    }

    private static int[] First(int batch, int bos)
    {
        var ids = new int[batch];
        Array.Fill(ids, bos);
        return ids;
    }

    // Row (sequence, step) of one packing to all rows of the other that repeat it.
    private static void Expand(Packing narrow, Panel<T> values, Packing wide, Panel<T> copies, int[] of)
    {
        int[] ranks = Ranks(narrow), wideRanks = Ranks(wide);
        copies.Clear();
        for (int row = 0; row < of.Length; row++)
        {
            for (int t = 0; t < narrow.Lengths[of[row]]; t++)
            {
                PanelBorder.Copy(values.Rows(narrow.FirstRow(t) + ranks[of[row]], 1), copies.Rows(wide.FirstRow(t) + wideRanks[row], 1));
            }
        }
    }

    private static int[] Ranks(Packing packing)
    {
        var ranks = new int[packing.Batch];
        for (int rank = 0; rank < ranks.Length; rank++)
        {
            ranks[packing.Order[rank]] = rank;
        }

        return ranks;
    }
}
