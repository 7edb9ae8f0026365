using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using RnnGen.Integration.Tests.Cells.BuiltIn;
using RnnGen.Integration.Tests.Harness;
using RnnGen.Integration.Tests.Reference;
using RnnGen.Kernels;
using RnnGen.Testing;
using Xunit;

namespace RnnGen.Integration.Tests.Structure;

/// <summary>Kind truncated_bptt, and what carried states refuse.</summary>
public sealed class TruncatedTests
{
    public static TheoryData<string, Precision> Rows => ReferenceCase.Rows("truncated_bptt");

    [Theory]
    [MemberData(nameof(Rows))]
    public void Windows_agree_with_the_reference(string name, Precision precision)
    {
        var item = ReferenceCase.Load("truncated_bptt", name);
        object model = ReferenceModels.Create(item, "truncated_bptt", precision);
        if (precision == Precision.Single)
        {
            Check(item, precision, (SequenceModel<float>)model);
        }
        else
        {
            Check(item, precision, (SequenceModel<double>)model);
        }
    }

    [Fact]
    public void Windows_of_a_masked_sequence_carry_a_cell_through_it()
    {
        var cell = new LstmCell(3);
        bool[,] mask = MaskedBatch.Patterns(8);
        var values = Tensor.FromDoubles([.. Enumerable.Range(0, 6 * 8 * cell.InputSize).Select(i => Math.Sin(i))], 6, 8, cell.InputSize);
        var whole = Sequence.From(values, mask);
        CellPass<double> at_once = cell.CreatePass().Forward(whole);
        var carried = new CarriedState();
        CellPass<double> pass = cell.CreatePass();
        foreach (SequenceWindow part in whole.Windows(3))
        {
            pass.Forward(part.Values, carried.IntoCell(part.Window));
            Close.Check($"y of {part.Window}", part.Of(at_once.Output.ToTensor()).ToDoubleArray(), pass.Output.ToTensor().ToDoubleArray(), 1e-14);
            carried.Keep(part.Window, pass.FinalState);
        }

        foreach ((Tensor expected, Tensor actual) in at_once.FinalState.Values.Zip(pass.FinalState.Values))
        {
            Close.Check("final state", expected.ToDoubleArray(), actual.ToDoubleArray(), 1e-14);
        }
    }

    [Fact]
    public void Streams_of_sequences_begin_anew_at_each_sequence()
    {
        int[][] sequences = [[0, 1, 2, 3, 4, 5], [6, 7, 8], [1, 3, 5, 7], [2, 4, 6, 8, 0]];
        var model = new MaskModel(seed: 4);
        MaskModel.Pass pass = model.CreatePass();
        var carried = new CarriedState();
        double sum = 0;
        int count = 0;
        foreach (StreamBatch batch in Batches.Streams(sequences, batchSize: 2, window: 2))
        {
            pass.Forward(batch.Inputs, carried.Into(batch.Window));
            LossValue loss = Losses.CrossEntropy(pass.Logits, batch.Targets);
            sum += loss.Sum;
            count += loss.Tokens;
            carried.Keep(batch.Window, pass.FinalState);
        }

        double expected = sequences.Sum(tokens =>
        {
            var batch = SequenceBatch.NextToken([tokens]);
            return Losses.CrossEntropy(model.Predict(batch.Inputs), batch.Targets).Sum;
        });
        Assert.Equal(sequences.Sum(tokens => tokens.Length - 1), count);
        Assert.Equal(expected, sum, 1e-12);
    }

    [Fact]
    public void Contiguous_streams_read_every_token_once()
    {
        int[] text = [.. Enumerable.Range(0, 23)];
        IReadOnlyList<StreamBatch> batches = Batches.Streams(text, batchSize: 3, window: 4);
        Assert.Equal([7, 7, 7], Enumerable.Range(0, 3).Select(b => batches.Sum(batch => batch.Inputs.Lengths[b])));
        Assert.Equal(Enumerable.Range(0, 21), Enumerable.Range(0, 3).SelectMany(b => batches.SelectMany(batch => Enumerable.Range(0, batch.Inputs.Lengths[b]).Select(t => batch.Inputs[b, t]))));
        Assert.All(batches, batch => Assert.Equal(batch.Inputs[0, 0] + 1, batch.Targets[0, 0]));
        Assert.Equal([true, false], batches.Select(batch => batch.Window.IsFirst));
    }

    [Fact]
    public void Values_of_another_window_are_refused()
    {
        IReadOnlyList<StreamBatch> one = Batches.Streams([.. Enumerable.Range(0, 9)], 2, 1), other = Batches.Streams([.. Enumerable.Range(0, 9)], 2, 1);
        var cell = new LstmCell();
        var carried = new CarriedState();
        Assert.Contains("no values are kept", Assert.Throws<InvalidOperationException>(() => carried.Into(one[1].Window)).Message, StringComparison.Ordinal);
        Assert.Null(carried.Into(one[0].Window));
        carried.Keep(one[0].Window, cell.InitialState(2));
        Assert.Contains("another stream", Assert.Throws<InvalidOperationException>(() => carried.Into(other[1].Window)).Message, StringComparison.Ordinal);
        Assert.Contains("does not follow", Assert.Throws<InvalidOperationException>(() => carried.Into(one[2].Window)).Message, StringComparison.Ordinal);
        Assert.Throws<ShapeMismatchException>(() => carried.Keep(one[0].Window, cell.InitialState(3)));
        Assert.NotNull(carried.IntoCell(one[1].Window));
        Assert.Null(carried.Into(one[0].Window));
        Assert.Throws<InvalidOperationException>(() => carried.Into(one[1].Window));
    }

