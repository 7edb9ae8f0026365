using System;
using System.Collections.Generic;
using System.Linq;
using RnnGen.Generator.Ir;
using RnnGen.Generator.Model;

namespace RnnGen.Generator.Planning;

/// <summary>
/// Orders the work over positions of one place in a pass (ahead of the loop, a cluster of a step, after the loop): in each phase the kernels
/// whose operands are ready, then one fused loop per size, whose sums over positions, features and rows are taken on the way.
/// </summary>
/// <param name="name">Names of the loops begin with it.</param>
/// <param name="placeOf">Where values lie that are in memory already; null for others.</param>
/// <param name="allocate">A new place for a value of this schedule.</param>
internal sealed class PositionScheduler(Func<string> name, Func<Value, Place?> placeOf, Func<Value, Place> allocate)
{
    private readonly List<Sink> sinks = [];
    private readonly List<MatrixGradient> outers = [];
    private readonly HashSet<Value> stored = [];
    private readonly HashSet<Value> operations = [];
    private readonly Dictionary<Value, Place> places = [];
    private readonly Dictionary<Value, int> ready = [];

    /// <summary>Vectors of the step that the loops read.</summary>
    public List<Value> StepOperands { get; } = [];

    /// <summary>Values that got memory here.</summary>
    public IReadOnlyDictionary<Value, Place> Places => places;

    /// <summary>Whether the value has a kernel of its own that leaves it in memory.</summary>
    public static bool IsOperation(Value value) => value.HasPositions()
        && (value is Affine || value.Op is OpCode.SumFeatures or OpCode.SegmentSoftmax or OpCode.SegmentSoftmaxGradient);

    public void Want(Sink sink) => sinks.Add(sink);

    public void Want(MatrixGradient outer) => outers.Add(outer);

    /// <summary>The value has to be left at a place.</summary>
    public void WantStored(Value value, Place place)
    {
        places[value] = place;
        if (IsOperation(value))
        {
            operations.Add(value);
        }
        else
        {
            stored.Add(value);
        }
    }

    public List<Kernel> Run()
    {
        for (int before = -1; before != stored.Count + operations.Count;)
        {
            before = stored.Count + operations.Count;
            ready.Clear();
            CollectOperands();
            StoreWhatLoopsShare();
        }

        foreach (Value value in stored.Concat(operations).Where(v => !places.ContainsKey(v)).OrderBy(v => v.Id).ToList())
        {
            places.Add(value, allocate(value));
        }

        return BuildKernels();
    }

    private IEnumerable<Sink> AllSinks() => sinks
        .Concat(stored.OrderBy(v => v.Id).Select(v => new Sink(SinkKind.Store, v, v)))
        .Concat(operations.Where(o => o.Op == OpCode.SumFeatures).OrderBy(o => o.Id).Select(o => new Sink(SinkKind.LaneSum, o.Operands[0], o)));

    private bool IsInMemory(Value value) => placeOf(value) is not null;

    // Operations need their operands in memory, and so do numbers that count for all features.
    private void CollectOperands()
    {
        var seen = new HashSet<Value>();
        foreach (Value value in AllSinks().Select(s => s.Value).ToList())
        {
            Visit(value);
        }

        foreach (Value factor in outers.SelectMany(o => new[] { o.Left, o.Right }))
        {
            NeedRows(factor);
        }

        foreach (Value operation in operations.Where(o => o.Op != OpCode.SumFeatures).ToList())
        {
            foreach (Value operand in operation.Operands)
            {
                NeedRows(operand);
            }
        }

        void NeedRows(Value value)
        {
            if (!IsInMemory(value))
            {
                (IsOperation(value) ? operations : stored).Add(value);
            }

            Visit(value);
        }

        void Visit(Value value)
        {
            if (IsInMemory(value) || !value.HasPositions() || value.Op == OpCode.Spread || !seen.Add(value))
            {
                return;
            }

            if (IsOperation(value))
            {
                operations.Add(value);
                foreach (Value operand in value.Operands)
                {
                    if (value.Op == OpCode.SumFeatures)
                    {
                        Visit(operand);
                    }
                    else
                    {
                        NeedRows(operand);
                    }
                }

                return;
            }

            foreach (Value operand in value.Operands)
            {
                if (value.Op == OpCode.Broadcast && operand.HasPositions() && operand.Op != OpCode.Spread)
                {
                    NeedRows(operand);
                }
                else
                {
                    Visit(operand);
                }
            }
        }
    }

    private void StoreWhatLoopsShare() => stored.UnionWith(Loops()
        .SelectMany(l => l.Computed.Where(v => !OpTable.Row(v.Op).IsCheap && v.Op != OpCode.Broadcast && !stored.Contains(v)))
        .GroupBy(v => v).Where(g => g.Count() > 1).Select(g => g.Key));

    private int Ready(Value value)
    {
        if (IsInMemory(value) || !value.HasPositions() || value.Op == OpCode.Spread)
        {
            return 0;
        }

        if (!ready.TryGetValue(value, out int phase))
        {
            phase = IsOperation(value) ? PhaseOf(value)
                : value.Op == OpCode.Broadcast ? RowsReady(value.Operands[0])
                : value.Operands.Select(Ready).DefaultIfEmpty(0).Max();
            ready.Add(value, phase);
        }

        return phase;
    }

