using System.Collections.Generic;
using System.Linq;
using RnnGen.Generator.Ir;
using RnnGen.Generator.Model;

namespace RnnGen.Generator.Planning;

/// <summary>
/// Backpropagation through time: the adjoints of the sums lie where the sums lay (or in a panel of the same shape), products with the
/// transposed weights carry the gradient back, weight gradients of all steps are one product after the loop.
/// </summary>
internal sealed partial class BackwardPlan
{
    private readonly CellGraph graph;
    private readonly ForwardPlan forward;
    private readonly Classifier classifier;
    private readonly Scheduler scheduler;
    private readonly List<CarriedSum> carried;
    private readonly IReadOnlyList<CarriedSum> inputs; // then tables
    private readonly IReadOnlyList<Buffer> inputTargets;
    private readonly HashSet<Value> late;
    private readonly HashSet<Affine> lateSums;
    private readonly List<Buffer> buffers = [];
    private readonly IReadOnlyList<Value> rowOperations;
    private readonly HashSet<Value> once;
    private readonly IReadOnlyList<Value> rowSums;
    private readonly Dictionary<Value, Place> sumPlaces = [];
    private readonly Dictionary<Value, Place> targets = [];
    private readonly Dictionary<Value, Place> rowPlaces = [];
    private readonly Dictionary<Value, Place> adjoints = [];
    private readonly Dictionary<Value, List<Place>> storePlaces = [];
    private readonly Dictionary<Value, Place> overSteps = [];

    public BackwardPlan(CellGraph graph, ForwardPlan forward)
    {
        this.graph = graph;
        this.forward = forward;
        CellSpec spec = graph.Spec;

        Dictionary<Value, int> uses = CountUses();
        int Uses(Value v) => uses.TryGetValue(v, out int count) ? count : 0;
        carried = [.. graph.PreviousGradients.Select((g, i) => CarriedSum.Split(graph.Builder, g, "d" + spec.States[i].Name, Uses))];
        inputs = [.. graph.InputGradients.Select((g, i) => CarriedSum.Split(graph.Builder, g, "d" + spec.Inputs[i].Name, Uses)), .. graph.TableGradients.Select(g => CarriedSum.Split(graph.Builder, g.Adjoint, TableRows(spec, g.Parameter).Name, Uses))];
        inputTargets = [.. spec.Inputs.Select((_, i) => Border.InputGradient(spec, i)), .. graph.TableGradients.Select(g => Add(TableRows(spec, g.Parameter)))];

        rowSums = [.. CellGraph.Reachable(graph.BackwardRoots).Where(v => v.Op == OpCode.RowSum)];
        once = [.. CellGraph.Reachable(carried.Concat(inputs).SelectMany(c => c.Parts).Concat(AdjointRoots)).Where(v => graph.Builder.ComputesOnce && v.HasOneRow)];
        List<Affine> sums;
        while (true)
        {
            (scheduler, classifier, late, lateSums, sums, rowOperations) = Schedule();
            List<Value> clashes = [.. scheduler.Loops.SelectMany(l => l.Missing)
                .Concat(sums.Where(s => !IsTakenLast(s)).SelectMany(s => s.Products).Select(p => p.Operand))
                .Concat(rowOperations.SelectMany(r => r.Operands)).Where(late.Contains)];
            if (clashes.Count == 0)
            {
                break;
            }

            // A value that is both carried back and read earlier in the step or after the loop needs memory of its own: what is carried is then a copy of it.
            for (int i = 0; i < carried.Count; i++)
            {
                if (carried[i].Rest is { } rest && clashes.Contains(rest))
                {
                    carried[i] = carried[i] with { Rest = graph.Builder.Apply(OpCode.Subtract, rest, graph.Builder.Constant(0)) };
                }
            }
        }

        ISet<Value> inMemory = InMemory;
        StatesReadOutsideTheLoop = [.. scheduler.Loops.Where(l => l.Stage != Stage.Loop).SelectMany(l => l.Loads)
            .Concat(rowOperations.Where(r => classifier.StageOf(r) != Stage.Loop).SelectMany(r => r.Operands))
            .Where(v => v.Op == OpCode.State && !inMemory.Contains(v)).Distinct()];

        Carries = [.. spec.States.Select(s => Add(new Buffer("d" + s.Name, s.Size, 1, Extent.Batch, "dL/d" + s.Name + ", carried back")))];
        PlaceSums(spec, sums);
        PlaceAdjoints();
        PlaceSumsOverSteps();
        foreach (Value value in rowOperations)
        {
            rowPlaces.Add(value, RowsFor(value, value.Name ?? value.Label ?? "du"));
        }

        PlaceRest(spec);
        Pass = BuildPass(sums);
    }

