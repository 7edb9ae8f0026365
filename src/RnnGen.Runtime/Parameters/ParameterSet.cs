using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using RnnGen.Kernels;

namespace RnnGen;

/// <summary>The parameters of a model or cell, in declaration order and by name.</summary>
public sealed class ParameterSet : IReadOnlyList<Parameter>
{
    private readonly Parameter[] items;
    private readonly Dictionary<string, Parameter> byName;

    internal ParameterSet(ParameterStorage storage)
    {
        Storage = storage;
        items = [.. storage.Descriptions.Select(description => new Parameter(storage, description))];
        byName = items.ToDictionary(item => item.Name, StringComparer.Ordinal);
        ElementCount = items.Sum(item => item.Count);
    }

    /// <summary>Number of parameters.</summary>
    public int Count => items.Length;

    /// <summary>Number of trainable elements.</summary>
    public int ElementCount { get; }

    internal ParameterStorage Storage { get; }

    /// <summary>A parameter by position.</summary>
    /// <param name="index">0 to <see cref="Count"/> - 1.</param>
    public Parameter this[int index] => items[index];

    /// <summary>A parameter by name.</summary>
    /// <param name="name">Name, case-sensitive.</param>
    /// <exception cref="KeyNotFoundException">There is none of that name; the message lists the names.</exception>
    public Parameter this[string name] => byName.TryGetValue(name, out Parameter? found)
        ? found
        : throw new KeyNotFoundException($"There is no parameter '{name}'; there are {string.Join(", ", items.Select(item => item.Name))}.");

    /// <summary>A parameter by name; null when there is none.</summary>
    /// <param name="name">Name, case-sensitive.</param>
    public Parameter? Find(string name) => byName.GetValueOrDefault(name);

    /// <summary>Whether there is a parameter of that name.</summary>
    /// <param name="name">Name, case-sensitive.</param>
    public bool Contains(string name) => byName.ContainsKey(name);

    /// <summary>The parameters in declaration order.</summary>
    public IEnumerator<Parameter> GetEnumerator() => ((IEnumerable<Parameter>)items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => items.GetEnumerator();

    /// <summary>How many parameters and elements.</summary>
    public override string ToString() => $"ParameterSet of {Count} parameters, {ElementCount} elements";
}