    // When whole rows of it can be read: those that a loop writes, in the phase after.
    private int RowsReady(Value value) => IsInMemory(value) || IsOperation(value) || !stored.Contains(value) ? Ready(value) : Ready(value) + 1;

    private int PhaseOf(Value operation) => operation.Op == OpCode.SumFeatures
        ? Ready(operation.Operands[0]) + 1
        : operation.Operands.Select(RowsReady).DefaultIfEmpty(0).Max();

    private List<LoopDraft> Loops() => [.. AllSinks()
        .Select(s => (Sink: s, Phase: Ready(s.Value)))
        .GroupBy(s => (s.Phase, Size: s.Sink.Value.Size!.Value))
        .OrderBy(g => g.Key.Phase).ThenBy(g => g.Key.Size)
        .Select(g => Draft(g.Key.Phase, [.. g.Select(s => s.Sink)]))];

    private LoopDraft Draft(int phase, List<Sink> loopSinks)
    {
        var computed = new List<Value>();
        var loads = new List<Value>();
        var seen = new HashSet<Value>();
        foreach (Sink sink in loopSinks)
        {
            Visit(sink.Value);
        }

        return new LoopDraft(phase, loopSinks, loads, computed);

        void Visit(Value value)
        {
            if (value.IsConstant || !seen.Add(value))
            {
                return;
            }

            bool isWrittenHere = loopSinks.Any(s => s.Kind == SinkKind.Store && s.Value == value);
            bool isLoaded = value.Op is OpCode.Spread or OpCode.Parameter or OpCode.Broadcast || IsInMemory(value) || IsOperation(value)
                || (stored.Contains(value) && !isWrittenHere && Ready(value) < phase);
            if (isLoaded)
            {
                loads.Add(value);
                return;
            }

            foreach (Value operand in value.Operands)
            {
                Visit(operand);
            }

            computed.Add(value);
        }
    }

    private List<Kernel> BuildKernels()
    {
        var kernels = new List<(int Phase, int Order, Kernel Kernel)>();
        foreach (Value operation in operations.OrderBy(o => o.Id))
        {
            kernels.AddRange(KernelsOf(operation).Select(k => (PhaseOf(operation), operation.Op == OpCode.SumFeatures ? 0 : 1, k)));
        }

        foreach (LoopDraft loop in Loops())
        {
            kernels.Add((loop.Phase, 2, Finish(loop)));
        }

        foreach (MatrixGradient outer in outers)
        {
            kernels.Add((Math.Max(RowsReady(outer.Left), RowsReady(outer.Right)), 1, new PositionOuterKernel(outer.Parameter, At(outer.Left), At(outer.Right))));
        }

        return [.. kernels.OrderBy(k => k.Phase).ThenBy(k => k.Order).Select(k => k.Kernel)];
    }

    private Place At(Value value) => places.TryGetValue(value, out Place? place) ? place : placeOf(value)!;

    private IEnumerable<Kernel> KernelsOf(Value operation)
    {
        Place target = At(operation);
        switch (operation)
        {
            case Affine sum:
                ProductStart start = sum.Biases.Count > 0 ? ProductStart.Bias : ProductStart.Zero;
                foreach (Product product in sum.Products)
                {
                    yield return new PositionProductKernel(target, start, sum.Biases.Count > 0 ? sum.Biases[0] : -1, product.Parameter, product.Transposed, At(product.Operand));
                    start = ProductStart.Add;
                }

                break;
            case { Op: OpCode.SumFeatures }:
                yield return new LaneSumKernel(operation, target);
                break;
            case { Op: OpCode.SegmentSoftmax }:
                yield return new SegmentSoftmaxKernel(operation, target, At(operation.Operands[0]));
                break;
            default:
                yield return new SegmentSoftmaxGradientKernel(operation, target, At(operation.Operands[0]), At(operation.Operands[1]));
                break;
        }
    }

    private PositionLoop Finish(LoopDraft draft) => new(
        name(),
        draft.Sinks[0].Value.Size!,
        [.. draft.Loads.Select(Load)],
        draft.Computed,
        [.. draft.Sinks.Select(s => s.Kind is SinkKind.Store or SinkKind.LaneSum ? s with { Place = At(s.Result) } : s)]);

    private PositionLoad Load(Value value)
    {
        Value source = value.Op == OpCode.Broadcast && !IsInMemory(value) ? value.Operands[0] : value;
        bool isNumber = source != value;
        switch (source.Op)
        {
            case OpCode.Spread:
                StepOperands.Add(source.Operands[0]);
                return new PositionLoad(value, isNumber ? ReadAs.StepNumber : ReadAs.Step, null, source.Operands[0]);
            case OpCode.Parameter:
                return new PositionLoad(value, isNumber ? ReadAs.ParameterNumber : ReadAs.Parameter, null, source);
            default:
                return new PositionLoad(value, isNumber ? ReadAs.Number : ReadAs.Rows, At(source), source);
        }
    }

    private sealed record LoopDraft(int Phase, List<Sink> Sinks, List<Value> Loads, List<Value> Computed);
}
