using System.Collections.Generic;
using System.Linq;
using RnnGen.Generator.Ir;
using RnnGen.Generator.Model;
using RnnGen.Generator.Planning;

namespace RnnGen.Generator.Emit;

/// <summary>The forward pass and backpropagation through time: work for all rows, a time loop, work for all rows.</summary>
internal sealed partial class CellEmitter
{
    /// <summary>Steps written out in one method at most, so that no method outgrows the JIT.</summary>
    private const int StepsPerMethod = 8;

    private static bool HasMasks(Kernel kernel) => kernel is ElementwiseKernel loop && KernelValues.ComputedBy(loop).SelectMany(v => v.Operands).Any(v => v.IsMask);

    private void EmitMasks(IEnumerable<Kernel> kernels)
    {
        if (kernels.Any(HasMasks))
        {
            writer.Line("var masks = new RandomMasks(steps, inputs.Dropout);");
        }
    }

    private void EmitForward(Program program)
    {
        using (writer.Block($"public static void Forward({StepArguments(false)})"))
        {
            EmitPanels(backward: false);
            EmitOwnInputs();
            EmitMasks(program.Forward.Before.Concat(program.Forward.After).Concat(IsLoopHere ? program.Forward.Loop : []));
            EmitTransposes(program.Forward);
            EmitKernels(program.Forward.Once, inLoop: false);
            int hoisted = EmitHoistedPositions(program);
            EmitKernels([.. program.Forward.Before.Skip(hoisted)], inLoop: false);
            EmitTimeLoop(program, program.Forward.Loop, backward: false);
            EmitKernels(program.Forward.After, inLoop: false);
        }

        EmitUnrolledSteps(program, program.Forward.Loop, backward: false);
        EmitSharedLoop(program.Forward, backward: false);
        EmitSingleStep(program.Forward);
    }

    private void EmitBackward(Program program)
    {
        using (writer.Block($"public static void Backward({StepArguments(true, ", Parameters g")}, Action<int>? beforeStep)"))
        {
            EmitPanels(backward: true);
            EmitMasks(program.Backward.Before.Concat(program.Backward.After).Concat(IsLoopHere ? program.Backward.Loop : []));
            EmitTransposes(program.Backward);
            EmitKernels([.. program.Backward.Before.Skip(EmitClearedPositions(program))], inLoop: false);
            EmitTimeLoop(program, program.Backward.Loop, backward: true);
            int positions = program.Memory?.AfterBackward.Count ?? 0;
            EmitKernels([.. program.Backward.After.Take(program.Backward.After.Count - positions)], inLoop: false);
            EmitBackThroughPositions(program);
            if (program.Backward.Once.Count > 0)
            {
                writer.Blank();
                using (writer.Block("if (steps.EndsBackward)"))
                {
                    EmitKernels(program.Backward.Once, inLoop: false);
                }
            }
        }

        EmitUnrolledSteps(program, program.Backward.Loop, backward: true);
        EmitSharedLoop(program.Backward, backward: true);
    }

    private void EmitTransposes(Pass pass, bool areWritten = false)
    {
        List<WeightRun> transposed = [.. Transposed(pass)];
        if (transposed.Count == 0)
        {
            return;
        }

        writer.Line("Span<" + Element + "> scratch = b.transposes;");
        foreach (WeightRun run in transposed)
        {
            writer.Line($"Weights<{Element}> {TransposedName(run)} = {WeightsExpression(run, "w")}.{(areWritten ? "Transposed" : "Transpose")}(ref scratch);");
        }

        writer.Blank();
    }

    private void EmitTimeLoop(Program program, IReadOnlyList<Kernel> loop, bool backward)
    {
        if (HasNoLoop(loop))
        {
            return;
        }

        if (Spec.TimeSteps > 0)
        {
            EmitUnrolledCalls(program, backward);
            return;
        }

        if (!IsLoopHere)
        {
            EmitSharedCall(backward ? program.Backward : program.Forward, backward);
            return;
        }

        EmitSteps(loop, backward);
    }

    private void EmitSteps(IReadOnlyList<Kernel> loop, bool backward)
    {
        writer.Blank();
        if (RunsOverTime(backward ? program!.Backward : program!.Forward))
        {
            EmitLoopsOverTime(loop, backward);
            return;
        }

        int unroll = Spec.Unroll;
        if (unroll == 1)
        {
            string header = backward ? "for (int t = steps.LongestStep - 1; t >= 0; t--)" : "for (int t = 0; t < steps.LongestStep; t++)";
            using (writer.Block(header))
            {
                EmitStep(loop, "t", backward);
            }
        }
        else
        {
            writer.Line(backward ? "int t = steps.LongestStep - 1;" : "int t = 0;");
            string n = Literals.Int(unroll);
            using (writer.Block(backward ? $"for (; t >= {Literals.Int(unroll - 1)}; t -= {n})" : $"for (; t + {n} <= steps.LongestStep; t += {n})"))
            {
                for (int i = 0; i < unroll; i++)
                {
                    using (writer.Block(""))
                    {
                        EmitStep(loop, i == 0 ? "t" : $"t {(backward ? "-" : "+")} {Literals.Int(i)}", backward);
                    }

                    writer.Blank();
                }
            }

            writer.Blank();
            using (writer.Block(backward ? "for (; t >= 0; t--)" : "for (; t < steps.LongestStep; t++)"))
            {
                EmitStep(loop, "t", backward);
            }
        }

        writer.Blank();
    }

