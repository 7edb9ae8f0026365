using System;
using System.Collections.Generic;
using System.Linq;

namespace RnnGen.Generator.Model;

/// <summary>Writes the lines of a step again, one after another, with other lines between or in place of them.</summary>
internal sealed class StepRewriter
{
    /// <summary>Stands for an operand that was left out.</summary>
    public const int Dropped = -1;

    private readonly List<Line> lines = [];

    private StepRewriter()
    {
    }

    /// <param name="step">The step.</param>
    /// <param name="place">
    /// From a line whose operands are those of the new step, and its old index, to the new line that takes its place; null when none does.
    /// </param>
    public static StepSpec Run(StepSpec step, Func<StepRewriter, Line, int, int?> place)
    {
        var writer = new StepRewriter();
        List<int> placed = [];
        foreach (Line line in step.Lines)
            placed.Add(place(writer, line with { Operands = line.Operands.Select(operand => placed[operand]).ToEquatableArray() }, placed.Count) ?? Dropped);
        return step with
        {
            Lines = writer.lines.ToEquatableArray(),
            NextStates = step.NextStates.Select(line => placed[line]).ToEquatableArray(),
            Output = placed[step.Output],
            Others = step.Others.Select(output => output with { Line = placed[output.Line] }).ToEquatableArray(),
        };
    }

    /// <summary>A state that keeps its previous value now and then; what else the step computes reads the new value.</summary>
    public static StepSpec Zoneout(StepSpec step, int state, long rateBits)
    {
        int next = step.NextStates[state], zoned = Dropped;
        var writer = new StepRewriter();
        foreach (Line line in step.Lines)
            writer.Add(line);
        int previous = step.Lines.ToList().FindIndex(line => line.Op == OpCode.State && line.Index == state);
        zoned = writer.Add(new Line(OpCode.Zoneout, [next, previous >= 0 ? previous : writer.Add(new Line(OpCode.State, [], state)), writer.Add(new Line(OpCode.Constant, [], Bits: rateBits))]));
        return step with
        {
            Lines = writer.lines.ToEquatableArray(),
            NextStates = step.NextStates.Select((line, i) => i == state ? zoned : line).ToEquatableArray(),
            Output = step.Output == next ? zoned : step.Output,
        };
    }

    public int Add(Line line)
    {
        lines.Add(line);
        return lines.Count - 1;
    }

    /// <summary>A value limited to ±limit.</summary>
    public int Clamp(int value, long limitBits, string? name)
    {
        double limit = BitConverter.Int64BitsToDouble(limitBits);
        return Add(new Line(OpCode.Clamp, [value, Constant(-limit), Constant(limit)], Name: name));
    }

    private int Constant(double value) => Add(new Line(OpCode.Constant, [], Bits: BitConverter.DoubleToInt64Bits(value)));
}
