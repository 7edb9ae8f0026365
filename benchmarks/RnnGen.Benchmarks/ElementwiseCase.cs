using System;
using System.Globalization;
using RnnGen.Kernels;

namespace RnnGen.Benchmarks;

/// <summary>Cells whose state enters by elements only: the steps inside the loop over features against the steps around it, forward and backward.</summary>
internal static class ElementwiseCase
{
    private const int Runs = 9;

    public static void Run()
    {
        Console.WriteLine($"forward and backward of a batch, products included; least of {Runs} runs in turns");
        Console.WriteLine($"{"cell",-24}{"B",4}{"T",7}{"steps around",14}{"steps inside",14}{"ratio",8}");
        foreach ((int batch, int steps) in new[] { (1, 1000), (8, 200), (32, 100) })
        {
            Measure(new SmallMinGruByStep(1), new SmallMinGru(1), batch, steps);
            Measure(new LargeIndRnnByStep(1), new LargeIndRnn(1), batch, steps);
        }
    }

    private static void Measure(RecurrentCell<float> around, RecurrentCell<float> inside, int batch, int steps)
    {
        var random = new Random(1);
        var values = new float[batch * steps * around.InputSize];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = random.NextSingle() - 0.5f;
        }

        Sequence input = Sequence.From(Tensor.FromArray(values, batch, steps, around.InputSize));
        var gradient = new Tensor(batch, steps, around.OutputSize) + 0.01;
        CellPass<float> first = around.CreatePass(), second = inside.CreatePass();
        double aroundTime = double.MaxValue, insideTime = double.MaxValue;
        for (int run = 0; run < Runs; run++)
        {
            aroundTime = Math.Min(aroundTime, Timing.Of(3, () => first.Forward(input).Backward(gradient)).Least);
            insideTime = Math.Min(insideTime, Timing.Of(3, () => second.Forward(input).Backward(gradient)).Least);
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{inside.GetType().Name + $" {inside.InputSize} -> {inside.OutputSize}",-24}{batch,4}{steps,7}{aroundTime * 1000,11:0} us{insideTime * 1000,11:0} us{insideTime / aroundTime,8:0.00}"));
    }
}
