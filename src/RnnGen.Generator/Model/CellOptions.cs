using System;
using System.Linq;

namespace RnnGen.Generator.Model;

/// <summary>Options that change the equations of any cell. A limit of 0 is none. Bits, because 0.0 equals -0.0 as a number.</summary>
/// <param name="StateClipBits">Bits of the limit of every new state.</param>
/// <param name="ActivationClipBits">Bits of the limit of what every Sigmoid and Tanh reads.</param>
/// <param name="ZoneoutHiddenBits">Bits of the zoneout rate of the state h.</param>
/// <param name="ZoneoutCellBits">Bits of the zoneout rate of the state c.</param>
/// <param name="LearnsInitialState">Whether states begin as parameters.</param>
internal sealed record CellOptions(
    long StateClipBits, long ActivationClipBits, long ZoneoutHiddenBits = 0, long ZoneoutCellBits = 0, bool LearnsInitialState = false)
{
    public static CellOptions None { get; } = new(0, 0);

    /// <summary>The cell with the options of an attribute worked into its equations.</summary>
    public static CellSpec Apply(CellSpec cell, BuiltInCell chosen)
    {
        if (!chosen.Bias)
            cell = WithoutBiases(cell);
        CellOptions options = chosen.Options;
        if (cell.Step is not { } step)
            return cell;
        if (options.ActivationClipBits != 0)
            step = StepRewriter.Run(step, (writer, line, _) => line.Op is OpCode.Sigmoid or OpCode.Tanh
                ? writer.Add(line with { Operands = [writer.Clamp(line.Operands[0], options.ActivationClipBits, null)] })
                : writer.Add(line));
        if (options.StateClipBits != 0)
            step = StepRewriter.Run(step, (writer, line, index) => step.NextStates.Contains(index) && line.Op is not (OpCode.State or OpCode.Input)
                ? writer.Clamp(writer.Add(line with { Name = null }), options.StateClipBits, line.Name)
                : writer.Add(line));
        for (int state = 0; state < cell.States.Count; state++)
        {
            long rate = cell.States[state].Name switch { "h" => options.ZoneoutHiddenBits, "c" => options.ZoneoutCellBits, _ => 0 };
            step = rate == 0 ? step : StepRewriter.Zoneout(step, state, rate);
        }

        cell = cell with { Step = step };
        return options.LearnsInitialState ? WithLearnedStates(cell) : cell;
    }

    // Behind the others, so that what names parameters by their position still finds its own.
    private static CellSpec WithLearnedStates(CellSpec cell) => cell with
    {
        Parameters = cell.Parameters.Concat(cell.States.Select(state => new ParameterSpec(
            state.Name + "0", state.Size.Rows, state.Size.Columns, "public", Init.Constant, BitConverter.DoubleToInt64Bits(1), 0, null, 0))).ToEquatableArray(),
        States = cell.States.Select(state => state with { Initial = state.Name + "0" }).ToEquatableArray(),
    };

    /// <summary>Whether a parameter is a bias: what <c>Bias = false</c> leaves out.</summary>
    private static bool IsBias(ParameterSpec parameter) => !parameter.IsMatrix && (parameter.Name == "b" || parameter.Name.StartsWith("b_", StringComparison.Ordinal));

    // Leaves out the biases and the additions that brought them in.
    private static CellSpec WithoutBiases(CellSpec cell)
    {
        int[] kept = [.. Enumerable.Range(0, cell.Parameters.Count).Where(index => !IsBias(cell.Parameters[index]))];
        StepSpec? step = cell.Step is null ? null : StepRewriter.Run(cell.Step, (writer, line, _) =>
        {
            if (line.Op == OpCode.Parameter && !kept.Contains(line.Index))
                return null;
            if (line.Op == OpCode.Add && line.Operands.Contains(StepRewriter.Dropped))
                return line.Operands[0] == StepRewriter.Dropped ? line.Operands[1] : line.Operands[0];
            return writer.Add(line.ReadsParameter ? line with { Index = Array.IndexOf(kept, line.Index) } : line);
        });
        return cell with { Parameters = kept.Select(index => cell.Parameters[index]).ToEquatableArray(), Step = step };
    }
}
