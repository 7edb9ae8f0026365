using System;
using System.Collections.Generic;
using System.Linq;
using RnnGen.Generator.Ir;
using RnnGen.Generator.Model;

namespace RnnGen.Generator.Planning;

/// <summary>
/// Takes everything whose rows are positions out of a graph. What is left reads and gives vectors of the step only; each cluster of work
/// over positions is one row operation of it (<see cref="OpCode.Attend"/>). Before: <c>SegmentSum(Softmax(...) * keys)</c>. After:
/// <c>Attend(W h)</c> and a cluster of loops.
/// </summary>
internal sealed class MemoryPlanner
{
    private readonly CellGraph graph;
    private readonly VariableSpec memory;
    private readonly IReadOnlyList<Value> order;
    private readonly HashSet<Value> forward;
    private readonly Dictionary<Value, int> levels = [];
    private readonly Dictionary<Value, Place> places = [];
    private readonly List<Buffer> buffers = [];
    private readonly List<Cluster> clusters = [];
    private readonly List<Value> accumulated;
    private readonly Value? direct;
    private int loops;

    private MemoryPlanner(CellGraph graph, IReadOnlyList<Value> order)
    {
        this.graph = graph;
        this.order = order;
        memory = graph.Spec.Memory!;
        forward = [.. CellGraph.Reachable(graph.ForwardRoots)];
        accumulated = [.. order.Where(v => v.Op == OpCode.SumSteps)];
        direct = graph.MemoryGradient is { Op: OpCode.SumSteps } sum ? sum : null;
    }

    /// <summary>The graph without positions, and what became of them; the graph itself when it has none.</summary>
    public static (CellGraph Graph, MemoryProgram? Program) Run(CellGraph graph)
    {
        IReadOnlyList<Value> order = CellGraph.Reachable(graph.ForwardRoots.Concat(graph.BackwardRoots));
        return order.Any(v => v.HasPositions()) ? new MemoryPlanner(graph, order).Plan() : (graph, null);
    }

    private (CellGraph Graph, MemoryProgram? Program) Plan()
    {
        foreach (Value value in order)
        {
            levels.Add(value, LevelOf(value));
        }

        if (graph.Scores.Any(s => s.Space != RowSpace.Attended))
        {
            throw new NotSupportedException("Scores that are the same at every step are no output of the step.");
        }

        // All values that are the same at every step and that a step reads are in memory, and so is whatever the way back needs of the steps.
        List<Value> invariant = [.. order.Where(v => v.Space == RowSpace.Memory && forward.Contains(v) && v.Op != OpCode.Memory)];
        List<Value> wanted = [.. order.Where(v => v.Space != RowSpace.Memory || !forward.Contains(v)).SelectMany(v => v.Operands)
            .Where(v => invariant.Contains(v)).Distinct().OrderBy(v => v.Id)];
        List<Kernel> before = Schedule("Positions", null, wanted, out _);
        foreach (Value value in order.Where(v => v.Op == OpCode.ScoresGradient))
        {
            places.Add(value, Allocate(value, Extent.Pairs, View.Pairs));
        }

        List<Value> kept = [.. Kept().Concat(graph.Scores).Distinct()];
        PlanClusters(backward: false, kept);
        PlaceAccumulators();
        PlanClusters(backward: true, []);
        List<Kernel> clears = [.. accumulated.Select(v => (Kernel)new ClearKernel(places[v]))];
        if (graph.MemoryGradient is null)
        {
            clears.Add(new ClearKernel(GradientPlace));
        }

        List<Kernel> after = PlanAfter();
        IEnumerable<ScoresPlace> scores = graph.Scores.Select((s, i) => new ScoresPlace(places[s], places[order.First(v => v.Op == OpCode.ScoresGradient && v.Index == i)]));
        return (Outline(), new MemoryProgram([.. buffers.OrderBy(b => b.Extent == Extent.Pairs)], before, clusters, clears, after, [.. scores]));
    }

    private Place GradientPlace => new(MemoryProgram.InputGradient(memory), 0, View.Positions);

    // How often a value goes from the steps to the positions and back: what one cluster needs, earlier ones give. The way back finds
    // everything of the forward pass in memory.
    private int LevelOf(Value value)
    {
        int operands = value.Operands.Where(o => forward.Contains(o) == forward.Contains(value)).Select(o => levels[o]).DefaultIfEmpty(0).Max();
        return value.Op == OpCode.SegmentSum ? operands + 1 : operands;
    }

