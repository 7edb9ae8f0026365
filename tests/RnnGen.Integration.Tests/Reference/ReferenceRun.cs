using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using RnnGen.Integration.Tests.Harness;
using RnnGen.Kernels;
using RnnGen.Testing;
using Xunit;

namespace RnnGen.Integration.Tests.Reference;

/// <summary>A reference case run through generated cells, one for each layer.</summary>
internal sealed class ReferenceRun
{
    private readonly ReferenceCase item;
    private readonly string kind;
    private readonly Precision precision;
    private readonly Problem shape;
    private readonly Tensor input;
    private readonly Tensor outputGradient;

    private ReferenceRun(ReferenceCase item, string kind, Precision precision, double? padding)
    {
        this.item = item;
        this.kind = kind;
        this.precision = precision;
        int batch = item.Config.GetProperty("batch").GetInt32(), steps = item.Config.GetProperty("time").GetInt32();
        shape = new Problem
        {
            Batch = batch,
            Steps = steps,
            InputSize = item.Config.GetProperty("input_size").GetInt32(),
            OutputSize = item.Tensor("cot.y", precision).Dims[2],
            StateSizes = [],
            Lengths = item.Has("in.lengths") ? item.Ints("in.lengths") : [.. Enumerable.Repeat(steps, batch)],
            Input = item.Tensor("in.x", precision).ToDoubleArray(),
            Initial = [],
            OutputGradient = item.Tensor("cot.y", precision).ToDoubleArray(),
            FinalGradient = [],
        };
        if (padding is { } value)
        {
            shape = shape.WithPadding(value);
        }

        input = Tensor.FromDoubles(shape.Input, batch, steps, shape.InputSize);
        outputGradient = Tensor.FromDoubles(shape.OutputGradient, batch, steps, shape.OutputSize);
    }

    /// <summary>Everything computed that the file has an expected value for.</summary>
    public List<ReferenceTensor> Tensors { get; } = [];

    /// <param name="item">The case.</param>
    /// <param name="kind">Its kind.</param>
    /// <param name="precision">Of file and cells.</param>
    /// <param name="padding">What to put at padded steps instead of what the file has there.</param>
    public static ReferenceRun Of(ReferenceCase item, string kind, Precision precision, double? padding = null)
    {
        var run = new ReferenceRun(item, kind, precision, padding);
        object[] layers = ReferenceCells.Create(item, kind, precision);
        if (precision == Precision.Single)
        {
            run.Run([.. layers.Cast<RecurrentCell<float>>()]);
        }
        else
        {
            run.Run([.. layers.Cast<RecurrentCell<double>>()]);
        }

        return run;
    }

    public void AssertZeroAtPadding(string tensor)
    {
        int features = tensor == "out.y" ? shape.OutputSize : shape.InputSize;
        double[] values = Tensors.Single(t => t.Name == tensor).Values;
        Assert.All(Enumerable.Range(0, values.Length).Where(i => !shape.IsReal(i, features)), i => Assert.Equal(0, values[i]));
    }

    private void Run<T>(RecurrentCell<T>[] layers)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (ReferenceCells.Directions(item) == 2)
        {
            Tensors.AddRange(StackRun.Run(layers, item, precision, input, outputGradient, shape.Lengths));
            return;
        }

        var passes = new CellPass<T>[layers.Length];
        var sequence = Sequence.From(input, shape.Lengths);
        for (int layer = 0; layer < layers.Length; layer++)
        {
            layers[layer].IsTraining = false;
            SetParameters(layers[layer].Parameters, layer);
            passes[layer] = Forward(layers[layer], sequence, States(layers[layer], layer, "in.{0}0"));
            sequence = passes[layer].Output;
        }

        double[] output = sequence.ToTensor().ToDoubleArray();
        double[][] final = AllLayers(passes, pass => pass.FinalState);
        Add("out.y", output);
        double loss = shape.Loss([output], []);
        IReadOnlyList<string> states = layers[0].StateNames;
        for (int i = 0; i < states.Count; i++)
        {
            Add($"out.{states[i]}_n", final[i]);
            loss += item.Has($"cot.{states[i]}_n") ? final[i].Zip(item.Values($"cot.{states[i]}_n"), (h, weight) => h * weight).Sum() : 0;
        }

