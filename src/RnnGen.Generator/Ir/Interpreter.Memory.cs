using System;
using System.Collections.Generic;
using System.Linq;
using RnnGen.Generator.Model;

namespace RnnGen.Generator.Ir;

/// <content>Values with a row for each position of the memory, row after row.</content>
internal sealed partial class Interpreter
{
    private double[]? memoryGradient;

    /// <summary>dL/d of the memory, (S, K), summed over the steps of the last backward run.</summary>
    public double[] MemoryGradient => memoryGradient ?? [];

    /// <summary>dL/d of an output of scores, (S), by step and output; zeros when null.</summary>
    public Func<int, int, double[]>? ScoresGradients { get; init; }

    /// <summary>The outputs of one step that are one number for each position.</summary>
    public double[][] Scores(IReadOnlyList<double[]> inputs, IReadOnlyList<double[]> states)
    {
        var values = new Dictionary<Value, double[]>();
        return [.. graph.Scores.Select(s => Evaluate(s, values, v => v.Op == OpCode.Input ? inputs[v.Index] : states[v.Index], 1))];
    }

    private int Positions => memory!.Length / spec.Memory!.Size.Value;

    private void AddMemoryGradient(Dictionary<Value, double[]> values, Func<Value, double[]> leaf)
    {
        if (memory is null)
        {
            return;
        }

        memoryGradient ??= new double[memory.Length];
        if (graph.MemoryGradient is { } gradient)
        {
            // The adjoints of what is the same at every step are linear in what the steps add: step by step they may be added up at the end.
            double[] added = Evaluate(gradient, values, leaf, spec.Memory!.Size.Value);
            memoryGradient = [.. memoryGradient.Zip(added, (a, b) => a + b)];
        }
    }

    private double[] EvaluatePositions(Value value, Func<Value, int, double[]> evaluate)
    {
        int size = value.Size!.Value;
        double[][] operands = [.. value.Operands.Select(o => evaluate(o, o.IsConstant ? size : o.Size?.Value ?? size))];
        double[] first = operands[0];
        int features = value.Operands[0].Size?.Value ?? size;
        switch (value.Op)
        {
            case OpCode.Spread:
                return Repeat(first, Positions);
            case OpCode.SumSteps:
                return first;
            case OpCode.SegmentSum:
                return Fill(size, k => Enumerable.Range(0, Positions).Sum(s => first[(s * size) + k]));
            case OpCode.SumFeatures:
                return Fill(first.Length / features, s => Enumerable.Range(0, features).Sum(k => first[(s * features) + k]));
            case OpCode.Broadcast:
                return Fill(first.Length * size, i => first[i / size]);
            case OpCode.SegmentSoftmax:
                double max = first.DefaultIfEmpty(0).Max(), sum = first.Sum(e => Math.Exp(e - max));
                return [.. first.Select(e => Math.Exp(e - max) / sum)];
            case OpCode.SegmentSoftmaxGradient:
                double mean = first.Zip(operands[1], (w, g) => w * g).Sum();
                return [.. first.Zip(operands[1], (w, g) => w * (g - mean))];
            case OpCode.MatVec or OpCode.TransposedMatVec:
                return Products(first, features, size, value.Index, value.Op == OpCode.TransposedMatVec);
            case OpCode.Affine:
                return EvaluateSum((Affine)value, operands);
            default:
                Func<double, double, double, double> compute = OpTable.Row(value.Op).Compute!;
                double[] second = operands[Math.Min(1, operands.Length - 1)], third = operands[operands.Length - 1];
                return Fill(Positions * size, i => compute(first[i % first.Length], second[i % second.Length], third[i % third.Length]));
        }
    }

    private double[] EvaluateSum(Affine sum, double[][] operands)
    {
        int size = sum.Size!.Value;
        double[] result = new double[Positions * size];
        for (int p = 0; p < operands.Length; p++)
        {
            Product product = sum.Products[p];
            double[] part = Products(operands[p], product.Operand.Size!.Value, size, product.Parameter, product.Transposed);
            result = [.. result.Zip(part, (a, b) => a + b)];
        }

        foreach (int bias in sum.Biases)
        {
            result = [.. result.Select((a, i) => a + parameters[bias][i % size])];
        }

        return result;
    }

    private double[] Products(double[] rows, int features, int size, int matrix, bool transposed) =>
        [.. Enumerable.Range(0, rows.Length / features).SelectMany(s =>
        {
            double[] sums = new double[size];
            AddProduct(sums, matrix, [.. rows.Skip(s * features).Take(features)], transposed);
            return sums;
        })];

    private static double[] Repeat(double[] row, int times) => [.. Enumerable.Range(0, times).SelectMany(_ => row)];

    private static double[] Fill(int count, Func<int, double> value) => [.. Enumerable.Range(0, count).Select(value)];
}
