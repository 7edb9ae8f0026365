using System.Collections.Generic;
using System.Linq;
using RnnGen.Generator.Autodiff;
using RnnGen.Generator.Ir;
using RnnGen.Generator.Model;

namespace RnnGen.Generator.Planning;

/// <summary>The forward pass: gate panels, weight groups, loops and the memory of everything kept for the backward pass.</summary>
internal sealed class ForwardPlan
{
    private readonly CellGraph graph;
    private readonly Scheduler scheduler;
    private readonly IReadOnlyList<Value> rowOperations;
    private readonly HashSet<Value> once;
    private readonly Dictionary<Value, Place> homes = [];
    private readonly Dictionary<Value, Place> rowPlaces = [];
    private readonly Dictionary<Value, List<Place>> storePlaces = [];

    /// <param name="graph">The differentiated graph.</param>
    /// <param name="copiedStates">State leaves that the backward pass reads outside its loop.</param>
    public ForwardPlan(CellGraph graph, ISet<Value> copiedStates)
    {
        this.graph = graph;
        CellSpec spec = graph.Spec;
        IReadOnlyList<Value> values = CellGraph.Reachable(graph.ForwardRoots);
        once = [.. values.Where(v => graph.Builder.ComputesOnce && v.HasOneRow)];
        Sums = [.. values.OfType<Affine>().Where(s => !once.Contains(s))];
        rowOperations = [.. values.Where(v => v.IsRowOperation && !once.Contains(v))];
        Classifier = new Classifier(OpCode.State, graph.NextStates.Concat(rowOperations.Where(v => v.Op == OpCode.Attend)), once, hoistsProducts: true);
        HashSet<Value> operands = [.. Sums.SelectMany(s => s.Products).Select(p => p.Operand).Where(NeedsMemory)];
        HashSet<Value> inMemory = [.. graph.ForwardRoots.Concat(operands).Concat(rowOperations).Concat(RowOperands.Written(values)).Where(v => v is not Affine).Concat(once)];
        Kept = new HashSet<Value>(Residuals.Choose(graph, inMemory).Concat(copiedStates));

        scheduler = new Scheduler(
            Classifier, Sums, rowOperations, graph.ForwardRoots.Where(v => !v.IsRowOperation || once.Contains(v) || graph.NextStates.Contains(v)).Concat(Kept.Where(v => v is not Affine)), once, new HashSet<Value>());
        scheduler.Run();

        States = [.. spec.States.Select(s => new Buffer(s.Name, s.Size, 1, Extent.StateSequence, s.Name))];
        Panels = GatePanels.Build(spec, Sums, Classifier, scheduler);
        Groups = Panels.Groups;
        AssignPlaces(operands);
        Pass = BuildPass();
        Buffers = [.. States, .. Panels.Buffers, .. homes.Values.Concat(rowPlaces.Values).Concat(storePlaces.Values.SelectMany(p => p))
            .Select(p => p.Buffer).Distinct().Where(b => !b.IsExternal && !States.Contains(b) && !Panels.Buffers.Contains(b))];
    }

    public IReadOnlyList<Affine> Sums { get; }

    public Classifier Classifier { get; }

    /// <summary>Values stored only because the backward pass reads them.</summary>
    public ISet<Value> Kept { get; }

    public GatePanels Panels { get; }

    public IReadOnlyList<WeightGroup> Groups { get; }

    public IReadOnlyList<Buffer> States { get; }

    public IReadOnlyList<Buffer> Buffers { get; }

    /// <summary>Values of one row that the pass reads.</summary>
    public IEnumerable<Value> OnceWanted => scheduler.Loops.SelectMany(l => l.Loads).Concat(rowOperations.SelectMany(r => r.Operands)).Where(once.Contains);

    public IReadOnlyList<Place> OutputPlaces { get; private set; } = null!;

    public Pass Pass { get; }

    /// <summary>Values the backward pass finds in memory, besides leaves.</summary>
    public ISet<Value> LeftInMemory => new HashSet<Value>(once.Concat(storePlaces.Keys).Concat(rowPlaces.Keys).Concat(Kept));

    /// <summary>The values with a name that lie in memory when the pass is over, a row for each step, in the order they were written.</summary>
    public IReadOnlyList<NamedPlace> Named =>
    [
        .. homes.Keys.Concat(rowPlaces.Keys).Concat(Kept.OfType<Affine>())
            .Where(v => !once.Contains(v) && v is { Name: not null, IsLeaf: false, Space: RowSpace.Step, Size.Columns: null })
            .OrderBy(v => v.Id)
            .GroupBy(v => v.Name!)
            .Select(g => new NamedPlace(g.Key, g.Last() is Affine sum ? Panels.Place(sum) : rowPlaces.TryGetValue(g.Last(), out Place? row) ? row : homes[g.Last()]))
            .Where(n => n.Place.Buffer is { IsExternal: false, Extent: Extent.Packed or Extent.StateSequence }),
    ];

    /// <summary>Where a loop reads a value.</summary>
    /// <param name="value">A leaf or a value in memory.</param>
    /// <param name="stage">The loop's stage: inside the time loop a state is read where the step before left it.</param>
    /// <param name="afterwards">Whether the forward pass is over.</param>
    public Place Home(Value value, Stage stage, bool afterwards)
    {
        if (value.Op == OpCode.Input || (value.Op == OpCode.State && stage == Stage.Loop))
        {
            return LeafPlace(value);
        }

        if (once.Contains(value))
        {
            return OncePlan.PlaceOf(graph.Spec, value);
        }

        if (rowPlaces.TryGetValue(value, out Place? row))
        {
            return row;
        }

        // A sum's own slot may be overwritten by its image once the forward pass is through with it.
        if (value is Affine && (!afterwards || Kept.Contains(value)))
        {
            return Panels.Place(value);
        }

        return homes.TryGetValue(value, out Place? place) ? place : LeafPlace(value);
    }

