using System.Collections.Generic;
using System.Linq;
using RnnGen.Generator.Ir;
using RnnGen.Generator.Model;

namespace RnnGen.Generator.Planning;

/// <summary>
/// Orders the work of a pass. Inside a stage products and elementwise loops alternate: phase p takes the products whose operands are
/// ready, then one fused loop per size computes all that those products made possible.
/// </summary>
/// <param name="classifier">Stages of the pass.</param>
/// <param name="sums">The sums of products of the pass.</param>
/// <param name="rowOperations">The row operations of the pass.</param>
/// <param name="wanted">Elementwise values that must end in memory.</param>
/// <param name="inMemory">Values that an earlier pass has left in memory.</param>
/// <param name="late">Wanted values whose memory is read by the whole step, so that they are written last.</param>
/// <param name="oneRow">Whether all values have one row, so that parameters can be read where they lie.</param>
internal sealed class Scheduler(
    Classifier classifier, IReadOnlyList<Affine> sums, IReadOnlyList<Value> rowOperations, IEnumerable<Value> wanted, ISet<Value> inMemory, ISet<Value> late, bool oneRow = false)
{
    private readonly HashSet<Value> stored = [.. wanted];
    private readonly HashSet<Value> early = [];
    private readonly Dictionary<(Value, Stage), int> ready = [];

    /// <summary>Values that have memory of their own besides the sums.</summary>
    public ISet<Value> Stored => stored;

    public IReadOnlyList<Loop> Loops { get; private set; } = [];

    /// <summary>Values that products multiply or row operations read and that must be in memory for it.</summary>
    private IEnumerable<Value> Operands => sums.SelectMany(s => s.Products).Select(p => p.Operand).Where(NeedsMemory)
        .Concat(rowOperations.SelectMany(r => r.Operands.Where(o => NeedsMemory(r, o))));

    public void Run()
    {
        stored.UnionWith(Operands);
        for (int before = -1; before != stored.Count + early.Count;)
        {
            before = stored.Count + early.Count;
            ready.Clear();
            Loops = BuildLoops();
            stored.UnionWith(Loops.SelectMany(l => l.Missing));
            stored.UnionWith(Loops
                .SelectMany(l => l.Computed.Where(v => !OpTable.Row(v.Op).IsCheap && !stored.Contains(v)))
                .GroupBy(v => v).Where(g => g.Count() > 1).Select(g => g.Key));
        }
    }

    /// <summary>Whether a product can only read the value after it was written to memory by a loop.</summary>
    public bool NeedsMemory(Value value) =>
        !inMemory.Contains(value) && !value.IsRowOperation && (value is Affine || (value.Op == OpCode.Parameter && !oneRow) || !value.IsLeaf);

    /// <summary>Whether a row operation can only read the value after it was written to memory by a loop: the rows of a sum may be gone by then.</summary>
    public bool NeedsMemory(Value rowOperation, Value operand) => operand is Affine && !inMemory.Contains(operand)
        ? !classifier.SumsKeepRows && classifier.StageOf(operand) == Stage.Loop && classifier.StageOf(rowOperation) != Stage.Loop
        : operand.Op != OpCode.Parameter && NeedsMemory(operand);

    public Stage StoredStage(Value value)
    {
        Stage stage = classifier.StageOf(value);
        return stage != Stage.Free
            ? stage
            : early.Contains(value)
                || sums.Any(s => s.Products.Any(p => p.Operand == value && classifier.StageOf(s, p) == Stage.Before))
                || rowOperations.Any(r => classifier.StageOf(r) == Stage.Before && r.Operands.Contains(value)) ? Stage.Before : classifier.Wherever;
    }

    /// <summary>The phase in which a product can be taken.</summary>
    public int PhaseOf(Affine sum, Product product)
    {
        Stage stage = classifier.StageOf(sum, product);
        return product.Operand.IsRowOperation
            ? classifier.StageOf(product.Operand) == stage && !inMemory.Contains(product.Operand) ? Ready(product.Operand, stage) + 1 : 0
            : stored.Contains(product.Operand) && StoredStage(product.Operand) == stage ? Ready(product.Operand, stage) + 1 : 0;
    }

    /// <summary>The phase in which a row operation can be taken: after the products of that phase, ahead of its loops.</summary>
    public int PhaseOf(Value rowOperation)
    {
        Stage stage = classifier.StageOf(rowOperation);
        return rowOperation.Operands.Max(o => inMemory.Contains(o) ? 0
            : NeedsMemory(rowOperation, o) ? StoredStage(o) == stage ? Ready(o, stage) + 1 : 0
            : o is Affine ? Ready(o, stage)
            : o.IsRowOperation && classifier.StageOf(o) == stage ? Ready(o, stage) + 1 : 0);
    }

    private int Ready(Value value, Stage stage)
    {
        if (!ready.TryGetValue((value, stage), out int phase))
        {
            phase = inMemory.Contains(value) || (value.IsLeaf && value is not Affine) || IsEarlier(value, stage)
                ? 0
                : value is Affine sum
                    ? sum.Products.Where(p => classifier.StageOf(sum, p) == stage).Select(p => PhaseOf(sum, p)).DefaultIfEmpty(0).Max()
                    : value.IsRowOperation ? PhaseOf(value)
                    : value.Op == OpCode.Broadcast && RowOperands.IsElementwise(value.Operands[0]) && !IsSettled(value.Operands[0], stage) ? Ready(value.Operands[0], stage) + 1
                    : value.Operands.Max(o => Ready(o, stage));
            ready.Add((value, stage), phase);
        }

        return phase;
    }

    private bool IsSettled(Value value, Stage stage) => inMemory.Contains(value) || IsEarlier(value, stage);

    private bool IsEarlier(Value value, Stage stage) =>
        ((value is Affine || value.IsRowOperation) && classifier.StageOf(value) < stage) || (stored.Contains(value) && StoredStage(value) < stage);

    private List<Loop> BuildLoops()
    {
        List<(Value Value, Stage Stage, int Phase)> placed = [.. stored.Select(v => (v, StoredStage(v), Ready(v, StoredStage(v))))];
        int last = placed.Where(p => p.Stage == Stage.Loop).Select(p => p.Phase).DefaultIfEmpty(0).Max();
        return [.. placed
            .Select(p => late.Contains(p.Value) ? (p.Value, Stage: Stage.Loop, Phase: last) : p)
            .GroupBy(p => (p.Stage, p.Phase, Size: p.Value.Size?.Value ?? 0, Columns: p.Value.Size?.Slots ?? 1))
            // What is written last overwrites scalars that loops over vectors still read.
            .OrderBy(g => g.Key.Stage).ThenBy(g => g.Key.Phase).ThenBy(g => g.Key is { Size: 1, Columns: 1 } && g.Any(p => late.Contains(p.Value))).ThenBy(g => g.Min(p => p.Value.Id))
            .Select(g => BuildLoop(g.Key.Stage, g.Key.Phase, [.. g.Select(p => p.Value).OrderBy(v => v.Id)]))];
    }

    private Loop BuildLoop(Stage stage, int phase, IReadOnlyList<Value> stores)
    {
        var loads = new HashSet<Value>();
        var computed = new HashSet<Value>();
        var missing = new HashSet<Value>();
        foreach (Value value in stores)
        {
            Visit(value, isRoot: true);
        }

        return new Loop(stage, phase, stores, [.. loads.OrderBy(v => v.Id)], computed, missing);

        void Visit(Value value, bool isRoot)
        {
            bool fromMemory = inMemory.Contains(value) || value is Affine || value.IsRowOperation
                || (!isRoot && stored.Contains(value) && !late.Contains(value) && !stores.Contains(value)
                    && (StoredStage(value) < stage || (StoredStage(value) == stage && Ready(value, stage) < phase)));
            if (value.IsConstant)
            {
                return;
            }

            if (fromMemory || value.IsLeaf)
            {
                bool hasRows = value is Affine && !classifier.SumsKeepRows ? inMemory.Contains(value) : fromMemory;
                if (!hasRows && stage != Stage.Loop && classifier.StageOf(value) == Stage.Loop)
                {
                    missing.Add(value); // the rows of a carried leaf, or of a sum taken back step by step, exist only inside the loop
                }

                loads.Add(value);
            }
            else if (stage != Stage.Loop && classifier.StageOf(value) == Stage.Loop)
            {
                missing.Add(value);
            }
            else if (computed.Add(value))
            {
                foreach (Value operand in value.Operands)
                {
                    if (value.Op == OpCode.Broadcast)
                    {
                        VisitScalar(operand);
                    }
                    else
                    {
                        Visit(operand, isRoot: false);
                    }
                }
            }
        }

        // A loop over vectors reads a scalar from memory, where a loop over scalars has written it before.
        void VisitScalar(Value scalar)
        {
            if (!RowOperands.IsElementwise(scalar) || inMemory.Contains(scalar))
            {
                Visit(scalar, isRoot: false);
                return;
            }

            Stage written = StoredStage(scalar);
            if (classifier.StageOf(scalar) == Stage.Free && (written > stage || classifier.SumsKeepRows))
            {
                early.Add(scalar);
            }

            if (stored.Contains(scalar) && !late.Contains(scalar) && (written < stage || (written == stage && Ready(scalar, stage) < phase)))
            {
                loads.Add(scalar);
            }
            else
            {
                missing.Add(scalar);
            }
        }
    }
}

/// <summary>A fused elementwise loop before its values have places.</summary>
internal sealed record Loop(
    Stage Stage, int Phase, IReadOnlyList<Value> Stores, IReadOnlyList<Value> Loads, ISet<Value> Computed, ISet<Value> Missing);
