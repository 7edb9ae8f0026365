using System;
using System.Collections.Generic;
using System.Linq;
using RnnGen.Benchmarks.Speed.Cells;

namespace RnnGen.Benchmarks.Speed;

/// <summary>The numbers of a case, the same for all contenders.</summary>
internal sealed class CaseData
{
    public CaseData(Case task)
    {
        var random = new Random(7);
        Input = Numbers(random, task.B * task.T * task.I);
        OutputGradient = Numbers(random, task.B * task.T * task.H);
        Ids = [.. Enumerable.Range(0, task.B * (task.T + 1)).Select(_ => random.Next(Case.Vocabulary))];
        if (task.Op != Case.Lm)
        {
            Parameters = Stacked(CellTable.Create(task.Cell, task.I, task.H).Parameters, parameter => parameter.Value);
        }
    }

    /// <summary>(B,T,I).</summary>
    public float[] Input { get; }

    /// <summary>dL/dy, (B,T,H).</summary>
    public float[] OutputGradient { get; }

    /// <summary>Token ids, (B,T+1): a token and, one place on, its target.</summary>
    public int[] Ids { get; }

    /// <summary>The cell's parameters under their names in a model file, gates stacked by rows.</summary>
    public IReadOnlyDictionary<string, float[]> Parameters { get; } = new Dictionary<string, float[]>();

    /// <summary>Tensors as a model file would hold them.</summary>
    public static Dictionary<string, float[]> Stacked(ParameterSet parameters, Func<Parameter, Tensor> of) => parameters
        .GroupBy(parameter => parameter.StoredAs)
        .ToDictionary(group => group.Key, group => group.OrderBy(parameter => parameter.Part).SelectMany(parameter => of(parameter).ToArray()).ToArray());

    /// <summary>Token ids of a sequence, (T), from the given place on.</summary>
    public int[] Sequence(int index, int steps, int by)
    {
        int start = (index * (steps + 1)) + by;
        return Ids[start..(start + steps)];
    }

    private static float[] Numbers(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() - 0.5f)];
}