    /// <summary>Where products read a vector.</summary>
    public Place OperandPlace(Value value) => rowPlaces.TryGetValue(value, out Place? row) ? row : NeedsMemory(value) ? storePlaces[value][0] : LeafPlace(value);

    // A product reads rows: a sum's slot is no place to leave them, and a vector parameter has but one.
    private static bool NeedsMemory(Value operand) => !operand.IsRowOperation && (operand is Affine || operand.Op == OpCode.Parameter || !operand.IsLeaf);

    private Place LeafPlace(Value leaf) => leaf.Op == OpCode.State
        ? new Place(States[leaf.Index], 0, View.Previous)
        : new Place(Border.Input(graph.Spec, leaf.Index), 0, View.Packed);

    private void AssignPlaces(HashSet<Value> operands)
    {
        foreach (Value value in rowOperations)
        {
            rowPlaces.Add(value, OwnBuffer(value));
        }

        for (int i = 0; i < States.Count; i++)
        {
            AddStore(graph.NextStates[i], new Place(States[i], 0, View.Current));
        }

        foreach (Value value in scheduler.Stored.OrderBy(v => v.Operands.Count == 1 && v.Operands[0] is Affine ? 0 : 1).ThenBy(v => v.Id))
        {
            if (!graph.NextStates.Contains(value))
            {
                AddStore(value, ImageSlot(value, operands) ?? OwnBuffer(value));
            }
        }

        OutputPlaces = [.. graph.Outputs.Select(output => storePlaces.TryGetValue(output, out List<Place>? places) ? places[0] : rowPlaces[output])];
    }

    private void AddStore(Value value, Place place)
    {
        if (!storePlaces.TryGetValue(value, out List<Place>? places))
        {
            storePlaces.Add(value, places = []);
            homes.Add(value, place);
        }

        places.Add(place);
    }

    private Place OwnBuffer(Value value) => new(
        new Buffer(value.Name ?? value.Label ?? "u", value.Size!, 1, Extent.Packed, new Printer(graph.Spec).Text(value), Id: value.Id), 0, View.Packed);

    // f = Sigmoid(sum): when nothing else reads the sum, its slot takes f. Failing that, any sum the loop is through with will do.
    private Place? ImageSlot(Value value, HashSet<Value> operands)
    {
        if (operands.Contains(value) || graph.Outputs.Contains(value) || value.IsLeaf || value is Affine)
        {
            return null;
        }

        Loop loop = scheduler.Loops.First(l => l.Stores.Contains(value));
        return loop.Loads.OfType<Affine>()
            .Where(s => !once.Contains(s) && s.Size!.Fits(value.Size!) && IsDeadAfter(loop, s, operands) && !homes.ContainsValue(Panels.Place(s)))
            .OrderBy(s => value.Operands.Contains(s) ? 0 : 1)
            .Select(Panels.Place)
            .FirstOrDefault();
    }

    private bool IsDeadAfter(Loop loop, Affine sum, HashSet<Value> operands) =>
        !Kept.Contains(sum) && !operands.Contains(sum) && !graph.ForwardRoots.Contains(sum) && !storePlaces.ContainsKey(sum)
        && scheduler.Loops.All(l => l == loop || !l.Loads.Contains(sum))
        && rowOperations.All(r => !r.Operands.Contains(sum) || (int)Classifier.StageOf(r) < (int)loop.Stage
            || (Classifier.StageOf(r) == loop.Stage && scheduler.PhaseOf(r) <= loop.Phase));

    private Pass BuildPass()
    {
        List<Kernel>[] stages = [.. new[] { Stage.Before, Stage.Loop, Stage.After }.Select(stage => CellPlanner.Interleave(
            Panels.Products(stage, this),
            rowOperations.Where(r => Classifier.StageOf(r) == stage).Select(r => (scheduler.PhaseOf(r), (Kernel)RowOperation(r, stage))),
            scheduler.Loops.Where(l => l.Stage == stage).Select(l => (l.Phase, (Kernel)Elementwise(l)))))];
        return new Pass([.. Panels.Prologue, .. stages[0]], stages[1], stages[2]);
    }

    private RowKernel RowOperation(Value value, Stage stage) =>
        new(value, rowPlaces[value], [.. (value.Op == OpCode.Row ? [] : value.Operands).Select(o => o.Op == OpCode.Parameter ? OncePlan.PlaceOf(graph.Spec, o) : Home(o, stage, afterwards: false))]);

    private ElementwiseKernel Elementwise(Loop loop)
    {
        int number = scheduler.Loops.ToList().IndexOf(loop) + 1;
        return new ElementwiseKernel(
            "Forward" + Printer.Number(number),
            loop.Stores[0].Size!,
            [.. loop.Loads.Where(v => v.Op != OpCode.Parameter && !v.IsMask).Select(v => (v, Home(v, loop.Stage, afterwards: false)))],
            [.. loop.Stores.SelectMany(v => storePlaces[v].Select(p => (v, p)))]);
    }
}
