using System.Collections.Generic;

namespace RnnGen;

/// <summary>What a safetensors file holds.</summary>
public sealed class TensorFile
{
    internal TensorFile(IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        Tensors = tensors;
        Metadata = metadata;
    }

    /// <summary>The tensors by name.</summary>
    public IReadOnlyDictionary<string, Tensor> Tensors { get; }

    /// <summary>The file's own notes.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>A tensor by name.</summary>
    /// <param name="name">Name, case-sensitive.</param>
    /// <exception cref="KeyNotFoundException">There is none of that name; the message lists the names.</exception>
    public Tensor this[string name] => Tensors.TryGetValue(name, out Tensor? found)
        ? found
        : throw new KeyNotFoundException($"There is no tensor '{name}'; there are {string.Join(", ", Tensors.Keys)}.");

    /// <summary>How many tensors.</summary>
    public override string ToString() => $"TensorFile of {Tensors.Count} tensors";
}
