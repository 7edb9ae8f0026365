using System.Linq;

namespace RnnGen.Generator.Model;

/// <summary>A built-in cell as read from its embedded file, with the sizes of that text.</summary>
internal sealed record NamedCell(BuiltInText Text, CellSpec Spec)
{
    public string File => Text.File;
}

/// <summary>A partial class to be completed by a built-in cell.</summary>
/// <param name="Readable">False when a size or option was wrong: only the public surface is emitted.</param>
internal sealed record BuiltInRequest(TypeSpec Type, Precision Precision, BuiltInCell Cell, Dimension Input, Dimension Hidden, bool Readable);

/// <summary>The equations of the built-in cells in use, as the reader found them in the embedded files.</summary>
internal sealed record BuiltInEquations(EquatableArray<NamedCell> Cells)
{
    // Of the LSTM and of its form with coupled gates.
    private static readonly string[] ForgetBiases = ["b_if", "b_f"];

    public static BuiltInEquations None { get; } = new([]);

    /// <summary>The cell a class asks for, or null when the runtime's types could not be found.</summary>
    public CellSpec? Complete(BuiltInRequest request) =>
        Specialise(request.Cell, request.Input, request.Hidden) is { } cell
            ? cell with { Type = request.Type, Precision = request.Precision, Step = request.Readable ? cell.Step : null }
            : null;

    /// <summary>A built-in cell with the given options and sizes; null when its equations are not there.</summary>
    public CellSpec? Specialise(BuiltInCell options, Dimension input, Dimension hidden)
    {
        CellSpec? cell = Cells.FirstOrDefault(candidate => candidate.Text == options.Text)?.Spec;
        if (cell is null)
            return null;
        cell = CellOptions.Apply(cell, options);
        bool isLstm = options is { File: "Lstm" or "LstmCoupled" or "LstmProjection" };
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
            ValueBits = isLstm && ForgetBiases.Contains(parameter.Name) ? options.ForgetBiasBits : parameter.ValueBits,
        };

        // A plain number keeps the letter of the equations: generated code then says H, not 64. Other sizes are those of the text.
        Dimension Sized(Dimension size)
        {
            if (size.Text is not ("I" or "H") || size.Columns is not null || size.IsScalar)
                return size;
            Dimension given = size.Text == "I" ? input : hidden;
            Dimension rows = given.Text.All(char.IsDigit) ? given with { Text = size.Text } : given;
            return size.Columns is null ? rows : rows with { Columns = Sized(size.Columns) };
        }
    }
}
