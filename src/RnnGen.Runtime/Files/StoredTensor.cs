using System;
using System.Collections.Generic;
using System.Linq;

namespace RnnGen;

/// <summary>A tensor of a file and the parameters stacked in it by rows.</summary>
internal sealed class StoredTensor : IStoredTensor
{
    private readonly Parameter[] parts;

    private StoredTensor(string name, Parameter[] parts)
    {
        Name = name;
        this.parts = parts;
        for (int i = 0; i < parts.Length; i++)
        {
            if (parts[i].Part != i || parts[i].IsVector != parts[0].IsVector || parts[i].Layout.Columns != parts[0].Layout.Columns)
            {
                throw new InvalidOperationException(
                    $"The parameters stored as '{name}' do not stack: {parts[i]} is part {parts[i].Part} at position {i}, after {parts[0]}.");
            }
        }

        int rows = parts.Sum(part => part.Layout.Rows);
        Dims = parts[0].IsVector ? [rows] : [rows, parts[0].Layout.Columns];
    }

    public string Name { get; }

    public int[] Dims { get; }

    /// <summary>The tensors a parameter set is stored as, in declaration order.</summary>
    public static IReadOnlyList<StoredTensor> Of(ParameterSet parameters) =>
        [.. parameters.GroupBy(item => item.StoredAs, StringComparer.Ordinal).Select(group => new StoredTensor(group.Key, [.. group.OrderBy(item => item.Part)]))];

    /// <summary>Places of the elements in the flat buffer, row-major.</summary>
    public IEnumerable<int> Places => parts.SelectMany(part => Enumerable.Range(0, part.Count).Select(part.Place));

    public Tensor Collect()
    {
        Tensor[] values = Array.ConvertAll(parts, part => part.Value);
        return values[0].IsDouble
            ? Tensor.Wrap(values.SelectMany(value => value.Doubles!).ToArray(), (int[])Dims.Clone())
            : Tensor.Wrap(values.SelectMany(value => value.Singles!).ToArray(), (int[])Dims.Clone());
    }

    public void Distribute(Tensor tensor)
    {
        int start = 0;
        foreach (Parameter part in parts)
        {
            if (tensor.Doubles is { } doubles)
            {
                part.Set(doubles[start..(start + part.Count)]);
            }
            else
            {
                part.Set(tensor.Singles![start..(start + part.Count)]);
            }

            start += part.Count;
        }
    }
}