    private (Scheduler Scheduler, Classifier Classifier, HashSet<Value> Late, HashSet<Affine> LateSums, List<Affine> Sums, List<Value> RowOperations) Schedule()
    {
        ISet<Value> inMemory = InMemory;
        HashSet<Value> forwardValues = [.. CellGraph.Reachable(graph.ForwardRoots), .. once];
        List<Value> adjointRoots = [.. AdjointRoots];
        List<Value> roots = [.. carried.Concat(inputs).SelectMany(c => c.Parts), .. adjointRoots, .. graph.Effects];
        List<Affine> found = [.. CellGraph.Reachable(roots).OfType<Affine>().Where(a => !forwardValues.Contains(a))];
        List<Value> rows = [.. CellGraph.Reachable(roots).Where(v => v.IsRowOperation && !forwardValues.Contains(v))];
        HashSet<Value> multiplied = [.. MatrixGradients.Select(g => g.Adjoint)];
        var stages = new Classifier(OpCode.StateGradient, carried.SelectMany(c => c.Parts).Concat(rows.Where(v => v.Op == OpCode.Attend)), inMemory, hoistsProducts: false);
        HashSet<Value> lastWritten = [.. carried.Select(c => c.Rest).OfType<Value>()];
        var order = new Scheduler(stages, found, rows, carried.Concat(inputs).Select(c => c.Rest).OfType<Value>().Concat(adjointRoots.Where(a => !a.IsRowOperation || multiplied.Contains(a))), inMemory, lastWritten);
        order.Run();
        return (order, stages, lastWritten, [.. carried.Select(c => c.Products).OfType<Affine>()], found, rows);
    }

    public IReadOnlyList<Buffer> Buffers => buffers;

    /// <summary>Values of one row that the pass reads, ahead of the sums over rows.</summary>
    public IEnumerable<Value> OnceWanted => scheduler.Loops.SelectMany(l => l.Loads).Concat(rowOperations.SelectMany(r => r.Operands)).Where(once.Contains);

    private ISet<Value> InMemory => new HashSet<Value>(forward.LeftInMemory.Concat(once));

    private IEnumerable<MatrixGradient> MatrixGradients => graph.MatrixGradients.Where(g => !(graph.Builder.ComputesOnce && g.Operand.IsOnce));

    private IEnumerable<VectorGradient> VectorGradients => graph.VectorGradients.Where(g => !(graph.Builder.ComputesOnce && g.Adjoint.IsOnce));

    // What the loops have to leave in memory for gradients of parameters.
    private IEnumerable<Value> AdjointRoots =>
        MatrixGradients.Select(g => g.Adjoint).Concat(VectorGradients.Select(g => g.Adjoint)).Concat(rowSums.SelectMany(s => s.Operands));

    public IReadOnlyList<Buffer> Carries { get; }

    public Pass Pass { get; }

    public IReadOnlyList<Value> StatesReadOutsideTheLoop { get; }

    /// <summary>Places of the sums over rows.</summary>
    public IReadOnlyDictionary<Value, Place> SumPlaces => sumPlaces;

    private Dictionary<Value, int> CountUses() => CellGraph.Reachable(graph.BackwardRoots)
        .SelectMany(v => v.Operands)
        .Concat(graph.PreviousGradients.OfType<Value>()).Concat(graph.InputGradients.OfType<Value>())
        .Concat(graph.MatrixGradients.Select(g => g.Adjoint)).Concat(graph.VectorGradients.Concat(graph.TableGradients).Select(g => g.Adjoint))
        .GroupBy(v => v).ToDictionary(g => g.Key, g => g.Count());

    private Buffer Add(Buffer buffer)
    {
        buffers.Add(buffer);
        return buffer;
    }

