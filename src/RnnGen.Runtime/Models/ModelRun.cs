using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Linq;
using System.Numerics;

namespace RnnGen.Kernels;

/// <summary>One run of a model: its inputs, their time axes and the memory all values lie in. Generated code reads everything from here.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ModelRun<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly OfflineModel<T> model;
    private readonly Workspace<T> memory = new();
    private readonly int[][] ids;
    private readonly Packing?[] packings;
    private readonly Packing[] axes;
    private readonly Dictionary<int, Packing> singles = [];
    private readonly AttendedMemory<T>?[] memories;
    private readonly int[][] behind;
    private int length;

    internal ModelRun(OfflineModel<T> model)
    {
        this.model = model;
        ids = new int[model.Inputs.Count][];
        packings = new Packing?[model.Inputs.Count];
        memories = new AttendedMemory<T>?[model.RecurrentCalls.Count];
        behind = [.. model.RecurrentCalls.Select(_ => Array.Empty<int>())];
        axes = new Packing[model.Inputs.Max(input => input.Axis) + 1];
    }

    /// <summary>Sequences, B.</summary>
    public int Batch { get; private set; }

    /// <summary>What is dropped, if this is training.</summary>
    public DropoutKey Dropout { get; internal set; }

    /// <summary>Whether the scans of a decoder go on from the states their memory holds, instead of those given in the forward method.</summary>
    public bool IsContinued { get; internal set; }

    /// <summary>Sequences of the inputs given so far.</summary>
    internal int BatchGiven => packings[0]!.Batch;

    /// <summary>Where the model's values lie.</summary>
    public Span<T> Workspace => memory.Of(length)[InputLength..];

    /// <summary>The real steps along a time axis.</summary>
    /// <param name="axis">Which axis.</param>
    public Packing Axis(int axis) => axes[axis];

    /// <summary>Token ids (B,T), row-major.</summary>
    /// <param name="input">Which input.</param>
    public ReadOnlySpan<int> Ids(int input) => ids[input];

    /// <summary>An input of vectors, packed.</summary>
    /// <param name="input">Which input.</param>
    public Panel<T> Input(int input) => Place(input, gradient: false);

    /// <summary>Receives the gradient of an input of vectors.</summary>
    /// <param name="input">Which input.</param>
    public Panel<T> InputGradient(int input) => Place(input, gradient: true);

    /// <summary>The memory that a recurrent call attends over, filled unless a decoder goes on over the same one.</summary>
    /// <param name="call">Which recurrent call.</param>
    /// <param name="steps">The steps that read it.</param>
    /// <param name="source">The memory's own packing.</param>
    /// <param name="values">(rows, K).</param>
    public AttendedMemory<T> Attend(int call, Packing steps, Packing source, Panel<T> values)
    {
        AttendedMemory<T> memory = memories[call] ??= new AttendedMemory<T>(model.RecurrentCalls[call].Layers[0], model.RecurrentCalls[call].Checkpoint);
        if (!IsContinued)
        {
            memory.Fill(steps, source, values);
        }

        return memory;
    }

    /// <summary>Steps that each sequence, in batch order, has behind it when a recurrent call begins: its step index goes on from there.</summary>
    /// <param name="call">Which recurrent call.</param>
    public ReadOnlySpan<int> StepsBehind(int call) => behind[call].AsSpan(0, Math.Min(Batch, behind[call].Length));

    /// <summary>The call begins with states that have steps behind them; null: with none.</summary>
    internal void Begin(int call, int[]? stepsBehind)
    {
        if (behind[call].Length < Batch)
        {
            behind[call] = new int[Batch];
        }

        for (int b = 0; b < Batch; b++)
        {
            behind[call][b] = stepsBehind?[b] ?? 0;
        }
    }

    /// <summary>The call goes on from the states its last run ended with.</summary>
    internal void GoOn(int call, Packing steps)
    {
        for (int b = 0; b < Batch; b++)
        {
            behind[call][b] += steps.Lengths[b];
        }
    }

    /// <summary>Steps that each sequence has behind it when a recurrent call has run.</summary>
    internal int[] StepsAfter(int call, Packing steps)
    {
        int[] after = steps.Lengths.ToArray();
        for (int b = 0; b < after.Length; b++)
        {
            after[b] += behind[call][b];
        }

        return after;
    }

    /// <summary>The memory that a recurrent call attended over.</summary>
    /// <param name="call">Which recurrent call.</param>
    public AttendedMemory<T> Attended(int call) => memories[call]!;

    /// <summary>After a forward pass: scores have no gradient yet.</summary>
    internal void ClearScores()
    {
        for (int call = 0; call < memories.Length; call++)
        {
            for (int i = 0; memories[call] is { } memory && i < model.RecurrentCalls[call].Layers[0].ScoresNames.Count; i++)
            {
                memory.Scores(i, gradient: true).Clear();
            }
        }
    }

    /// <summary>Before the further steps of a decoder: what its equations make of the memories alone stays as it is.</summary>
    internal void KeepMemories()
    {
        foreach (AttendedMemory<T>? memory in memories)
        {
            if (memory is not null)
            {
                memory.IsPrepared = true;
            }
        }
    }

    internal Packing PackingOf(ModelPort port) => port.Axis < 0 ? Single(Batch) : axes[port.Axis];

    private int InputLength
    {
        get
        {
            int total = 0;
            for (int i = 0; i < packings.Length; i++)
            {
                total = checked(total + (2 * LengthOf(i)));
            }

            return total;
        }
    }

    internal void Give(int input, Tokens value)
    {
        ArgumentNullException.ThrowIfNull(value, model.Inputs[input].Name);
        GiveIds(input, value.IdArray, value.Packing);
    }

    internal void GiveIds(int input, int[] values, Packing packing)
    {
        ids[input] = values;
        packings[input] = packing;
    }

    internal void Give(int input, Sequence value)
    {
        ModelPort port = model.Inputs[input];
        ArgumentNullException.ThrowIfNull(value, port.Name);
        if (value.Features != port.Size)
        {
            throw new ShapeMismatchException(port.Name, $"(B, T, {port.Size})", $"(B={value.Batch}, T={value.Steps}, {value.Features})");
        }

        packings[input] = value.Packing;
    }

    internal void Give(int input, Vectors value)
    {
        ModelPort port = model.Inputs[input];
        ArgumentNullException.ThrowIfNull(value, port.Name);
        if (value.Features != port.Size)
        {
            throw new ShapeMismatchException(port.Name, $"(B, {port.Size})", $"(B={value.Batch}, {value.Features})");
        }

        packings[input] = value.Rows.Packing;
    }

    /// <summary>Inputs along one axis get one packing, so that they are known to have the same lengths.</summary>
    internal void ShareAxes(IReadOnlyList<ModelPort> ports)
    {
        for (int i = 0; i < packings.Length; i++)
        {
            int first = ports.TakeWhile(port => port.Axis != ports[i].Axis).Count();
            packings[i] = packings[first];
        }
    }

    /// <summary>All inputs are given: checks that they belong together and makes room.</summary>
    internal void Open(DropoutKey dropout)
    {
        Batch = packings[0]!.Batch;
        Array.Clear(axes);
        for (int i = 0; i < packings.Length; i++)
        {
            ModelPort port = model.Inputs[i];
            Packing packing = packings[i]!;
            if (packing.Batch != Batch)
            {
                throw new ShapeMismatchException(port.Name, $"B={Batch} sequences as {model.Inputs[0].Name}", $"{packing.Batch}");
            }

            if (port.Axis >= 0)
            {
                axes[port.Axis] ??= packing;
                if (!axes[port.Axis].IsSameAs(packing))
                {
                    throw new ShapeMismatchException(
                        port.Name, $"real steps as the other input along its time axis, lengths {string.Join(", ", axes[port.Axis].Lengths.ToArray())}", string.Join(", ", packing.Lengths.ToArray()));
                }
            }
        }

        Dropout = dropout;
        IsContinued = false;
        length = checked(InputLength + model.WorkspaceLength(this));
    }

    // One row for each sequence, in batch order; kept, so that a steady state allocates nothing.
    private Packing Single(int batch)
    {
        if (!singles.TryGetValue(batch, out Packing? packing))
        {
            packing = Vectors.PackingOf(batch);
            singles.Add(batch, packing);
        }

        return packing;
    }

    private int LengthOf(int input) => model.Inputs[input].Size == 0 ? 0 : Panel<T>.Length(model.Inputs[input].Size, 1, packings[input]!.Rows);

    private Panel<T> Place(int input, bool gradient)
    {
        int start = 0;
        for (int i = 0; i < input; i++)
        {
            start += 2 * LengthOf(i);
        }

        return new Panel<T>(memory.Of(length).Slice(start + (gradient ? LengthOf(input) : 0), LengthOf(input)), model.Inputs[input].Size, 1, packings[input]!.Rows);
    }
}
