using System.Collections.Generic;
using System.Linq;
using RnnGen.Generator.Ir;
using RnnGen.Generator.Model;

namespace RnnGen.Generator.Planning;

/// <summary>
/// Lays sums of products side by side in panels, so that one product with the input and one with the state feed all gates, and lays the
/// weights out in the same order.
/// </summary>
internal sealed class GatePanels
{
    private readonly Dictionary<Value, Place> slots = [];
    private readonly Dictionary<Buffer, Buffer> biases = [];
    private readonly List<Buffer> buffers = [];
    private readonly List<WeightGroup> groups = [];
    private readonly List<Kernel> prologue = [];
    private readonly Dictionary<int, (WeightGroup Group, int Slot)> weights = [];
    private readonly List<(Stage Stage, int Phase, List<(Affine Sum, Product Product)> Run)> runs = [];
    private readonly Classifier classifier;

    private GatePanels(Classifier classifier) => this.classifier = classifier;

    public IReadOnlyList<Buffer> Buffers => buffers;

    public IReadOnlyList<WeightGroup> Groups => groups;

    /// <summary>Sums of biases, and slots that begin as their bias.</summary>
    public IReadOnlyList<Kernel> Prologue => prologue;

    public Place Place(Value sum) => slots[sum];

    /// <summary>The neighbouring matrices that start with this one.</summary>
    public (WeightGroup Group, int Slot) Weight(int parameter) => weights[parameter];

    public static GatePanels Build(CellSpec spec, IReadOnlyList<Affine> sums, Classifier classifier, Scheduler scheduler)
    {
        var panels = new GatePanels(classifier);
        foreach (IGrouping<(int Size, Stage Stage), Affine> group in sums.GroupBy(s => (s.Size!.Value, PanelStage(s))))
        {
            panels.AddPanel(spec, [.. group], group.Key.Stage, scheduler);
        }

        // A sum that needs no state still shares a panel with those that do: one product with the input feeds them all.
        Stage PanelStage(Affine sum)
        {
            Stage stage = classifier.StageOf(sum);
            return stage == Stage.Before && sums.Any(s => s.Size!.Value == sum.Size!.Value && classifier.StageOf(s) == Stage.Loop) ? Stage.Loop : stage;
        }

        // A matrix of no product (an unused parameter) still needs a place.
        foreach ((ParameterSpec parameter, int i) in spec.Parameters.Select((p, i) => (p, i)))
        {
            if (parameter.IsWeight && !panels.weights.ContainsKey(i))
            {
                panels.AddGroup(spec, [i]);
            }
        }

        return panels;
    }

    /// <summary>The products of a stage as kernels, each with its phase.</summary>
    public IEnumerable<(int Phase, Kernel Kernel)> Products(Stage stage, ForwardPlan plan)
    {
        var begun = new HashSet<Place>(prologue.OfType<FillKernel>().SelectMany(f => Enumerable.Range(f.Target.Slot, f.Slots).Select(s => f.Target with { Slot = s })));
        foreach ((Stage runStage, int phase, List<(Affine Sum, Product Product)> run) in runs.OrderBy(r => r.Stage).ThenBy(r => r.Phase))
        {
            Place target = slots[run[0].Sum];
            Buffer? bias = biases.TryGetValue(target.Buffer, out Buffer? row) ? row : null;
            ProductStart start = begun.Contains(target) ? ProductStart.Add : bias is null ? ProductStart.Zero : ProductStart.Bias;
            begun.UnionWith(run.Select(r => slots[r.Sum]));
            if (runStage == stage)
            {
                (WeightGroup group, int first) = weights[run[0].Product.Parameter];
                yield return (phase, new ProductKernel(
                    target, run.Count, start, bias, new WeightRun(group, first, run.Count), run[0].Product.Transposed, plan.OperandPlace(run[0].Product.Operand), 1));
            }
        }
    }

    private void AddPanel(CellSpec spec, IReadOnlyList<Affine> sums, Stage stage, Scheduler scheduler)
    {
        List<(Affine Sum, Product Product, Stage Stage, int Phase)> products = [.. sums
            .SelectMany(s => s.Products.Select(p => (s, p, classifier.StageOf(s, p), scheduler.PhaseOf(s, p))))];
        List<Value> operands = [.. products.OrderBy(p => p.Stage).ThenBy(p => p.Phase).ThenBy(p => p.Product.Operand.Id).Select(p => p.Product.Operand).Distinct()];
        List<Affine> order = [.. sums
            .OrderBy(s => s.Operands.Min(operands.IndexOf)).ThenBy(s => s.Operands.Max(operands.IndexOf)).ThenBy(s => s.Id)];

        string name = sums.Count == 1 ? sums[0].Name ?? sums[0].Label ?? "sum" : stage == Stage.After ? "outputSums" : stage == Stage.Before ? "inputSums" : "gates";
        var panel = new Buffer(name, sums[0].Size!, sums.Count, Extent.Packed, string.Join(" | ", order.Select(s => s.Name ?? s.Label ?? "sum")), Id: ~order[0].Id);
        buffers.Add(panel);
        foreach (Affine sum in order)
        {
            slots.Add(sum, new Place(panel, order.IndexOf(sum), View.Packed));
        }

        AddBias(panel, order);
        AddRuns(spec, order, products);
        FillSlotsWithoutHoistedProduct(panel, order, products);
    }