    private void EmitStep(IReadOnlyList<Kernel> loop, string t, bool backward)
    {
        if (backward)
        {
            writer.Line($"beforeStep?.Invoke({t});");
        }

        HashSet<string> numbers = RowNumbersOf(loop);
        writer.Line($"int rows = steps.RowsAt({t});");
        foreach ((string name, string function) in new[] { ("first", "FirstRow"), ("from", "PreviousRow"), ("to", "CurrentRow") })
        {
            if (numbers.Contains(name))
            {
                writer.Line($"int {name} = steps.{function}({t});");
            }
        }

        if (HasMemory)
        {
            EmitVisiblePositions(t);
        }

        writer.Blank();
        EmitKernels(loop, inLoop: true);
    }

    // The numbers of rows that the calls of a step name.
    private static HashSet<string> RowNumbersOf(IReadOnlyList<Kernel> kernels)
    {
        HashSet<string> numbers = [.. kernels.SelectMany(Places).OfType<Place>().Where(p => p.Buffer.Extent != Extent.Single && p.View is View.Packed or View.Previous or View.Current).Select(p => ElementwiseEmitter.RowNumber(p.View))];
        if (kernels.Any(HasMasks))
        {
            numbers.Add("first");
        }

        return numbers;
    }

    private void EmitUnrolledCalls(Program program, bool backward)
    {
        string name = backward ? "Backward" : "Forward";
        string extra = (backward ? ", beforeStep" : "") + (backward && HasMemory ? ", g" : "")
            + string.Concat(Transposed((backward ? program.Backward : program.Forward).Loop).Select(r => ", " + TransposedName(r)));
        List<int> starts = [.. Enumerable.Range(0, Spec.TimeSteps).Where(t => t % StepsPerMethod == 0)];
        writer.Blank();
        foreach (int start in backward ? Enumerable.Reverse(starts) : starts)
        {
            writer.Line($"{name}Steps{Literals.Int(start + 1)}({StepValues(backward)}{extra});");
        }

        writer.Blank();
    }

    private void EmitUnrolledSteps(Program program, IReadOnlyList<Kernel> loop, bool backward)
    {
        for (int start = 0; start < Spec.TimeSteps; start += StepsPerMethod)
        {
            int end = System.Math.Min(start + StepsPerMethod, Spec.TimeSteps);
            string extra = (backward ? ", Action<int>? beforeStep" : "") + (backward && HasMemory ? ", Parameters g" : "")
                + string.Concat(Transposed((backward ? program.Backward : program.Forward).Loop).Select(r => $", Weights<{Element}> {TransposedName(r)}"));
            writer.Blank();
            using (writer.Block($"private static void {(backward ? "Backward" : "Forward")}Steps{Literals.Int(start + 1)}({StepArguments(backward)}{extra})"))
            {
                EmitPanels(backward);
                EmitMasks(loop);
                foreach (int t in backward ? Enumerable.Range(start, end - start).Reverse() : Enumerable.Range(start, end - start))
                {
                    writer.Blank();
                    foreach (string equation in EquationsAt(t + 1))
                    {
                        writer.Line((backward ? "// back through  " : "// ") + equation);
                    }

                    using (writer.Block($"if (steps.LongestStep > {Literals.Int(t)})"))
                    {
                        EmitStep(loop, Literals.Int(t), backward);
                    }
                }
            }
        }
    }

    // h3 = Tanh(Wx * x3 + Wh * h2 + b)
    private IEnumerable<string> EquationsAt(int step)
    {
        CellGraph graph = Lowering.AsWritten(Declared);
        string now = Literals.Int(step), before = Literals.Int(step - 1);
        string? Name(Value value)
        {
            if (value.Op == OpCode.State)
            {
                return value.Name + before;
            }

            int state = graph.NextStates.ToList().IndexOf(value);
            return state >= 0 ? Spec.States[state].Name + now : value.Op == OpCode.Parameter || value.Name is null ? null : value.Name + now;
        }

        var subscripted = new Printer(Declared, Name);
        foreach (Value value in CellGraph.Reachable(graph.ForwardRoots))
        {
            if (!value.IsLeaf && Name(value) is { } name)
            {
                yield return subscripted.Equation(name, value);
            }
        }
    }

    private IEnumerable<WeightRun> Transposed(Program program) => Transposed(program.Backward).Concat(Transposed(program.Forward)).Distinct();

    private IEnumerable<WeightRun> Transposed(Pass pass) => Transposed(pass.Kernels);

    private IEnumerable<WeightRun> Transposed(IEnumerable<Kernel> kernels) =>
        kernels.SelectMany(k => k is AttendKernel attend ? attend.Cluster.Kernels : [k])
            .Select(k => k is ProductKernel { Transposed: true } product ? product.Weights : k is PositionProductKernel { Transposed: true } rows ? RunOf(rows.Parameter) : null)
            .OfType<WeightRun>().Distinct();

    private string TransposedName(WeightRun run) => buffers.Name(run, (run.Count == run.Group.Parameters.Count
        ? run.Group.Name
        : string.Join("_", run.Group.Parameters.Skip(run.First).Take(run.Count).Select(p => Spec.Parameters[p].Name))) + "T");
}