    private void PlaceSums(CellSpec spec, List<Affine> sums)
    {
        for (int i = 0; i < carried.Count; i++)
        {
            if (carried[i].Products is { } products)
            {
                targets.Add(products, new Place(Carries[i], 0, View.Running));
            }
        }

        for (int i = 0; i < inputs.Count; i++)
        {
            if (inputs[i].Products is { } products)
            {
                targets.Add(products, new Place(inputTargets[i], 0, View.Packed));
            }
        }

        foreach (Affine sum in sums.Where(s => !targets.ContainsKey(s)))
        {
            bool perStep = StageOf(sum) == Stage.Loop;
            string name = sum.Name ?? sum.Label ?? "du";
            Buffer buffer = Add(new Buffer(name, sum.Size!, 1, perStep ? Extent.Batch : Extent.Packed, name, Id: sum.Id));
            targets.Add(sum, new Place(buffer, 0, perStep ? View.Running : View.Packed));
        }
    }

    // The adjoint of a sum takes the sum's slot if whatever the slot kept has been read by then.
    private void PlaceAdjoints()
    {
        foreach (Buffer panel in forward.Sums.Select(s => forward.Panels.Place(s).Buffer).Distinct().ToList())
        {
            List<(Value Adjoint, int Slot)> members = [.. MatrixGradients
                .Select(g => (g.Adjoint, Place: forward.Panels.Place(forward.Sums.First(s => s.Products.Contains(new Product(g.Parameter, g.Operand, g.IsTransposed))))))
                .Where(m => m.Place.Buffer == panel && !adjoints.ContainsKey(m.Adjoint))
                .GroupBy(m => m.Adjoint)
                .Select(g => (g.Key, g.First().Place.Slot))];
            if (members.Count == 0)
            {
                continue;
            }

            bool inPlace = members.All(m => IsFree(panel, m.Slot, LoopStoring(m.Adjoint))) && members.Select(m => m.Slot).Distinct().Count() == members.Count;
            Buffer home = inPlace ? panel : Add(new Buffer("d" + char.ToUpperInvariant(panel.Name[0]) + panel.Name.Substring(1), panel.Size, panel.Slots, Extent.Packed, "adjoints of " + panel.Holds, Id: panel.Id));
            foreach ((Value adjoint, int slot) in members)
            {
                var place = new Place(home, slot, View.Packed);
                adjoints.Add(adjoint, place);
                AddStore(adjoint, place);
            }
        }
    }

    private bool IsFree(Buffer panel, int slot, int storing)
    {
        for (int i = storing + 1; i < scheduler.Loops.Count; i++)
        {
            if (scheduler.Loops[i].Loads.Any(v => forward.LeftInMemory.Contains(v) && forward.Home(v, scheduler.Loops[i].Stage, afterwards: true) is { } home && home.Buffer == panel && home.Slot == slot))
            {
                return false;
            }
        }

        return !rowOperations.Any(r => r.Operands.Any(o => IsSlot(o, classifier.StageOf(r)))
            && (storing < 0 || classifier.StageOf(r) > scheduler.Loops[storing].Stage
                || (classifier.StageOf(r) == scheduler.Loops[storing].Stage && scheduler.PhaseOf(r) > scheduler.Loops[storing].Phase)));

        bool IsSlot(Value value, Stage stage) =>
            forward.LeftInMemory.Contains(value) && forward.Home(value, stage, afterwards: true) is { } home && home.Buffer == panel && home.Slot == slot;
    }

    private static Buffer TableRows(CellSpec spec, int table) => new(
        "d" + spec.Parameters[table].Name + "Rows", spec.Parameters[table].Columns!, 1, Extent.Packed, "dL/d of the rows of " + spec.Parameters[table].Name, Id: ~table);

    private int LoopStoring(Value value) => scheduler.Loops.ToList().FindIndex(l => l.Stores.Contains(value));

