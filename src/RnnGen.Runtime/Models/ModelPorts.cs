using System.ComponentModel;

namespace RnnGen.Kernels;

/// <summary>What a value at the border of a model is.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum PortForm
{
    /// <summary>Token ids, (B,T).</summary>
    Tokens,

    /// <summary>A sequence of vectors, (B,T,F).</summary>
    Sequence,

    /// <summary>One vector for each sequence, (B,F).</summary>
    Vectors,
}

/// <summary>A parameter or a result of a model's forward method.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Form">What it is.</param>
/// <param name="Axis">Which time axis it runs along; -1 for vectors.</param>
/// <param name="Size">Features; 0 for tokens.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record ModelPort(string Name, PortForm Form, int Axis, int Size);