    // Results of kernels that the way back reads, directly or through what it computes again.
    private IEnumerable<Value> Kept()
    {
        var seen = new HashSet<Value>();
        var kept = new List<Value>();
        foreach (Value value in order.Where(v => !forward.Contains(v) && v.HasPositions())
            .SelectMany(v => v.Operands)
            .Concat(graph.MatrixGradients.SelectMany(g => new[] { g.Left, g.Right }))
            .Concat(graph.VectorGradients.Select(g => g.Adjoint)))
        {
            Visit(value);
        }

        return kept;

        void Visit(Value value)
        {
            if (value.Space != RowSpace.Attended || !forward.Contains(value) || value.Op == OpCode.Spread || !seen.Add(value))
            {
                return;
            }

            if (PositionScheduler.IsOperation(value))
            {
                kept.Add(value);
                return;
            }

            foreach (Value operand in value.Operands)
            {
                Visit(operand);
            }
        }
    }

    private void PlanClusters(bool backward, List<Value> kept)
    {
        bool Belongs(Value value) => forward.Contains(value) != backward;
        List<Value> attended = [.. order.Where(v => Belongs(v) && (v.Space == RowSpace.Attended || v.Op is OpCode.SegmentSum or OpCode.SumSteps))];
        List<VectorGradient> vectors = backward ? [.. graph.VectorGradients.Where(g => g.Adjoint.Space == RowSpace.Attended)] : [];
        List<MatrixGradient> matrices = backward ? [.. graph.MatrixGradients.Where(g => g.Adjoint.Space == RowSpace.Attended)] : [];
        IEnumerable<int> used = attended.Select(ClusterLevel).Concat(vectors.Select(g => levels[g.Adjoint])).Concat(matrices.Select(LevelOfProduct)).Distinct().OrderBy(l => l);
        foreach (int level in used.ToList())
        {
            List<Value> mine = [.. attended.Where(v => ClusterLevel(v) == level)];
            var scheduler = new PositionScheduler(
                () => "Attend" + Number(++loops), v => PlaceIn(v, backward), v => Allocate(v, Extent.Positions, View.Positions));
            foreach (Value value in mine)
            {
                if (value.Op == OpCode.SegmentSum)
                {
                    scheduler.Want(new Sink(SinkKind.SegmentSum, value.Operands[0], value));
                }
                else if (value.Op == OpCode.SumSteps)
                {
                    scheduler.Want(new Sink(SinkKind.Accumulate, value.Operands[0], value, places[value]));
                }
                else if (kept.Contains(value))
                {
                    scheduler.WantStored(value, Allocate(value, Extent.Pairs, View.Pairs));
                }
                else if (attended.Any(later => ClusterLevel(later) > level && later.Operands.Contains(value)) && !value.IsLeaf && value.Op != OpCode.Spread)
                {
                    scheduler.WantStored(value, Allocate(value, Extent.Positions, View.Positions));
                }
            }

            vectors.Where(g => levels[g.Adjoint] == level).ToList().ForEach(g => scheduler.Want(new Sink(SinkKind.ColumnSum, g.Adjoint, g.Adjoint, Parameter: g.Parameter)));
            matrices.Where(g => LevelOfProduct(g) == level).ToList().ForEach(scheduler.Want);
            List<Kernel> kernels = scheduler.Run();
            foreach (KeyValuePair<Value, Place> place in scheduler.Places)
            {
                places[place.Key] = place.Value;
            }

            clusters.Add(new Cluster(clusters.Count, [.. scheduler.StepOperands.Distinct()], [.. mine.Where(v => v.Op == OpCode.SegmentSum)], kernels));
        }

        int ClusterLevel(Value value) => value.Op is OpCode.SegmentSum or OpCode.SumSteps ? OwnLevel(value.Operands[0], Belongs) : levels[value];

        int LevelOfProduct(MatrixGradient g) => Math.Max(OwnLevel(g.Left, Belongs), OwnLevel(g.Right, Belongs));
    }

    private int OwnLevel(Value value, Func<Value, bool> belongs) => belongs(value) ? levels[value] : 0;

    // What lies in memory for a cluster: what is the same at every step, what was kept, and what an earlier cluster of the pass has left.
    private Place? PlaceIn(Value value, bool backward)
    {
        if (value.Op == OpCode.Memory)
        {
            return new Place(MemoryProgram.Input(memory), 0, View.Positions);
        }

        if (!places.TryGetValue(value, out Place? place))
        {
            return null;
        }

        bool isGone = backward && forward.Contains(value) && value.Space == RowSpace.Attended && place.View != View.Pairs;
        return isGone ? null : place;
    }

    private void PlaceAccumulators()
    {
        foreach (Value value in accumulated)
        {
            places.Add(value, value == direct ? GradientPlace : Allocate(value, Extent.Positions, View.Positions));
        }
    }

