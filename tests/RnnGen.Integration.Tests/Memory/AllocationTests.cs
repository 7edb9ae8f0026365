using System;
using System.Linq;
using RnnGen.Integration.Tests.Cells;
using RnnGen.Integration.Tests.Harness;
using RnnGen.Integration.Tests.Models;
using RnnGen.Kernels;
using RnnGen.Testing;
using Xunit;

namespace RnnGen.Integration.Tests.Memory;

/// <summary>After the first epoch, training steps allocate nothing.</summary>
public class AllocationTests
{
    private const int Steps = 1000;

    [Fact]
    public void TrainingStepsOfALstmAllocateNothing() => TrainOnGradients(new AllocationLstm(seed: 1), cell => new Adam(cell));

    [Fact]
    public void TrainingStepsOfACustomCellAllocateNothing() => TrainOnGradients(new AllocationCustom(seed: 1), cell => new Sgd(cell, 0.01, momentum: 0.9));

    [Fact]
    public void TrainingOnALossAllocatesNothing()
    {
        var cell = new AllocationLstm(seed: 2);
        var optimizer = new AdamW(cell);
        (Sequence Input, Tensor Target)[] batches = [.. Problems(cell).Select(p => (Input(p), Tensor.FromDoubles(p.OutputGradient, p.Batch, p.Steps, p.OutputSize)))];
        AssertAllocatesNothing(step =>
        {
            (Sequence input, Tensor target) = batches[step % batches.Length];
            CellPass<float> pass = cell.Forward(input);
            pass.Backward(Losses.MeanSquaredError(pass.Output, target));
            cell.Gradients.ClipByGlobalNorm(1);
            optimizer.Step();
        });
    }

    [Fact]
    public void TrainingStepsOfALanguageModelAllocateNothing()
    {
        var model = new AllocationModel(seed: 3);
        var optimizer = new Adam(model);
        var random = new Random(4);
        SequenceBatch[] batches =
        [
            .. new int[][] { [7, 3, 12], [5], [9, 9, 2, 4] }.Select(lengths => SequenceBatch.NextToken(
                lengths.Select(length => Enumerable.Range(0, length + 1).Select(_ => random.Next(AllocationModel.V)).ToArray()))),
        ];
        AssertAllocatesNothing(step =>
        {
            SequenceBatch batch = batches[step % batches.Length];
            AllocationModel.Pass pass = model.Forward(batch.Inputs);
            pass.Backward(Losses.CrossEntropy(pass.Logits, batch.Targets));
            model.Gradients.ClipByGlobalNorm(1);
            optimizer.Step();
        });
    }

    [Fact]
    public void TrainingOnCtcAllocatesNothing()
    {
        var model = new AllocationModel(seed: 6);
        var optimizer = new Adam(model);
        (Tokens Inputs, Tokens Labels)[] batches = [(Tokens.From([[1, 2, 3, 4, 5], [6, 7, 8]]), Tokens.From([[4, 4], []])), (Tokens.From([[5, 3, 1]]), Tokens.From([[2]]))];
        AssertAllocatesNothing(step =>
        {
            (Tokens inputs, Tokens labels) = batches[step % batches.Length];
            AllocationModel.Pass pass = model.Forward(inputs);
            pass.Backward(Losses.Ctc(pass.Logits, labels));
            model.Gradients.ClipByGlobalNorm(1);
            optimizer.Step();
        });
    }

    [Fact]
    public void TrainingStepsOfAnEncoderAndDecoderAllocateNothing()
    {
        var model = new Translator(seed: 5);
        var optimizer = new Adam(model);
        var random = new Random(6);
        Tokens Ids(int count, params int[] lengths) => Tokens.From(lengths.Select(length => Enumerable.Range(0, length).Select(_ => random.Next(count)).ToArray()));
        (Tokens Source, Tokens Target, Tokens Next)[] batches =
        [
            (Ids(8, 4, 2, 6), Ids(9, 3, 5, 1), Ids(9, 3, 5, 1)),
            (Ids(8, 7, 1), Ids(9, 2, 2), Ids(9, 2, 2)),
        ];
        AssertAllocatesNothing(step =>
        {
            (Tokens source, Tokens target, Tokens next) = batches[step % batches.Length];
            Translator.Pass pass = model.Forward(source, target);
            pass.Backward(Losses.CrossEntropy(pass.Logits, next));
            model.Gradients.ClipByGlobalNorm(1);
            optimizer.Step();
        });
    }

    [Fact]
    public void TrainingStepsOfAModelWithVectorsAllocateNothing()
    {
        var model = new ManyToOne(seed: 7);
        var optimizer = new Adam(model);
        (Tokens Words, int[] Classes)[] batches =
        [
            (Tokens.From(new int[][] { [1, 2, 3], [4], [] }), [0, 2, 1]),
            (Tokens.From(new int[][] { [6], [5, 5] }), [1, 2]),
        ];
        AssertAllocatesNothing(step =>
        {
            (Tokens words, int[] classes) = batches[step % batches.Length];
            ManyToOne.Pass pass = model.Forward(words);
            pass.Backward(Losses.CrossEntropy(pass.Scores, classes));
            model.Gradients.ClipByGlobalNorm(1);
            optimizer.Step();
        });
    }

    private static void TrainOnGradients(RecurrentCell<float> cell, Func<Trainable, Optimizer> create)
    {
        Optimizer optimizer = create(cell);
        (Sequence Input, Tensor Gradient, RecurrentState Initial, RecurrentState Final)[] batches =
        [
            .. Problems(cell).Select(p => (
                Input(p),
                Tensor.FromDoubles(p.OutputGradient, p.Batch, p.Steps, p.OutputSize),
                CellRunner.State(cell, p.Initial, p.Batch),
                CellRunner.State(cell, p.FinalGradient, p.Batch))),
        ];
        AssertAllocatesNothing(step =>
        {
            (Sequence input, Tensor gradient, RecurrentState initial, RecurrentState final) = batches[step % batches.Length];
            CellPass<float> pass = cell.Forward(input, initial);
            pass.Backward(gradient, final);
            cell.Gradients.ClipByGlobalNorm(1);
            optimizer.Step();
        });
    }

    private static void AssertAllocatesNothing(Action<int> train)
    {
        for (int step = 0; step < 50; step++)
        {
            train(step);
        }

        int next = 0;
        Allocations.AssertNone(Steps, () => train(next++));
    }

    private static Problem[] Problems(RecurrentCell<float> cell) =>
        [Problem.Random(cell, 1, 9, 9, 3, 5, 5), Problem.Random(cell, 2, 6, 6), Problem.Random(cell, 3, 8, 2, 8, 0, 4, 7)];

    private static Sequence Input(Problem problem) =>
        Sequence.From(Tensor.FromDoubles(problem.Input, problem.Batch, problem.Steps, problem.InputSize), problem.Lengths);
}
