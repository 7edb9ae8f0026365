using System.Collections.Generic;
using RnnGen.Benchmarks.Speed.Cells;

namespace RnnGen.Benchmarks.Speed;

/// <summary>One step of one sequence.</summary>
internal sealed class StreamRun(Case task, CaseData data, WeightFormat weights) : IRun
{
    private readonly CellStream<float> stream = CellTable.Create(task.Cell, task.I, task.H).CreateStream(weights);
    private readonly float[] input = data.Input;

    public void Once() => stream.Push(input);

    public IReadOnlyDictionary<string, float[]> Results()
    {
        stream.Reset();
        Once();
        return new Dictionary<string, float[]> { ["output"] = [.. stream.Push(input)] };
    }

    public void Dispose()
    {
    }
}
