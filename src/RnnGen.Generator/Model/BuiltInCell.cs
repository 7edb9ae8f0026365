namespace RnnGen.Generator.Model;

/// <summary>A built-in cell as chosen by an attribute.</summary>
/// <param name="File">Name of the equations' file without extension, for example <c>Lstm</c>.</param>
/// <param name="Bias">Whether its biases are kept.</param>
/// <param name="ForgetBiasBits">Bits of the initial forget-gate bias (a double); used by the LSTM only.</param>
internal sealed record BuiltInCell(string File, bool Bias, long ForgetBiasBits)
{
    /// <summary>Conditional symbols that choose among the file's forms, separated by blanks.</summary>
    public string Symbols { get; init; } = "";

    /// <summary>Constants of the file with other values than it shows, <c>name = value</c>, separated by semicolons.</summary>
    public string Constants { get; init; } = "";

    /// <summary>Features the cell gives; null when that is the hidden size.</summary>
    public Dimension? Output { get; init; }

    /// <summary>Hidden size of a layer whose output has another; otherwise null.</summary>
    public Dimension? Hidden { get; init; }

    /// <summary>Options that hold for any cell.</summary>
    public CellOptions Options { get; init; } = CellOptions.None;

    public BuiltInText Text => new(File, Symbols, Constants);
}

/// <summary>The text of a built-in cell: a file and what is chosen in it.</summary>
internal sealed record BuiltInText(string File, string Symbols = "", string Constants = "");