    private Place LoadPlace(Value value, Stage stage)
    {
        if (once.Contains(value) || value.Op == OpCode.Parameter)
        {
            return OncePlan.PlaceOf(graph.Spec, value);
        }

        if (rowPlaces.TryGetValue(value, out Place? row))
        {
            return row;
        }

        if (targets.TryGetValue(value, out Place? target) && (stage == Stage.Loop || target.View == View.Packed))
        {
            return target;
        }

        if (value.Op == OpCode.StateGradient && stage == Stage.Loop)
        {
            return new Place(Carries[value.Index], 0, View.Running);
        }

        if (value.Op == OpCode.OutputGradient)
        {
            return new Place(Border.OutputGradient(graph.Spec, value.Index, value.Size!), 0, View.Packed);
        }

        return storePlaces.TryGetValue(value, out List<Place>? places)
            ? places.FirstOrDefault(p => p.View == View.Packed) ?? places.First(p => !Carries.Contains(p.Buffer))
            : forward.Home(value, stage, afterwards: true);
    }

    // A carried sum is complete only within its step, after everything has read the gradient it replaces; a sum that only the input's
    // gradient needs is taken for all rows at the end.
    private Stage StageOf(Affine sum) =>
        lateSums.Contains(sum) ? Stage.Loop : inputs.Any(i => i.Products == sum) ? Stage.After : classifier.StageOf(sum);

    private bool IsTakenLast(Affine sum) => lateSums.Contains(sum) || inputs.Any(i => i.Products == sum);

    private Pass BuildPass(List<Affine> sums)
    {
        List<Kernel>[] stages = [.. new[] { Stage.Before, Stage.Loop, Stage.After }.Select(stage => CellPlanner.Interleave(
            sums.Where(s => StageOf(s) == stage).SelectMany(Products),
            rowOperations.Where(r => classifier.StageOf(r) == stage).Select(r => (scheduler.PhaseOf(r), (Kernel)new RowKernel(r, rowPlaces[r], [.. r.Operands.Select(o => LoadPlace(o, stage))]))),
            scheduler.Loops.Where(l => l.Stage == stage).Select(l => (l.Phase, (Kernel)Elementwise(l)))))];
        stages[0].AddRange(graph.Spec.Inputs.Select((input, i) => (input, i)).Where(c => !inputs[c.i].Parts.Any() && c.input.HasGradient)
            .Select(c => new ClearKernel(new Place(inputTargets[c.i], 0, View.Packed))));
        if (overSteps.Count > 0)
        {
            stages[0].Add(new BeginSumsKernel([.. overSteps.Values.Select(place => place.Buffer)]));
        }

        stages[1].AddRange(carried.Select((c, i) => (c, i)).Where(c => !c.c.Parts.Any())
            .Select(c => new ClearKernel(new Place(Carries[c.i], 0, View.Running))));
        return new Pass(stages[0], stages[1], [.. stages[2], .. ParameterGradients()]);
    }

    private IEnumerable<(int Phase, Kernel Kernel)> Products(Affine sum)
    {
        bool isLast = IsTakenLast(sum);
        bool begun = carried.Concat(inputs).Any(c => c.Products == sum && c.Rest is not null);
        var rest = sum.Products
            .Select(p => (Weight: forward.Panels.Weight(p.Parameter), p.Transposed, Operand: adjoints[p.Operand], Phase: isLast ? int.MaxValue : scheduler.PhaseOf(sum, p)))
            .OrderBy(p => p.Phase).ThenBy(p => p.Operand.Slot).ToList();
        while (rest.Count > 0)
        {
            var run = rest.Take(1).ToList();
            foreach (var next in rest.Skip(1))
            {
                var last = run[run.Count - 1];
                if (last.Transposed && next.Transposed && next.Phase == last.Phase && next.Weight.Group == last.Weight.Group && next.Weight.Slot == last.Weight.Slot + 1
                    && next.Operand.Buffer == last.Operand.Buffer && next.Operand.Slot == last.Operand.Slot + 1)
                {
                    run.Add(next);
                }
            }

            rest.RemoveAll(run.Contains);
            yield return (run[0].Phase, new ProductKernel(
                targets[sum], 1, begun ? ProductStart.Add : ProductStart.Zero, null, new WeightRun(run[0].Weight.Group, run[0].Weight.Slot, run.Count), run[0].Transposed, run[0].Operand, run.Count));
            begun = true;
        }
    }

    private Buffer SumsOf(WeightRun weights)
    {
        string name = "d" + string.Join("_", weights.Group.Parameters.Skip(weights.First).Take(weights.Count).Select(p => graph.Spec.Parameters[p].Name));
        return new Buffer(name, weights.Group.Rows, weights.Count, Extent.Columns, "a further sum of " + name, Id: buffers.Count, Columns: weights.Group.Depth);
    }

