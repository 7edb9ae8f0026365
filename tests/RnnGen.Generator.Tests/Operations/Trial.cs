using System;
using System.Collections.Generic;
using System.Linq;
using RnnGen.Generator.Ir;
using RnnGen.Generator.Model;

namespace RnnGen.Generator.Tests.Operations;

/// <summary>One random sequence through a cell: parameters, inputs, a linear loss of the outputs and of the final state.</summary>
internal sealed class Trial
{
    private readonly CellSpec cell;
    private readonly double[][] outputWeights;
    private readonly double[] finalWeights;

    public Trial(CellSpec cell, int seed, int steps = 3, double low = -1, double high = 1, int positions = 3)
    {
        this.cell = cell;
        var random = new Random(seed);
        double[] Values(int count) => [.. Enumerable.Range(0, count).Select(_ => low + ((high - low) * random.NextDouble()))];
        int size = cell.States[0].Size.Value;
        Parameters = [.. cell.Parameters.Select(p => Values(p.Rows.Value * (p.Columns?.Value ?? 1)))];
        Inputs = [.. Enumerable.Range(0, steps).Select(_ => new[] { Values(cell.Inputs[0].Size.Value) })];
        Initial = Values(size);
        outputWeights = [.. Enumerable.Range(0, steps).Select(_ => Values(size))];
        finalWeights = Values(size);
        Memory = cell.Memory is null ? null : Values(positions * cell.Memory.Size.Value);
    }

    public double[][] Parameters { get; }

    public double[][][] Inputs { get; }

    public double[] Initial { get; }

    /// <summary>What the steps attend over, or null.</summary>
    public double[]? Memory { get; }

    /// <summary>Everything a loss can be differentiated by.</summary>
    public IEnumerable<double[]> Variables => Parameters.Append(Initial).Concat(Inputs.Select(x => x[0])).Concat(Memory is null ? [] : [Memory]);

    /// <summary>The loss.</summary>
    public double Loss(CellGraph graph)
    {
        var interpreter = new Interpreter(graph, Parameters, Memory);
        double[][] states = [Initial];
        double loss = 0;
        foreach ((double[][] x, double[] weights) in Inputs.Zip(outputWeights))
        {
            (states, double[][] outputs) = interpreter.Step(x, states);
            loss += Dot(outputs[0], weights);
        }

        return loss + Dot(states[0], finalWeights);
    }

    /// <summary>dL/d of every variable by the graph's own adjoints.</summary>
    public double[][] Gradients(CellGraph graph)
    {
        double[][] parameters = [.. Parameters.Select(p => new double[p.Length])];
        double[][] carried = [[.. finalWeights]];
        var interpreter = new Interpreter(graph, Parameters, Memory);
        double[][][] inputs = interpreter.Backward(Inputs, [Initial], [.. outputWeights.Select(weights => new[] { weights })], carried, parameters);
        return [.. parameters, carried[0], .. inputs.Select(x => x[0]), .. Memory is null ? Array.Empty<double[]>() : [interpreter.MemoryGradient]];
    }

    /// <summary>dL/d of every variable by central differences.</summary>
    public double[][] Differences(CellGraph graph, double h = 1e-5) => [.. Variables.Select(variable => variable.Select((value, i) =>
    {
        variable[i] = value + h;
        double above = Loss(graph);
        variable[i] = value - h;
        double below = Loss(graph);
        variable[i] = value;
        return (above - below) / (2 * h);
    }).ToArray())];

    private static double Dot(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();
}