    private List<Kernel> Schedule(string name, Action<PositionScheduler>? want, IEnumerable<Value> stored, out PositionScheduler scheduler)
    {
        scheduler = new PositionScheduler(
            () => name + Number(++loops),
            v => v.Op == OpCode.Memory ? new Place(MemoryProgram.Input(memory), 0, View.Positions) : places.TryGetValue(v, out Place? place) ? place : null,
            v => Allocate(v, Extent.Positions, View.Positions));
        foreach (Value value in stored)
        {
            scheduler.WantStored(value, Allocate(value, Extent.Positions, View.Positions));
        }

        want?.Invoke(scheduler);
        List<Kernel> kernels = scheduler.Run();
        foreach (KeyValuePair<Value, Place> place in scheduler.Places)
        {
            places[place.Key] = place.Value;
        }

        return kernels;
    }

    private List<Kernel> PlanAfter() => Schedule("BackPositions", scheduler =>
    {
        if (graph.MemoryGradient is { } gradient && gradient != direct)
        {
            scheduler.WantStored(gradient, GradientPlace);
        }

        foreach (VectorGradient g in graph.VectorGradients.Where(g => g.Adjoint.Space == RowSpace.Memory))
        {
            scheduler.Want(new Sink(SinkKind.ColumnSum, g.Adjoint, g.Adjoint, Parameter: g.Parameter));
        }

        graph.MatrixGradients.Where(g => g.Adjoint.Space == RowSpace.Memory).ToList().ForEach(scheduler.Want);
    }, [], out _);

    private Place Allocate(Value value, Extent extent, View view)
    {
        string name = value.Name ?? value.Label ?? (value.Op == OpCode.SumSteps ? "d" + memory.Name + "Sums" : memory.Name + "Rows");
        var buffer = new Buffer(name, value.Size!, 1, extent, forward.Contains(value) ? new Printer(graph.Spec).Definition(value) : name, Id: value.Id);
        if (!buffers.Contains(buffer))
        {
            buffers.Add(buffer); // what the way back computes again lies where it lay
        }

        return new Place(buffer, 0, view);
    }

    private CellGraph Outline()
    {
        var builder = new GraphBuilder(graph.Spec);
        var done = new Dictionary<Value, Value>();
        return graph with
        {
            Builder = builder,
            NextStates = [.. graph.NextStates.Select(v => Map(v))],
            Outputs = [.. graph.Outputs.Select(Map)],
            PreviousGradients = [.. graph.PreviousGradients.Select(v => v is null ? null : Map(v))],
            InputGradients = [.. graph.InputGradients.Select(v => v is null ? null : Map(v))],
            MatrixGradients = [.. graph.MatrixGradients.Where(g => !g.Adjoint.HasPositions()).Select(g => g with { Adjoint = Map(g.Adjoint), Operand = Map(g.Operand) })],
            VectorGradients = [.. graph.VectorGradients.Where(g => !g.Adjoint.HasPositions()).Select(g => new VectorGradient(g.Parameter, Map(g.Adjoint)))],
            TableGradients = [.. graph.TableGradients.Select(g => g with { Adjoint = Map(g.Adjoint) })],
            MemoryGradient = null,
            Scores = [],
            Effects = [.. clusters.Where(c => c.Results.Count == 0).Select(c => builder.Attend(c.Index, -1, Operands(c), Dimension.Scalar))],
        };

        IReadOnlyList<Value> Operands(Cluster cluster) => cluster.Operands.Count > 0 ? [.. cluster.Operands.Select(Map)] : [AnyOfAStep()];

        Value AnyOfAStep() => graph.Spec.Inputs.ToList().FindIndex(input => input.Kind == InputKind.Given) is >= 0 and int given ? builder.Input(given) : builder.State(0);

        Value Map(Value value)
        {
            if (!done.TryGetValue(value, out Value? result))
            {
                result = value.Op == OpCode.SegmentSum ? AttendOf(value)
                    : value is Affine sum ? builder.Affine([.. sum.Products.Select(p => p with { Operand = Map(p.Operand) })], sum.Biases, sum.Size!)
                    : builder.Copy(value, [.. value.Operands.Select(Map)]);
                result.TakeNames(value);
                done.Add(value, result);
            }

            return result;
        }

        Value AttendOf(Value result)
        {
            Cluster cluster = clusters.Single(c => c.Results.Contains(result));
            return builder.Attend(cluster.Index, cluster.Results.ToList().IndexOf(result), Operands(cluster), result.Size!);
        }
    }

    private static string Number(int value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
