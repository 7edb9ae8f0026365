using System;
using System.Globalization;
using RnnGen.Kernels;

namespace RnnGen.Benchmarks;

[Lstm(32, 64)]
public sealed partial class LongLstm;

[Gru(32, 64)]
public sealed partial class LongGru;

/// <summary>Ten thousand steps forward and back, everything kept or the states at every hundredth step only.</summary>
internal static class CheckpointCase
{
    private const int Steps = 10_000, Runs = 7;

    public static void Run()
    {
        Console.WriteLine($"T = {Steps:N0}, forward and backward, least of {Runs} runs");
        Console.WriteLine($"{"cell",-22}{"B",4}{"plain",14}{"checkpoints",14}{"memory",9}{"plain",11}{"checkpoints",13}{"time",7}");
        foreach (int batch in new[] { 1, 8 })
        {
            Measure(new LongLstm(1), batch);
            Measure(new LongGru(1), batch);
        }
    }

    private static void Measure(RecurrentCell<float> cell, int batch)
    {
        var random = new Random(1);
        var values = new float[batch * Steps * cell.InputSize];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = random.NextSingle() - 0.5f;
        }

        Sequence input = Sequence.From(Tensor.FromArray(values, batch, Steps, cell.InputSize));
        var gradient = new Tensor(batch, Steps, cell.OutputSize) + 0.01;
        CellPass<float> plain = cell.CreatePass(), windowed = cell.CreatePass(Checkpointing.SquareRoot);
        Train(plain);
        Train(windowed);
        double plainTime = double.MaxValue, windowedTime = double.MaxValue;
        for (int run = 0; run < Runs; run++) // in turns: both see the same machine
        {
            plainTime = Math.Min(plainTime, Timing.Of(1, () => Train(plain)).Least);
            windowedTime = Math.Min(windowedTime, Timing.Of(1, () => Train(windowed)).Least);
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{cell.GetType().Name + $" {cell.InputSize} -> {cell.OutputSize}",-22}{batch,4}{plain.ActivationMegabytes,11:0.00} MB{windowed.ActivationMegabytes,11:0.00} MB"
            + $"{windowed.ActivationMegabytes / plain.ActivationMegabytes,9:0.0%}{plainTime,8:0} ms{windowedTime,10:0} ms{windowedTime / plainTime,7:0.00}"));

        void Train(CellPass<float> pass) => pass.Forward(input).Backward(gradient);
    }
}
