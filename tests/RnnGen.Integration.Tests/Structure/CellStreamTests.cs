using System;
using System.Linq;
using RnnGen.Integration.Tests.Cells;
using RnnGen.Kernels;
using RnnGen.Testing;
using Xunit;

namespace RnnGen.Integration.Tests.Structure;

/// <summary>Steps of a stream are the steps of a whole run, and allocate nothing.</summary>
public sealed class CellStreamTests
{
    private const int Steps = 7;

    public static TheoryData<string> Cells => [nameof(AllocationLstm), nameof(AllocationCustom), nameof(StreamedGru)];

    [Theory]
    [MemberData(nameof(Cells))]
    public void Steps_give_what_a_whole_run_gives(string name)
    {
        RecurrentCell<float> cell = Create(name);
        float[] input = Input(cell);
        float[] whole = cell.Scan(Sequence.From(Tensor.FromArray(input, 1, Steps, cell.InputSize))).ToTensor().ToArray();
        CellStream<float> stream = cell.CreateStream();
        for (int run = 0; run < 2; run++)
        {
            for (int t = 0; t < Steps; t++)
            {
                float[] output = stream.Push(input[(t * cell.InputSize)..((t + 1) * cell.InputSize)]);
                Assert.All(output.Zip(whole[(t * cell.OutputSize)..((t + 1) * cell.OutputSize)]), pair => Assert.Equal(pair.Second, pair.First, 1e-6f));
            }

            stream.Reset();
        }
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void Steps_allocate_nothing(string name)
    {
        RecurrentCell<float> cell = Create(name);
        CellStream<float> stream = cell.CreateStream();
        float[] input = Input(cell)[..cell.InputSize], output = new float[cell.OutputSize];
        stream.Push(input, output);
        Allocations.AssertNone(times: 100, () => stream.Push(input, output));
    }

    [Fact]
    public void A_stream_sees_parameters_that_change()
    {
        var cell = new StreamedGru(seed: 4);
        CellStream<float> stream = cell.CreateStream();
        float[] input = Input(cell)[..cell.InputSize];
        float before = stream.Push(input)[0];
        stream.Reset();
        foreach (Parameter parameter in cell.Parameters)
        {
            parameter.Set(new float[parameter.Count]);
        }

        Assert.NotEqual(before, stream.Push(input)[0]);
    }

    [Fact]
    public void Vectors_of_another_size_are_refused()
    {
        CellStream<float> stream = new StreamedGru(seed: 1).CreateStream();
        Assert.Equal("input", Assert.Throws<ShapeMismatchException>(() => stream.Push(new float[4])).Argument);
        Assert.Throws<ArgumentNullException>(() => stream.Push(null!));
    }

    private static RecurrentCell<float> Create(string name) => name switch
    {
        nameof(AllocationLstm) => new AllocationLstm(seed: 2),
        nameof(AllocationCustom) => new AllocationCustom(seed: 2),
        _ => new StreamedGru(seed: 2),
    };

    private static float[] Input(RecurrentCell<float> cell)
    {
        var random = new Random(3);
        return [.. Enumerable.Range(0, Steps * cell.InputSize).Select(_ => random.NextSingle() - 0.5f)];
    }
}

[Gru(5, 33, Reset = GruReset.BeforeProduct)]
public sealed partial class StreamedGru;