    private ElementwiseKernel Elementwise(Loop loop) => new(
        "Backward" + Printer.Number(scheduler.Loops.ToList().IndexOf(loop) + 1),
        loop.Stores.Select(v => v.Size).First(s => s is not null)!,
        [.. loop.Loads.Where(v => v.Op != OpCode.Parameter && !v.IsMask).Select(v => (v, LoadPlace(v, loop.Stage)))],
        [.. loop.Stores.Where(storePlaces.ContainsKey).SelectMany(v => storePlaces[v].Select(p => (v, p)))])
    {
        Sums = [.. loop.Stores.Where(overSteps.ContainsKey).Select(v => (v, overSteps[v]))],
    };

    private IEnumerable<Kernel> ParameterGradients()
    {
        var outers = MatrixGradients
            .Select(g => (Weight: forward.Panels.Weight(g.Parameter), Adjoint: adjoints[g.Adjoint], Operand: forward.OperandPlace(g.Operand), g.IsTransposed))
            .OrderBy(g => forward.Groups.ToList().IndexOf(g.Weight.Group)).ThenBy(g => g.Weight.Slot).ToList();
        var begun = new HashSet<(WeightGroup, int)>();
        while (outers.Count > 0)
        {
            var run = outers.Take(1).ToList();
            foreach (var next in outers.Skip(1))
            {
                var last = run[run.Count - 1];
                if (!last.IsTransposed && !next.IsTransposed && next.Weight.Group == last.Weight.Group && next.Weight.Slot == last.Weight.Slot + 1 && next.Operand == last.Operand
                    && next.Adjoint.Buffer == last.Adjoint.Buffer && next.Adjoint.Slot == last.Adjoint.Slot + 1)
                {
                    run.Add(next);
                }
            }

            outers.RemoveAll(run.Contains);
            var weights = new WeightRun(run[0].Weight.Group, run[0].Weight.Slot, run.Count);
            bool isFirst = run.Count(r => begun.Add(r.Weight)) == run.Count;
            yield return new OuterKernel(weights, run[0].Adjoint, run[0].Operand, run[0].IsTransposed, isFirst ? null : Add(SumsOf(weights)));
        }

        for (int i = 0; i < graph.TableGradients.Count; i++)
        {
            yield return new ScatterKernel(graph.TableGradients[i].Parameter, inputTargets[graph.Spec.Inputs.Count + i]);
        }

        foreach (var sums in VectorGradients.Where(g => overSteps.ContainsKey(g.Adjoint)).GroupBy(g => overSteps[g.Adjoint].Buffer))
        {
            yield return new VectorGradientKernel(sums.Key, [.. sums.OrderBy(g => g.Parameter).Select(g => (0, g.Parameter))]);
        }

        foreach (var panel in VectorGradients.Where(g => !overSteps.ContainsKey(g.Adjoint)).Select(g => (g.Parameter, Sum: (Value?)null, Place: RowsOf(g.Adjoint)))
            .Concat(rowSums.Select(s => (Parameter: -1, Sum: (Value?)s, Place: RowsOf(s.Operands[0]))))
            .GroupBy(g => g.Place.Buffer))
        {
            Buffer sums = Add(new Buffer(panel.Key.Name + "Sums", panel.Key.Size, panel.Key.Slots, Extent.Single, "rows of " + panel.Key.Name + " summed", Id: panel.Key.Id));
            yield return new RowSumKernel(sums, panel.Key);
            if (panel.Any(g => g.Sum is null))
            {
                yield return new VectorGradientKernel(
                    sums, [.. panel.Where(g => g.Sum is null).OrderBy(g => g.Place.Slot).ThenBy(g => g.Parameter).Select(g => (g.Place.Slot, g.Parameter))]);
            }

            foreach (var summed in panel.Where(g => g.Sum is not null))
            {
                sumPlaces.Add(summed.Sum!, new Place(sums, summed.Place.Slot, View.Packed));
            }
        }

        Place RowsOf(Value adjoint) => adjoints.TryGetValue(adjoint, out Place? place) || rowPlaces.TryGetValue(adjoint, out place)
            ? place
            : storePlaces[adjoint].First(p => p.View == View.Packed);
    }
}
