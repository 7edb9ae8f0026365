using System.Collections.Generic;
using System.Linq;
using RnnGen.Generator.Ir;
using RnnGen.Generator.Model;

namespace RnnGen.Generator.Planning;

/// <summary>
/// What depends on parameters and numbers only: computed once per pass, one row of it. Forward it stands ahead of everything; backward,
/// after the rows of its gradient have been summed, behind everything.
/// </summary>
internal sealed class OncePlan
{
    private readonly CellSpec spec;
    private readonly GatePanels panels;
    private readonly ISet<Value> given;
    private readonly IReadOnlyDictionary<Value, Place> sums;
    private readonly HashSet<Buffer> buffers = [];

    /// <param name="spec">The cell.</param>
    /// <param name="panels">Where the matrices lie.</param>
    /// <param name="wanted">Values to compute.</param>
    /// <param name="given">Values of one row that are in memory by then.</param>
    /// <param name="sums">Of these, the places of sums over rows.</param>
    /// <param name="name">Of the methods.</param>
    public OncePlan(
        CellSpec spec, GatePanels panels, IEnumerable<Value> wanted, ISet<Value> given, IReadOnlyDictionary<Value, Place> sums, string name)
    {
        this.spec = spec;
        this.panels = panels;
        this.given = given;
        this.sums = sums;
        List<Value> roots = [.. wanted.Where(v => v.HasOneRow && !given.Contains(v)).Distinct().OrderBy(v => v.Id)];
        IReadOnlyList<Value> values = Needed(roots, given);
        List<Affine> products = [.. values.OfType<Affine>()];
        List<Value> rowOperations = [.. values.Where(v => v.IsRowOperation)];
        var classifier = new Classifier(OpCode.StateGradient, [], given, hoistsProducts: true);
        var scheduler = new Scheduler(classifier, products, rowOperations, roots.Where(RowOperands.IsElementwise), given, new HashSet<Value>(), oneRow: true);
        scheduler.Run();
        int loops = 0;
        Kernels = [.. new[] { Stage.Before, Stage.Loop }.SelectMany(stage => CellPlanner.Interleave(
            products.Where(s => classifier.StageOf(s) == stage).SelectMany(s => s.Products.Select((p, i) => (scheduler.PhaseOf(s, p), Product(s, p, i == 0)))),
            rowOperations.Where(r => classifier.StageOf(r) == stage).Select(r => (scheduler.PhaseOf(r), (Kernel)new RowKernel(r, Written(r), [.. r.Operands.Select(PlaceOf)]))),
            scheduler.Loops.Where(l => l.Stage == stage).Select(l => (l.Phase, Elementwise(l, name + Printer.Number(++loops))))))];
    }

    public IReadOnlyList<Kernel> Kernels { get; }

    public IEnumerable<Buffer> Buffers => buffers;

    /// <summary>Values of one row that others read, down to those that are given.</summary>
    public static IReadOnlyList<Value> Needed(IEnumerable<Value> roots, ISet<Value> given)
    {
        var seen = new HashSet<Value>();
        var open = new Stack<Value>(roots);
        while (open.Count > 0)
        {
            Value value = open.Pop();
            if (!given.Contains(value) && seen.Add(value))
            {
                foreach (Value operand in value.Operands)
                {
                    open.Push(operand);
                }
            }
        }

        return [.. seen.OrderBy(v => v.Id)];
    }

    /// <summary>The row of a value of one row.</summary>
    public static Place PlaceOf(CellSpec spec, Value value) => value.Op == OpCode.Parameter
        ? new Place(new Buffer(value.Name!, value.Size!, 1, Extent.Single, value.Name!, IsExternal: true, Id: ~value.Index), 0, View.Packed)
        : new Place(new Buffer(value.Name ?? value.Label ?? "once", value.Size!, 1, Extent.Single, new Printer(spec).Text(value), Id: value.Id), 0, View.Packed);

    private Place PlaceOf(Value value) => sums.TryGetValue(value, out Place? sum) ? sum : PlaceOf(spec, value);

    private Place Written(Value value)
    {
        Place place = PlaceOf(value);
        buffers.Add(place.Buffer);
        return place;
    }

    private Kernel Product(Affine sum, Product product, bool isFirst)
    {
        (WeightGroup group, int slot) = panels.Weight(product.Parameter);
        return new ProductKernel(
            Written(sum), 1, isFirst ? ProductStart.Zero : ProductStart.Add, null, new WeightRun(group, slot, 1), product.Transposed, PlaceOf(product.Operand), 1);
    }

    private Kernel Elementwise(Loop loop, string name) => new ElementwiseKernel(
        name,
        loop.Stores.Select(v => v.Size).First(s => s is not null)!,
        [.. loop.Loads.Where(v => v.Op != OpCode.Parameter).Select(v => (v, PlaceOf(v)))],
        [.. loop.Stores.Select(v => (v, Written(v)))]);
}
