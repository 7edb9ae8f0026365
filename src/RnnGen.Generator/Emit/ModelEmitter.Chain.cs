using System;
using System.Collections.Generic;
using System.Linq;
using RnnGen.Generator.Model;
using RnnGen.Generator.Planning;

namespace RnnGen.Generator.Emit;

/// <content>The operations one after another, and back again in reverse.</content>
internal sealed partial class ModelEmitter
{
    private string Elementwise => $"{Kernels}Elementwise<{element}, {Kernels}{lanes}>";

    private string OverTime => $"{Kernels}OverTime<{element}>";

    private string FeatureBlocks => $"{Kernels}FeatureBlocks<{element}>";

    private void EmitChain(ForwardSpec spec, ModelPlan modelPlan)
    {
        if (IsDecoder)
        {
            int axis = spec.Parameters[spec.Parameters.Count - 1].Axis;
            EmitRun("Runs what comes before the decoder.", "RunSource", spec, op => spec.Ops[op].Axis != axis);
            EmitRun("Runs the decoder.", "RunTarget", spec, op => spec.Ops[op].Axis == axis);
            EmitConditions(spec);
        }
        else
        {
            EmitRun("Runs the layers over a packed batch.", "RunForward", spec, op => true);
        }

        EmitMethod("Goes back through the layers, adding to the gradients of the parameters.", $"void RunBackward({Run} run)", () =>
        {
            EmitSteps(spec);
            foreach (int input in modelPlan.UnusedInputs)
            {
                writer.Line($"{Gradient(spec, input)}.Clear();");
            }

            foreach (BackwardStep step in modelPlan.Backward)
            {
                writer.Blank();
                writer.Line($"// back through  {Describe(spec, step.Op)}");
                if (step.Clear)
                {
                    writer.Line($"{Gradient(spec, spec.ValueOf(step.Op))}.Clear();");
                }

                EmitBackward(spec, step);
            }
        });
        BeginHidden("Elements of workspace that a run needs.");
        writer.Line($"protected override int WorkspaceLength({Run} run) => Buffers.Length(this, run);");
        EmitMethod("A result, packed, or its gradient.", $"{Panel} Result({Run} run, int result, bool gradient)", () =>
        {
            writer.Line("var b = new Buffers(this, run);");
            writer.Line("return " + Choice("result", spec.Results.Select(r => $"gradient ? {Gradient(spec, r.Value)} : {Value(spec, r.Value)}")) + ";");
        });
        EmitMethod("The workspace of a recurrent call.", $"{Span} RecurrentMemory({Run} run, int call)", () =>
        {
            writer.Line("var b = new Buffers(this, run);");
            writer.Line(modelPlan.RecurrentOps.Count == 0
                ? "throw new global::System.ArgumentOutOfRangeException(nameof(call));"
                : "return " + Choice("call", modelPlan.RecurrentOps.Select(op => "b." + Memory(op))) + ";");
        });
        if (modelPlan.RecurrentOps.Any(op => spec.Ops[op].Axis > 0))
        {
            BeginHidden("The time axis a recurrent call runs along.");
            writer.Line("protected override int AxisOfCall(int call) => " + Choice("call", modelPlan.RecurrentOps.Select(op => Literals.Int(spec.Ops[op].Axis))) + ";");
        }

        if (modelPlan.RecurrentOps.Any(op => StatesGiven(spec.Ops[op]) > 0))
        {
            writer.Blank();
            Doc("States of a recurrent call that the forward method gives.");
            writer.Line(Hidden);
            writer.Line("protected override int StatesGiven(int call) => " + Choice("call", modelPlan.RecurrentOps.Select(op => Literals.Int(StatesGiven(spec.Ops[op])))) + ";");
        }
    }

    private void EmitRun(string summary, string name, ForwardSpec spec, Func<int, bool> included) => EmitMethod(summary, $"void {name}({Run} run)", () =>
    {
        EmitSteps(spec);
        foreach (int op in Enumerable.Range(0, spec.Ops.Count).Where(included))
        {
            writer.Blank();
            writer.Line($"// {Describe(spec, op)}");
            EmitForward(spec, op);
        }
    });

