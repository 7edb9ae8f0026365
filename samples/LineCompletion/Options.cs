using System.Collections.Generic;

namespace LineCompletion;

/// <summary>What the command line asks for.</summary>
internal sealed record Options
{
    /// <summary>File or folder to learn from; null for the source of this repository.</summary>
    public string? Source { get; init; }

    /// <summary>Which files of a folder.</summary>
    public string Pattern { get; init; } = "*.cs";

    /// <summary>Where the trained model is saved.</summary>
    public string Out { get; init; } = "line-completion.safetensors";

    /// <summary>Training time in minutes.</summary>
    public double Minutes { get; init; } = 2;

    /// <summary>Decides which lines are held out, the first weights and the order of the batches.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>A saved model to complete with; null to train one.</summary>
    public string? Model { get; init; }

    /// <summary>Beginnings of lines to complete; none for those of held-out lines, or for those on standard input with a saved model.</summary>
    public IReadOnlyList<string> Prefixes { get; init; } = [];

    /// <summary>Whether only the usage is wanted.</summary>
    public bool Help { get; init; }
}
