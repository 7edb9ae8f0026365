using System.Collections.Generic;
using System.Numerics;
using RnnGen.Kernels;

namespace RnnGen.Runtime.Tests;

/// <summary>A model of bare parameters in every layout there is.</summary>
internal sealed class FlatModel<T> : Trainable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private FlatModel(IReadOnlyList<ParameterDescription> descriptions, int length) => Memory = new ParameterStorage<T>(descriptions, length);

    public ParameterStorage<T> Memory { get; }

    internal override ParameterStorage Storage => Memory;

    /// <summary>Two gates of one group stored as one tensor, a table and two vectors stored as one.</summary>
    public static FlatModel<T> Mixed()
    {
        int gates = ElementLayout.GroupLength(20, 3, 2);
        var table = ElementLayout.Table(5, 18, gates);
        int first = gates + (5 * 32);
        return new FlatModel<T>(
            [
                new("Wf", ElementLayout.Gate(20, 3, 0, 2, 0), IsVector: false, StoredAs: "weight", Part: 1),
                new("Wi", ElementLayout.Gate(20, 3, 0, 2, 1), IsVector: false, Init.Orthogonal, StoredAs: "weight", Part: 0),
                new("Table", table, IsVector: false, Init.Normal),
                new("bf", ElementLayout.Vector(7, first), IsVector: true, Init.Constant, Value: 1, StoredAs: "bias", Part: 0),
                new("bi", ElementLayout.Vector(17, first + 16), IsVector: true, Init.Uniform, StoredAs: "bias", Part: 1),
            ],
            first + 16 + 32);
    }

    /// <summary>One parameter in a buffer of its own.</summary>
    public static FlatModel<T> Of(ParameterDescription description, int length) => new([description], length);

    /// <summary>Matrices and vectors (columns 0) one after the other.</summary>
    public static FlatModel<T> Of(params (string Name, int Rows, int Columns, Init Init, double Gain)[] parameters)
    {
        var descriptions = new List<ParameterDescription>();
        int offset = 0;
        foreach ((string name, int rows, int columns, Init init, double gain) in parameters)
        {
            var layout = columns == 0 ? ElementLayout.Vector(rows, offset) : ElementLayout.Gate(rows, columns, offset, 1, 0);
            descriptions.Add(new ParameterDescription(name, layout, columns == 0, init, gain));
            offset += ElementLayout.GroupLength(rows, columns == 0 ? 1 : columns, 1);
        }

        return new FlatModel<T>(descriptions, offset);
    }

    public FlatModel<T> Filled(int seed)
    {
        Initializer.Fill(Memory, seed);
        return this;
    }
}
