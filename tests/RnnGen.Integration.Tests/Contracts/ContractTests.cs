using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

#pragma warning disable RNN0201, RNN0202, RNN0204, RNN0205, RNN0206, RNN0301, RNN0302, RNN0303, RNN0308, RNN0310 // every test makes a mistake on purpose

namespace RnnGen.Integration.Tests.Contracts;

/// <summary>
/// What protects callers for whom no analyzer runs, F# for one: each test tries one mistake of a rule and finds a type or an exception in its
/// way. The table is in docs/safety.md.
/// </summary>
public sealed class ContractTests
{
    private static readonly SequenceBatch Batch = SequenceBatch.NextToken([[1, 2, 3, 4, 5], [6, 7, 8]]);

    private readonly ContractModel model = new(seed: 1);

    [Fact]
    public void Rnn0101_a_loss_over_a_sequence_leaves_padding_out()
    {
        Sequence logits = model.Predict(Batch.Inputs);
        Assert.Equal(6, Losses.CrossEntropy(logits, Batch.Targets).Tokens);
    }

    [Fact]
    public void Rnn0102_the_mean_divides_by_real_tokens()
    {
        LossValue loss = Losses.CrossEntropy(model.Predict(Batch.Inputs), Batch.Targets);
        Assert.Equal(loss.Sum / 6, loss.Value);
    }

    [Fact]
    public void Rnn0103_attention_weights_behind_the_end_are_zero() =>
        Assert.Equal(0, Attention.Softmax(Tensor.From(new float[,] { { 1, 2, 9 } }), [2])[0, 2]);

    [Fact]
    public void Rnn0104_and_0113_the_last_step_is_the_last_real_one()
    {
        Tensor alone = model.Forward(Tokens.From([[6, 7]])).FinalState.Layers[0].Values[0];
        Tensor padded = model.Forward(Batch.Inputs).FinalState.Layers[0].Values[0];
        Assert.All(Enumerable.Range(0, ContractModel.H), i => Assert.Equal(alone[0, i], padded[1, i], 1e-6f));
    }

    [Fact]
    public void Rnn0110_a_metric_counts_real_tokens()
    {
        var buckets = new LengthBuckets(1, 3, 100);
        buckets.Add(model.Predict(Batch.Inputs), Batch.Targets);
        Assert.Equal(6, buckets.Total.Tokens);
    }

    [Fact]
    public void Rnn0202_targets_of_other_lengths_are_refused() =>
        Assert.Throws<ShapeMismatchException>(() => Losses.CrossEntropy(model.Predict(Batch.Inputs), Tokens.From([[1, 2], [3, 4]])));

    [Fact]
    public void Rnn0204_predictions_are_not_broadcast() => Assert.Throws<ShapeMismatchException>(() =>
        Losses.MeanSquaredError(Vectors.From(Tensor.From(new float[,] { { 1 }, { 2 } })), Tensor.From([1f, 2f])));

    [Fact]
    public void Rnn0205_a_token_beyond_the_table_is_refused() => Assert.ThrowsAny<ArgumentException>(() => model.Forward(Tokens.From([[ContractModel.V]])));

    [Fact]
    public void Rnn0206_states_of_another_batch_are_refused() => Assert.Throws<ShapeMismatchException>(() => model.Forward(Batch.Inputs, model.InitialState(3)));