    // What a decoder reads from the part before it.
    private void EmitConditions(ForwardSpec spec)
    {
        BeginHidden("Time axes of what the decoder reads from the part before it, -1 for vectors.");
        writer.Line($"protected override global::System.Collections.Generic.IReadOnlyList<int> ConditionAxes {{ get; }} = [{string.Join(", ", spec.Conditions.Select(value => Literals.Int(spec.AxisOf(value))))}];");
        EmitMethod("What the decoder reads from the part before it.", $"{Panel} Condition({Run} run, int condition)", () =>
        {
            writer.Line("var b = new Buffers(this, run);");
            writer.Line(spec.Conditions.Count == 0
                ? "throw new global::System.ArgumentOutOfRangeException(nameof(condition));"
                : "return " + Choice("condition", spec.Conditions.Select(value => Value(spec, value))) + ";");
        });
    }

    private void EmitMethod(string summary, string signature, Action body)
    {
        BeginHidden(summary);
        using (writer.Block("protected override " + signature))
        {
            body();
        }
    }

    private void EmitSteps(ForwardSpec spec)
    {
        writer.Line("var b = new Buffers(this, run);");
        for (int axis = 0; axis < AxisCount; axis++)
        {
            string names = string.Join(", ", spec.Parameters.Where(p => p.Axis == axis).Select(p => p.Name));
            writer.Line($"{Kernels}Packing {Steps(axis)} = run.Axis({Literals.Int(axis)});{(AxisCount > 1 ? " // of " + names : "")}");
        }
    }

    private static string Choice(string argument, IEnumerable<string> choices)
    {
        string[] all = [.. choices];
        return all.Length == 1
            ? all[0]
            : $"{argument} switch {{ {string.Join(", ", all.Select((choice, i) => $"{(i == all.Length - 1 ? "_" : Literals.Int(i))} => {choice}"))} }}";
    }

    private string Key(int op) => $"run.Dropout.For({Literals.Int(plan!.MaskedOps.ToList().IndexOf(op))})";

    private static int StatesGiven(ForwardOp op) => op.Operands.Count - op.FirstInitial;

    private string States(ForwardSpec spec, string call, int scan, int index, string target = "")
    {
        ForwardOp op = spec.Ops[scan];
        int states = LayerOf(op).States.Count;
        return $"{Field(LayerOf(op))}.{call}(b.{Memory(scan)}, {Steps(op.Axis)}, {Literals.Int(index / states)}, {Literals.Int(index % states)}{target})";
    }

    private void EmitForward(ForwardSpec spec, int index)
    {
        ForwardOp op = spec.Ops[index];
        string y = "b." + ValueName(index), a = spec.IsTokens(op.Operands[0]) ? "" : Value(spec, op.Operands[0]);
        string steps = op.Axis >= 0 ? Steps(op.Axis) : "";
        switch (op.Code)
        {
            case ForwardCode.Lookup:
                writer.Line($"{Field(LayerOf(op))}.Forward({steps}, run.Ids({Literals.Int(op.Operands[0])}), {y});");
                break;
            case ForwardCode.Apply:
                writer.Line($"{Field(LayerOf(op))}.Forward({a}, {y});");
                break;
            case ForwardCode.Scan:
                if (op.Operands.Count > op.FirstInitial)
                {
                    using (IsDecoder ? writer.Block("if (!run.IsContinued)") : null)
                    {
                        for (int i = op.FirstInitial; i < op.Operands.Count; i++)
                        {
                            writer.Line($"{OverTime}.ToRanks({steps}, {Value(spec, op.Operands[i])}, {States(spec, "InitialStates", index, i - op.FirstInitial)});");
                        }
                    }

                    writer.Blank();
                }

                if (op.HasMemory)
                {
                    writer.Line($"{Attended} {AttendedName(index)} = run.Attend({CallOf(index)}, {steps}, {Steps(spec.AxisOf(op.Operands[op.Inputs]))}, {Value(spec, op.Operands[op.Inputs])});");
                }

                writer.Line($"{Field(LayerOf(op))}.Forward({steps}, {ScanInputs(spec, index)}, b.{Memory(index)});");
                break;
            case ForwardCode.Final:
                int scan = op.Operands[0] - spec.Parameters.Count;
                writer.Line($"{States(spec, "CopyFinalStates", scan, op.Index, ", " + y)};");
                break;
            case ForwardCode.Add or ForwardCode.Subtract or ForwardCode.Multiply:
                writer.Line($"{Elementwise}.{op.Code}({a}, {Value(spec, op.Operands[1])}, {y});");
                break;
            case ForwardCode.Scale:
                writer.Line($"{Elementwise}.Scale({a}, {Number(op.Bits)}, {Number(op.SummandBits)}, {y});");
                break;
            case ForwardCode.Tanh or ForwardCode.Sigmoid or ForwardCode.Relu:
                writer.Line($"{Elementwise}.{op.Code}({a}, {y});");
                break;
            case ForwardCode.Dropout:
                writer.Line($"{Key(index)}.Drop({a}, {y}, {Number(op.Bits)});");
                break;
            case ForwardCode.Concat:
                foreach ((int value, int first) in Parts(spec, op))
                {
                    writer.Line($"{FeatureBlocks}.Put({Value(spec, value)}, {y}, {Literals.Int(first)});");
                }

                break;
            case ForwardCode.Repeat or ForwardCode.Reverse:
                writer.Line($"{OverTime}.{op.Code}({steps}, {a}, {y});");
                break;
            default:
                writer.Line($"{OverTime}.{op.Code}({Steps(spec.AxisOf(op.Operands[0]))}, {a}, {y});");
                break;
        }
    }

    private void EmitBackward(ForwardSpec spec, BackwardStep step)
    {
        ForwardOp op = spec.Ops[step.Op];
        string y = "b." + ValueName(step.Op), dy = "b.d" + ValueName(step.Op), steps = op.Axis >= 0 ? Steps(op.Axis) : "";
        bool reads = !spec.IsTokens(op.Operands[0]);
        string a = reads ? Value(spec, op.Operands[0]) : "", da = reads ? Gradient(spec, op.Operands[0]) : "", add = Flag(step.Adds[0]);
        switch (op.Code)
        {
            case ForwardCode.Lookup:
                writer.Line($"{Field(LayerOf(op))}.Backward({steps}, run.Ids({Literals.Int(op.Operands[0])}), {dy});");
                break;
            case ForwardCode.Apply:
                writer.Line($"{Field(LayerOf(op))}.Backward({a}, {dy}, {da}, b.{Memory(step.Op)}{(step.Adds[0] ? ", add: true" : "")});");
                break;
            case ForwardCode.Scan:
                string[] below = [.. Enumerable.Range(0, op.Inputs).Select(i => step.Adds[i] ? "b." + ScratchName(plan!.ScratchOf(op, i)) : Gradient(spec, op.Operands[i]))];
                if (op.HasMemory)
                {
                    writer.Line($"{Attended} {AttendedName(step.Op)} = run.Attended({CallOf(step.Op)});");
                }

                string belows = op.HasMemory ? $"{AttendedName(step.Op)}.GradientOn({InputPanels(below)})" : InputPanels(below);
                writer.Line($"{Field(LayerOf(op))}.Backward({steps}, {ScanInputs(spec, step.Op)}, new({dy}), {belows}, b.{Memory(step.Op)});");
                for (int i = 0; i < op.Inputs; i++)
                {
                    if (step.Adds[i])
                    {
                        writer.Line($"{Elementwise}.Accumulate({below[i]}, 1.0, {Gradient(spec, op.Operands[i])}, add: true);");
                    }
                }

                if (op.HasMemory)
                {
                    writer.Line($"{Elementwise}.Accumulate({AttendedName(step.Op)}.GradientInSourceOrder(), 1.0, {Gradient(spec, op.Operands[op.Inputs])}, add: {Flag(step.Adds[op.Inputs])});");
                }

                for (int i = op.FirstInitial; i < op.Operands.Count; i++)
                {
                    writer.Line($"{OverTime}.FromRanks({steps}, {States(spec, "StateGradient", step.Op, i - op.FirstInitial)}, {Gradient(spec, op.Operands[i])}, add: {Flag(step.Adds[i])});");
                }

                break;
            case ForwardCode.Final:
                int scan = op.Operands[0] - spec.Parameters.Count;
                writer.Line($"{OverTime}.ToRanks({Steps(spec.Ops[scan].Axis)}, {dy}, {States(spec, "StateGradient", scan, op.Index)}, add: true);");
                break;
            case ForwardCode.Add or ForwardCode.Subtract:
                writer.Line($"{Elementwise}.Accumulate({dy}, 1.0, {da}, add: {add});");
                writer.Line($"{Elementwise}.Accumulate({dy}, {(op.Code == ForwardCode.Add ? "1.0" : "-1.0")}, {Gradient(spec, op.Operands[1])}, add: {Flag(step.Adds[1])});");
                break;
            case ForwardCode.Multiply:
                writer.Line($"{Elementwise}.Multiply({dy}, {Value(spec, op.Operands[1])}, {da}, add: {add});");
                writer.Line($"{Elementwise}.Multiply({dy}, {a}, {Gradient(spec, op.Operands[1])}, add: {Flag(step.Adds[1])});");
                break;
            case ForwardCode.Scale:
                writer.Line($"{Elementwise}.Accumulate({dy}, {Number(op.Bits)}, {da}, add: {add});");
                break;
            case ForwardCode.Tanh or ForwardCode.Sigmoid or ForwardCode.Relu:
                writer.Line($"{Elementwise}.{op.Code}Back({y}, {dy}, {da}, add: {add});");
                break;
            case ForwardCode.Dropout:
                writer.Line($"{Key(step.Op)}.Drop({dy}, {dy}, {Number(op.Bits)});");
                writer.Line($"{Elementwise}.Accumulate({dy}, 1.0, {da}, add: {add});");
                break;
            case ForwardCode.Concat:
                int part = 0;
                foreach ((int value, int first) in Parts(spec, op))
                {
                    writer.Line($"{FeatureBlocks}.Take({dy}, {Literals.Int(first)}, {Gradient(spec, value)}, add: {Flag(step.Adds[part++])});");
                }

                break;
            case ForwardCode.Max:
                writer.Line($"{OverTime}.MaxBack({Steps(spec.AxisOf(op.Operands[0]))}, {a}, {y}, {dy}, {da}, add: {add});");
                break;
            case ForwardCode.Repeat:
                writer.Line($"{OverTime}.Sum({steps}, {dy}, {da}, add: {add});");
                break;
            case ForwardCode.Reverse:
                writer.Line($"{OverTime}.Reverse({steps}, {dy}, {da}, add: {add});");
                break;
            case ForwardCode.Sum:
                writer.Line($"{OverTime}.Repeat({Steps(spec.AxisOf(op.Operands[0]))}, {dy}, {da}, add: {add});");
                break;
            default:
                writer.Line($"{OverTime}.{op.Code}Back({Steps(spec.AxisOf(op.Operands[0]))}, {dy}, {da}, add: {add});");
                break;
        }
    }

    private static readonly string[] FurtherInputs = ["Second", "Third", "Fourth"];

    private string Attended => $"{Kernels}AttendedMemory<{element}>";

    private string CallOf(int op) => Literals.Int(plan!.RecurrentOps.ToList().IndexOf(op));

    private static string AttendedName(int op) => "attended" + Literals.Int(op + 1);

    private string ScanInputs(ForwardSpec spec, int index)
    {
        ForwardOp op = spec.Ops[index];
        string panels = InputPanels([.. op.Operands.Take(op.Inputs).Select(value => Value(spec, value))], $"Dropout = {Key(index)}", $"StepsBehind = run.StepsBehind({CallOf(index)})");
        return op.HasMemory ? $"{AttendedName(index)}.On({panels})" : panels;
    }

    private static string InputPanels(string[] panels, params string[] more)
    {
        string[] members = [.. panels.Skip(1).Zip(FurtherInputs, (panel, name) => name + " = " + panel), .. more];
        return $"new({panels[0]})" + (members.Length == 0 ? "" : $" {{ {string.Join(", ", members)} }}");
    }

    private static IEnumerable<(int Value, int First)> Parts(ForwardSpec spec, ForwardOp op)
    {
        int first = 0;
        foreach (int value in op.Operands)
        {
            yield return (value, first);
            first += spec.SizeOf(value)!.Value;
        }
    }

    private static string Flag(bool value) => value ? "true" : "false";

    private static string Number(long bits) => Literals.Double(BitConverter.Int64BitsToDouble(bits));
}
