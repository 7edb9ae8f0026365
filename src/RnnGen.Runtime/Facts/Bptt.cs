using System;

namespace RnnGen;

/// <summary>
/// Declares how far back a cell or model must remember, and how far back its gradients go. The analyzers compute from it whether the
/// gradient, the forget gate and the window can reach that far.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, Inherited = false)]
public sealed class BpttAttribute : Attribute
{
    /// <summary>Steps between something that is read and the result that depends on it; 0 when not stated. Default 0.</summary>
    public int Dependency { get; set; }

    /// <summary>Steps gradients go back: the window of truncated backpropagation; 0 for whole sequences. Default 0.</summary>
    public int Window { get; set; }

    /// <summary>Whether states are carried from window to window. Default false.</summary>
    public bool CarryState { get; set; }
}

/// <summary>Declares that a recurrence is meant to forget: its gradient may vanish over the declared dependency.</summary>
/// <param name="because">Why, for the next reader.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Property, Inherited = false)]
public sealed class AllowVanishingAttribute(string because) : Attribute
{
    /// <summary>Why.</summary>
    public string Because { get; } = because;
}
