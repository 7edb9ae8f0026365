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
        float[] input = Input(cell)[..cell.InputSize], output = new float[cell.OutputSize];
        foreach (WeightFormat weights in Enum.GetValues<WeightFormat>())
        {
            CellStream<float> stream = cell.CreateStream(weights);
            stream.Push(input, output);
            Allocations.AssertNone(times: 100, () => stream.Push(input, output));
        }
    }

    [Theory]
    [MemberData(nameof(Cells))]
    [InlineData(nameof(StreamedNorm))]
    public void Rounded_weights_give_what_a_cell_of_rounded_matrices_gives(string name)
    {
        RecurrentCell<float> cell = Create(name), rounded = Create(name);
        foreach (Parameter matrix in rounded.Parameters.Where(p => p.Value.Rank == 2))
        {
            matrix.Set([.. matrix.Value.ToArray().Select(value => BFloat16.Round(value).ToSingle())]);
        }

        float[] input = Input(cell);
        CellStream<float> narrow = cell.CreateStream(WeightFormat.BFloat16), full = cell.CreateStream(), expected = rounded.CreateStream();
        Assert.Equal(WeightFormat.BFloat16, narrow.Weights);
        bool differs = false;
        for (int t = 0; t < Steps; t++)
        {
            float[] x = input[(t * cell.InputSize)..((t + 1) * cell.InputSize)], output = [.. narrow.Push(x)];
            Assert.Equal([.. expected.Push(x)], output);
            differs |= !full.Push(x).SequenceEqual(output);
        }

        Assert.True(differs);
    }

    /// <summary>Wherever a step finds its weights: in groups, in blocks, as parts of larger ones, in cells inside it.</summary>
    [Fact]
    public void Every_cell_of_one_input_takes_rounded_weights()
    {
        int tried = 0;
        foreach (Type type in typeof(CellStreamTests).Assembly.GetTypes().Where(type => type.BaseType == typeof(RecurrentCell<double>) && !type.IsNested))
        {
            var cell = (RecurrentCell<double>)Activator.CreateInstance(type, 5)!;
            CellStream<double> full;
            try
            {
                full = cell.CreateStream();
            }
            catch (InvalidOperationException)
            {
                continue; // it reads several inputs or tokens, or attends over a memory
            }

            CellStream<double> narrow = cell.CreateStream(WeightFormat.BFloat16);
            var random = new Random(3);
            for (int t = 0; t < 3; t++)
            {
                double[] x = [.. Enumerable.Range(0, cell.InputSize).Select(_ => random.NextDouble() - 0.5)];
                Assert.All(full.Push(x).Zip(narrow.Push(x)), pair => Assert.Equal(pair.First, pair.Second, 0.05 * Math.Max(1, Math.Abs(pair.First))));
            }

            tried++;
        }

        Assert.InRange(tried, 30, int.MaxValue);
    }

    [Fact]
    public void A_stream_in_double_precision_can_round_its_weights()
    {
        var cell = new StreamedDouble(seed: 4);
        double[] x = [0.5, -0.25, 0.125];
        double[] full = [.. cell.CreateStream().Push(x)], narrow = [.. cell.CreateStream(WeightFormat.BFloat16).Push(x)];
        Assert.NotEqual(full, narrow);
        Assert.All(full.Zip(narrow), pair => Assert.Equal(pair.First, pair.Second, 5e-3));
    }

    [Fact]
    public void Unknown_formats_are_refused() =>
        Assert.Equal("weights", Assert.Throws<ArgumentOutOfRangeException>(() => new StreamedGru(seed: 1).CreateStream((WeightFormat)7)).ParamName);

    /// <summary>A stream that saw the parameters before goes on as one that never did, whichever of them change and however.</summary>
    [Theory]
    [InlineData(WeightFormat.Full, "vectors")]
    [InlineData(WeightFormat.Full, "matrices")]
    [InlineData(WeightFormat.Full, "optimizer")]
    [InlineData(WeightFormat.BFloat16, "vectors")]
    [InlineData(WeightFormat.BFloat16, "matrices")]
    [InlineData(WeightFormat.BFloat16, "optimizer")]
    public void A_stream_sees_parameters_that_change(WeightFormat weights, string change)
    {
        var cell = new StreamedGru(seed: 4);
        CellStream<float> stream = cell.CreateStream(weights);
        float[] input = Input(cell)[..cell.InputSize];
        float[] before = [.. stream.Push(input)];
        stream.Reset();
        foreach (Parameter parameter in cell.Parameters)
        {
            if (change == "optimizer")
            {
                parameter.SetGradient(Tensor.FromArray([.. Enumerable.Repeat(1f, parameter.Count)], [.. parameter.Dims]));
            }
            else if (parameter.Value.Rank == (change == "vectors" ? 1 : 2))
            {
                parameter.Set([.. Enumerable.Repeat(0.25f, parameter.Count)]);
            }
        }

        if (change == "optimizer")
        {
            cell.Gradients.AcceptUnclipped("one step of a test");
            new Sgd(cell, learningRate: 0.1).Step();
        }

        float[] after = [.. stream.Push(input)];
        Assert.NotEqual(before, after);
        Assert.Equal([.. cell.CreateStream(weights).Push(input)], after);
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
        nameof(StreamedNorm) => new StreamedNorm(seed: 2),
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

[Lstm(17, 15, LayerNorm = LstmNormalization.PerGate)]
public sealed partial class StreamedNorm;

[Lstm(3, 16, Precision = Precision.Double)]
public sealed partial class StreamedDouble;