    [Fact]
    public void Rnn0301_a_step_without_a_clip_is_refused_and_names_both_ways_out()
    {
        Learn();
        string message = Assert.Throws<InvalidOperationException>(() => new Adam(model).Step()).Message;
        Assert.Contains("ClipByGlobalNorm", message, StringComparison.Ordinal);
        Assert.Contains("AcceptUnclipped", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rnn0302_a_clip_after_the_step_comes_too_late() => Refused(optimizer =>
    {
        Learn();
        optimizer.Step();
        model.Gradients.ClipByGlobalNorm(1);
    });

    [Fact]
    public void Rnn0303_a_clip_before_backward_counts_for_nothing() => Refused(optimizer =>
    {
        model.Gradients.ClipByGlobalNorm(1);
        Learn();
        optimizer.Step();
    });

    [Fact]
    public void Rnn0307_gradients_start_from_zero_after_a_step()
    {
        var optimizer = new Sgd(model, learningRate: 0);
        Learn();
        double once = model.Gradients.ClipByGlobalNorm(1e9);
        optimizer.Step();
        Learn();
        Assert.Equal(once, model.Gradients.GlobalNorm(), 1e-6);
    }

    [Fact]
    public void Rnn0308_cleared_gradients_cannot_be_applied() => Refused(optimizer =>
    {
        Learn();
        model.Gradients.Clear();
        model.Gradients.ClipByGlobalNorm(1);
        optimizer.Step();
    });

    [Fact]
    public void Rnn0310_an_optimizer_of_another_model_has_nothing_to_apply()
    {
        Learn();
        model.Gradients.ClipByGlobalNorm(1);
        Assert.Throws<InvalidOperationException>(() => new Adam(new ContractModel(2)).Step());
    }

    [Fact]
    public void Rnn0401_states_have_no_history()
    {
        ModelState first = model.Forward(Batch.Inputs).FinalState;
        ContractModel.Pass pass = model.Forward(Batch.Inputs, first);
        pass.Backward(Losses.CrossEntropy(pass.Logits, Batch.Targets));
        double carried = model.Gradients.GlobalNorm();
        model.Gradients.Clear();
        var copy = new ModelState([.. first.Layers.Select(layer => new RecurrentState(layer.Names, [.. layer.Values.Select(value => Tensor.FromArray(value.ToArray(), [.. value.Dims]))]))]);
        pass = model.Forward(Batch.Inputs, copy);
        pass.Backward(Losses.CrossEntropy(pass.Logits, Batch.Targets));
        Assert.Equal(carried, model.Gradients.GlobalNorm());
    }

    [Fact]
    public void Rnn0403_a_carried_state_goes_into_the_window_behind_its_own_only()
    {
        IReadOnlyList<StreamBatch> stream = Batches.Streams([.. Enumerable.Range(0, 41).Select(i => i % ContractModel.V)], batchSize: 2, window: 5);
        var carried = new CarriedState();
        carried.Keep(stream[0].Window, model.Forward(stream[0].Inputs).FinalState);
        Assert.Throws<InvalidOperationException>(() => carried.Into(stream[2].Window));
        Assert.NotNull(carried.Into(stream[1].Window));
    }

    [Fact]
    public void Rnn0404_a_stream_carries_its_states_itself()
    {
        TokenStream stream = model.CreateStream();
        float[] first = [.. stream.Push(3)], second = [.. stream.Push(3)];
        Assert.NotEqual(first, second);
    }

    [Fact]
    public void Rnn0503_probabilities_of_sequences_are_sums_of_logarithms() =>
        Assert.Equal(100 * Math.Log(0.1), SequenceProbability.LogProbability([.. Enumerable.Repeat(0.1, 100)]), 1e-9);

    [Fact]
    public void Rnn0603_a_model_that_looks_ahead_has_no_step() =>
        Assert.DoesNotContain(typeof(ContractTagger).GetMethods(), method => method.Name is "Step" or "CreateStream" or "Greedy");

    [Fact]
    public void Rnn0605_next_token_batches_shift_their_targets()
    {
        Assert.Equal(1, Batch.Inputs.ToArray()[0, 0]);
        Assert.Equal(2, Batch.Targets.ToArray()[0, 0]);
    }

    private void Learn()
    {
        ContractModel.Pass pass = model.Forward(Batch.Inputs);
        pass.Backward(Losses.CrossEntropy(pass.Logits, Batch.Targets));
    }

    private void Refused(Action<Optimizer> mistake) => Assert.Throws<InvalidOperationException>(() => mistake(new Adam(model)));
}
