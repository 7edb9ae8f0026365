using System.Collections.Generic;
using System.Linq;
using RnnGen.Generator.Model;

namespace RnnGen.Generator.Planning;

/// <summary>The way back through one operation.</summary>
/// <param name="Op">Which operation.</param>
/// <param name="Clear">Whether nothing has written the gradient of its result before: it is cleared first.</param>
/// <param name="Adds">For each operand, whether its gradient holds something already, to which this one is added.</param>
internal sealed record BackwardStep(int Op, bool Clear, IReadOnlyList<bool> Adds);

/// <summary>Memory for a gradient on its way to a sum, where the layer that makes it can only write.</summary>
/// <param name="Axis">Time axis.</param>
/// <param name="Size">Features.</param>
/// <param name="Input">Which input of the layer.</param>
internal sealed record Scratch(int Axis, int Size, int Input);

/// <summary>
/// A forward method, planned: in which order gradients come in, which write and which add, and which layers keep states. A value used
/// several times gets the sum of the gradients of its uses.
/// </summary>
internal sealed class ModelPlan
{
    private readonly List<BackwardStep> backward = [];
    private readonly List<Scratch> scratches = [];
    private readonly List<int> unused = [];

    public ModelPlan(ForwardSpec forward)
    {
        Forward = forward;
        RecurrentOps = [.. Enumerable.Range(0, forward.Ops.Count).Where(op => forward.Ops[op].Code == ForwardCode.Scan)];
        MaskedOps = [.. Enumerable.Range(0, forward.Ops.Count).Where(op => forward.Ops[op].Code is ForwardCode.Scan or ForwardCode.Dropout)];
        var written = new bool[forward.Parameters.Count + forward.Ops.Count];
        foreach (ForwardResult result in forward.Results)
            written[result.Value] = true;
        for (int op = forward.Ops.Count - 1; op >= 0; op--)
            backward.Add(StepOf(op, written));
        unused.AddRange(Enumerable.Range(0, forward.Parameters.Count).Where(value => !written[value] && !forward.IsTokens(value)));
    }

    public ForwardSpec Forward { get; }

    /// <summary>The scans, in order: the calls whose states a pass knows.</summary>
    public IReadOnlyList<int> RecurrentOps { get; }

    /// <summary>The operations that drop elements, in order: each has a key of its own.</summary>
    public IReadOnlyList<int> MaskedOps { get; }

    /// <summary>The operations from the last to the first.</summary>
    public IReadOnlyList<BackwardStep> Backward => backward;

    /// <summary>Memory for gradients that are added to others.</summary>
    public IReadOnlyList<Scratch> Scratches => scratches;

    /// <summary>Inputs of vectors that no result depends on: their gradient is 0.</summary>
    public IReadOnlyList<int> UnusedInputs => unused;

    private BackwardStep StepOf(int index, bool[] written)
    {
        ForwardOp op = Forward.Ops[index];
        bool clear = !written[Forward.ValueOf(index)];
        var adds = new bool[op.Operands.Count];
        for (int i = 0; i < adds.Length; i++)
        {
            int operand = op.Operands[i];

            // The gradient of a final state goes into the states of its scan, not into the outputs.
            if (op.Code == ForwardCode.Final)
                continue;
            adds[i] = written[operand];
            written[operand] = true;
            if (op.Code == ForwardCode.Scan && i < op.Inputs && adds[i] && !scratches.Contains(ScratchOf(op, i)))
                scratches.Add(ScratchOf(op, i));
        }

        return new BackwardStep(index, clear, adds);
    }

    /// <summary>Where a scan leaves the gradient of an input when that is to be added to others.</summary>
    public Scratch ScratchOf(ForwardOp scan, int input) => new(scan.Axis, Forward.SizeOf(scan.Operands[input])!.Value, input);
}