    [Fact]
    public void Gradients_through_time_of_a_model_are_those_of_its_cells()
    {
        var model = new TruncatedLstm(3);
        var x = Sequence.From(Tensor.FromDoubles([.. Enumerable.Range(0, 2 * 5 * 3).Select(i => Math.Sin(i))], 2, 5, 3), [5, 3]);
        var target = new Tensor(2, 5, 2);
        TruncatedLstm.Pass pass = model.Forward(x);
        GradientThroughTime norms = pass.MeasureBackward(Losses.MeanSquaredError(pass.Y, target), "c");
        Assert.Equal(6, norms.Norms.Count);
        Assert.Equal(Math.Sqrt(pass.InitialStateGradient.Layers[0]["c"].ToDoubleArray().Sum(v => v * v)), norms.Norms[0], 1e-14);

        // dL/dh after two steps: what the three steps left send back, and what the output map sends to the output of step 2.
        double[] values = x.ToTensor().ToDoubleArray();
        pass.Forward(Sequence.From(Tensor.FromDoubles(values[..15], 1, 5, 3)));
        LossValue loss = Losses.MeanSquaredError(pass.Y, new Tensor(1, 5, 2));
        double[] y = pass.Y.ToTensor().ToDoubleArray();
        GradientThroughTime ofOutput = pass.MeasureBackward(loss, "h");
        pass.Forward(Sequence.From(Tensor.FromDoubles(values[..6], 1, 2, 3)));
        pass.Forward(Sequence.From(Tensor.FromDoubles(values[6..15], 1, 3, 3)), pass.FinalState);
        pass.Backward(Tensor.FromDoubles([.. y[4..].Select(v => 2 * v / y.Length)], 1, 3, 2));
        double[] carried = pass.InitialStateGradient.Layers[0]["h"].ToDoubleArray(), head = model.Parameters["Head.weight"].Value.ToDoubleArray();
        double[] total = [.. carried.Select((g, h) => g + (2 * y[2] / y.Length * head[h]) + (2 * y[3] / y.Length * head[5 + h]))];
        Assert.Equal(Math.Sqrt(total.Sum(v => v * v)), ofOutput.Norms[2], 1e-14);

        Assert.Throws<ArgumentException>(() => model.Forward(x).MeasureBackward(loss, "z"));
        Assert.Throws<ArgumentException>(() => model.Forward(x).MeasureBackward(loss, layer: 1));
    }

    private static void Check<T>(ReferenceCase item, Precision precision, SequenceModel<T> model)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var forward = ReferenceModels.Method<Func<Sequence, ModelState?, ModelPass<T>>>(model, "Forward");
        LayerParameters.Set(model.Parameters, item, precision, NameInFile);
        double? rate = item.Config.GetProperty("sgd_lr").ValueKind == System.Text.Json.JsonValueKind.Null ? null : item.Config.GetProperty("sgd_lr").GetDouble();
        Sgd? sgd = rate is { } lr ? new Sgd(model, lr) : null;
        string[] states = item.Has("in.c0") ? ["h", "c"] : ["h"];
        int batch = item.Config.GetProperty("batch").GetInt32();
        ModelState? initial = item.Has("in.h0")
            ? new ModelState([new RecurrentState(states, [.. states.Select(name => item.Tensor($"in.{name}0", precision)).Select(value => value.Reshape(batch, value.Dims[2]))])])
            : null;
        var carried = new CarriedState();
        var outputs = new List<Tensor>();
        var losses = new List<double>();
        foreach (SequenceWindow part in Sequence.From(item.Tensor("in.x", precision)).Windows(item.Config.GetProperty("window").GetInt32()))
        {
            model.Gradients.Clear();
            ModelPass<T> pass = forward(part.Values, carried.Into(part.Window) ?? initial);
            Sequence y = ReferenceModels.Property<Sequence>(pass, "Y");
            LossValue loss = Losses.MeanSquaredError(y, part.Of(item.Tensor("in.target", precision)));
            losses.Add(loss.Value);
            outputs.Add(y.ToTensor());
            carried.Keep(part.Window, pass.FinalState);
            foreach (string state in states.Where(state => item.Has($"out.window{part.Window.Index}.{state}")))
            {
                item.AssertClose($"out.window{part.Window.Index}.{state}", pass.FinalState.Layers[0][state].ToDoubleArray(), precision);
            }

            pass.Backward(loss);
            foreach (IGrouping<string, Parameter> stack in model.Parameters.OrderBy(p => p.Part).GroupBy(p => NameInFile(p.StoredAs)))
            {
                item.AssertClose($"out.window{part.Window.Index}.grad.{stack.Key}", [.. stack.SelectMany(p => p.Gradient.ToDoubleArray())], precision);
            }

            if (sgd is not null)
            {
                model.Gradients.AcceptUnclipped("the reference does not clip");
                sgd.Step();
            }
        }

        item.AssertClose("out.losses", [.. losses], precision);
        double[] whole = item.Values("out.y");
        Assert.Equal(whole.Length, outputs.Sum(y => y.Count));
        if (sgd is not null)
        {
            foreach (IGrouping<string, Parameter> stack in model.Parameters.OrderBy(p => p.Part).GroupBy(p => NameInFile(p.StoredAs)))
            {
                item.AssertClose($"out.final.{stack.Key}", [.. stack.SelectMany(p => p.Value.ToDoubleArray())], precision);
            }
        }
    }

    private static string NameInFile(string stored) =>
        stored.Replace("Rnn.", "rnn.", StringComparison.Ordinal).Replace("Head.", "head.", StringComparison.Ordinal);
}
