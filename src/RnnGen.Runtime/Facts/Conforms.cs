using System;

namespace RnnGen;

/// <summary>Cells of the textbooks whose equations a cell of yours can be held to.</summary>
public enum CellKind
{
    /// <summary>h' = tanh(W x + U h + b), or max(0, ..).</summary>
    Rnn,

    /// <summary>c' = f * c + i * g, h' = o * tanh(c') with sigmoid gates i, f, o and g = tanh.</summary>
    Lstm,

    /// <summary>h' = (1 - z) * n + z * h, or the other way round, with n = tanh(W x + r * (U h) + b) or tanh(W x + U (r * h) + b).</summary>
    Gru,
}

/// <summary>Holds the equations of a cell to those of a textbook: the first term that differs is named.</summary>
/// <param name="kind">The textbook's cell.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ConformsAttribute(CellKind kind) : Attribute
{
    /// <summary>The textbook's cell.</summary>
    public CellKind Kind { get; } = kind;
}

/// <summary>States the order in which a file stacks the gates of a cell, for example <c>[ImportLayout("ifgo")]</c> for PyTorch's LSTM.</summary>
/// <param name="gates">One letter for each gate, first block of rows first.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method | AttributeTargets.Property, Inherited = false)]
public sealed class ImportLayoutAttribute(string gates) : Attribute
{
    /// <summary>One letter for each gate.</summary>
    public string Gates { get; } = gates;
}
