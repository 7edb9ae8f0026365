using System.Collections.Generic;
using System.Linq;

namespace RnnGen.Generator.Model;

/// <summary>A built-in cell as read from its embedded file, with the sizes of that file.</summary>
internal sealed record NamedCell(string File, CellSpec Spec);

/// <summary>A partial class to be completed by a built-in cell.</summary>
/// <param name="Readable">False when a size or option was wrong: only the public surface is emitted.</param>
internal sealed record BuiltInRequest(TypeSpec Type, Precision Precision, BuiltInCell Cell, Dimension Input, Dimension Hidden, bool Readable);

/// <summary>The equations of all built-in cells, as the reader found them in the embedded files.</summary>
internal sealed record BuiltInEquations(EquatableArray<NamedCell> Cells)
{
    private const string ForgetBias = "b_if";

    public static BuiltInEquations None { get; } = new([]);

    /// <summary>The cell a class asks for, or null when the runtime's types could not be found.</summary>
    public CellSpec? Complete(BuiltInRequest request) =>
        Specialise(request.Cell, request.Input, request.Hidden) is { } cell
            ? cell with { Type = request.Type, Precision = request.Precision, Step = request.Readable ? cell.Step : null }
            : null;

    /// <summary>A built-in cell with the given options and sizes; null when its equations are not there.</summary>
    public CellSpec? Specialise(BuiltInCell options, Dimension input, Dimension hidden)
    {
        CellSpec? cell = Cells.FirstOrDefault(candidate => candidate.File == options.File)?.Spec;
        if (cell is null)
            return null;
        if (!options.Bias)
            cell = WithoutBiases(cell);
        return cell with
        {
            DeclaresMembers = false,
            Parameters = cell.Parameters.Select(Resize).ToEquatableArray(),
            Inputs = cell.Inputs.Select(variable => variable with { Size = Sized(variable.Size) }).ToEquatableArray(),
            States = cell.States.Select(variable => variable with { Size = Sized(variable.Size) }).ToEquatableArray(),
        };

        ParameterSpec Resize(ParameterSpec parameter) => parameter with
        {
            Rows = Sized(parameter.Rows),
            Columns = parameter.Columns is { } columns ? Sized(columns) : null,
            ValueBits = parameter.Name == ForgetBias ? options.ForgetBiasBits : parameter.ValueBits,
        };

        // A plain number keeps the letter of the equations: generated code then says H, not 64.
        Dimension Sized(Dimension size)
        {
            Dimension given = size.Text == "I" ? input : hidden;
            return given.Text.All(char.IsDigit) ? given with { Text = size.Text } : given;
        }
    }

    /// <summary>Leaves out the vectors and the additions that brought them in.</summary>
    private static CellSpec WithoutBiases(CellSpec cell)
    {
        int[] kept = [.. Enumerable.Range(0, cell.Parameters.Count).Where(index => cell.Parameters[index].IsMatrix)];
        StepSpec? step = cell.Step;
        if (step is not null)
        {
            var place = new int?[step.Lines.Count];
            List<Line> lines = [];
            for (int i = 0; i < step.Lines.Count; i++)
                place[i] = Translate(step.Lines[i], place, lines, kept);
            step = step with
            {
                Lines = lines.ToEquatableArray(),
                NextStates = step.NextStates.Select(line => place[line]!.Value).ToEquatableArray(),
                Output = place[step.Output]!.Value,
            };
        }

        return cell with { Parameters = kept.Select(index => cell.Parameters[index]).ToEquatableArray(), Step = step };
    }

    private static int? Translate(Line line, int?[] place, List<Line> lines, int[] kept)
    {
        if (line.Op == OpCode.Parameter)
            return null;
        int?[] operands = [.. line.Operands.Select(operand => place[operand])];
        if (line.Op == OpCode.Add && operands.Contains(null))
            return operands[0] ?? operands[1];
        lines.Add(line with
        {
            Operands = operands.Select(operand => operand!.Value).ToEquatableArray(),
            Index = line.Op is OpCode.MatVec or OpCode.TransposedMatVec ? System.Array.IndexOf(kept, line.Index) : line.Index,
        });
        return lines.Count - 1;
    }
}