        Add("loss", [loss]);
        GoBack(layers, passes);
    }

    // With the time gaps, where the cell reads them.
    private CellPass<T> Forward<T>(RecurrentCell<T> cell, Sequence sequence, RecurrentState? initial)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (!item.Has("in.dt"))
        {
            return cell.Forward(sequence, initial);
        }

        var gaps = Sequence.From(Tensor.FromDoubles(item.Tensor("in.dt", precision).ToDoubleArray(), shape.Batch, shape.Steps, 1), shape.Lengths);
        return (CellPass<T>)cell.GetType()
            .GetMethod(nameof(cell.Forward), [typeof(Sequence), typeof(Sequence), typeof(RecurrentState), typeof(CellPass<T>)])!
            .Invoke(cell, [sequence, gaps, initial, null])!;
    }

    private void SetParameters(ParameterSet parameters, int layer)
    {
        if (!NamesDiffer)
        {
            LayerParameters.Set(parameters, layer, item, precision);
            return;
        }

        foreach (Parameter parameter in parameters)
        {
            parameter.Set(ReferenceCells.NameInFile(kind, parameter.Name) is { } name
                ? item.Tensor("param." + name, precision).ToDoubleArray()
                : new double[parameter.Count]);
        }
    }

    private IEnumerable<ReferenceTensor> Gradients(ParameterSet parameters, int layer) => !NamesDiffer
        ? LayerParameters.Gradients(parameters, layer)
        : parameters.Select(p => (Name: ReferenceCells.NameInFile(kind, p.Name), Parameter: p))
            .Where(p => p.Name is not null)
            .Select(p => new ReferenceTensor("grad.param." + p.Name, p.Parameter.Gradient.ToDoubleArray()));

    private bool NamesDiffer => !ReferenceCells.AreStacked(kind);

    private void GoBack<T>(RecurrentCell<T>[] layers, CellPass<T>[] passes)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Tensor gradient = outputGradient;
        for (int layer = layers.Length - 1; layer >= 0; layer--)
        {
            passes[layer].Backward(gradient, States(layers[layer], layer, "cot.{0}_n"));
            gradient = passes[layer].InputGradient;
            Tensors.AddRange(Gradients(layers[layer].Parameters, layer));
        }

        Add("grad.in.x", gradient.ToDoubleArray());
        if (item.Has("in.dt"))
        {
            Add("grad.in.dt", passes[0].InputGradientOf("dt").ToDoubleArray());
        }

        double[][] initial = AllLayers(passes, pass => pass.InitialStateGradient);
        for (int i = 0; i < initial.Length; i++)
        {
            string name = $"in.{layers[0].StateNames[i]}0";
            if (item.Has(name))
            {
                Add("grad." + name, initial[i]);
            }
        }
    }

    private RecurrentState? States<T>(RecurrentCell<T> cell, int layer, string pattern)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        string[] names = [.. cell.StateNames.Select(state => string.Format(null, pattern, state))];
        if (!names.Any(item.Has))
        {
            return null;
        }

        return CellRunner.State(
            cell,
            [.. names.Select((name, i) => item.Has(name)
                ? Layer(item.Tensor(name, precision).ToDoubleArray(), layer, cell.StateSizes[i])
                : new double[shape.Batch * cell.StateSizes[i]])],
            shape.Batch);
    }

    private double[] Layer(double[] values, int layer, int size) => values[(layer * shape.Batch * size)..((layer + 1) * shape.Batch * size)];

    private static double[][] AllLayers<T>(CellPass<T>[] passes, Func<CellPass<T>, RecurrentState> states)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double[][][] layers = [.. passes.Select(pass => CellRunner.Values(states(pass)))];
        return [.. layers[0].Select((_, i) => layers.SelectMany(layer => layer[i]).ToArray())];
    }

    private void Add(string name, double[] values) => Tensors.Add(new ReferenceTensor(name, values));
}