    private void AddBias(Buffer panel, List<Affine> order)
    {
        if (order.All(s => s.Biases.Count == 0))
        {
            return;
        }

        var bias = new Buffer(panel.Name + "Bias", panel.Size, panel.Slots, Extent.Single, "biases of " + panel.Holds, Id: panel.Id);
        buffers.Add(bias);
        biases.Add(panel, bias);
        prologue.Add(new BiasKernel(bias, [.. order.SelectMany((s, slot) => s.Biases.Select(b => (slot, b)))]));
    }

    // Products with one operand and neighbouring slots become one product, provided their matrices can lie side by side too.
    private void AddRuns(CellSpec spec, List<Affine> order, List<(Affine Sum, Product Product, Stage Stage, int Phase)> products)
    {
        bool AnyHoisted(Affine sum) => products.Any(p => p.Sum == sum && p.Stage == Stage.Before);
        foreach (var step in products.GroupBy(p => (p.Stage, p.Phase, p.Product.Operand, p.Product.Transposed)).OrderBy(g => g.Key.Stage).ThenBy(g => g.Key.Phase).ThenBy(g => g.Key.Operand.Id).ThenBy(g => g.Key.Transposed))
        {
            var rest = step.OrderBy(p => order.IndexOf(p.Sum)).ToList();
            while (rest.Count > 0)
            {
                var run = new List<(Affine Sum, Product Product)>();
                foreach (var candidate in rest.ToList())
                {
                    if (run.Count == 0 || Continues(run, candidate.Sum, candidate.Product))
                    {
                        run.Add((candidate.Sum, candidate.Product));
                        rest.Remove(candidate);
                    }
                }

                if (!step.Key.Transposed && run.All(r => !weights.ContainsKey(r.Product.Parameter)))
                {
                    AddGroup(spec, [.. run.Select(r => r.Product.Parameter)]);
                }

                runs.Add((step.Key.Stage, step.Key.Phase, run));
            }
        }

        bool Continues(List<(Affine Sum, Product Product)> run, Affine sum, Product product)
        {
            (Affine lastSum, Product last) = run[run.Count - 1];
            if (product.Transposed || order.IndexOf(sum) != order.IndexOf(lastSum) + 1 || run.Any(r => r.Product.Parameter == product.Parameter)
                || (biases.Count == 0 && AnyHoisted(sum) != AnyHoisted(lastSum)))
            {
                return false;
            }

            bool placed = weights.TryGetValue(product.Parameter, out var place);
            return weights.TryGetValue(last.Parameter, out var lastPlace)
                ? placed && place.Group == lastPlace.Group && place.Slot == lastPlace.Slot + 1
                : !placed;
        }
    }

    private void AddGroup(CellSpec spec, IReadOnlyList<int> parameters)
    {
        ParameterSpec first = spec.Parameters[parameters[0]];
        string name = GroupName([.. parameters.Select(p => spec.Parameters[p].Name)]);
        while (parameters.Count > 1 && spec.Parameters.Any(p => p.Name == name))
        {
            name += "_";
        }

        var group = new WeightGroup(name, parameters, first.Rows, first.Columns!);
        groups.Add(group);
        for (int slot = 0; slot < parameters.Count; slot++)
        {
            weights.Add(parameters[slot], (group, slot));
        }
    }

    // Wf_Wn; W_ii_if_ig_io when all names begin alike up to an underscore.
    private static string GroupName(IReadOnlyList<string> names)
    {
        string prefix = names[0].Substring(0, names[0].IndexOf('_') + 1);
        return prefix.Length > 0 && names.All(n => n.StartsWith(prefix, System.StringComparison.Ordinal))
            ? prefix + string.Join("_", names.Select(n => n.Substring(prefix.Length)))
            : string.Join("_", names);
    }

    // So that one product with the state can add to all slots alike.
    private void FillSlotsWithoutHoistedProduct(
        Buffer panel, List<Affine> order, List<(Affine Sum, Product Product, Stage Stage, int Phase)> products)
    {
        bool IsHoisted(Affine sum) => products.Any(p => p.Sum == sum && p.Stage == Stage.Before);
        if (!biases.TryGetValue(panel, out Buffer? bias) || !order.Any(IsHoisted))
        {
            return;
        }

        for (int slot = 0; slot < order.Count; slot++)
        {
            if (!IsHoisted(order[slot]))
            {
                prologue.Add(new FillKernel(new Place(panel, slot, View.Packed), 1, bias));
            }
        }
    }
}
