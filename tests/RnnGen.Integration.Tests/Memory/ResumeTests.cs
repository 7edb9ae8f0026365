using System;
using System.IO;
using System.Linq;
using RnnGen.Integration.Tests.Cells;
using Xunit;

namespace RnnGen.Integration.Tests.Memory;

/// <summary>The saved run of a generated model with dropout: the masks go on where they stopped, too.</summary>
public sealed class ResumeTests
{
    [Fact]
    public void Ten_steps_saved_loaded_and_ten_more_are_twenty_bit_for_bit()
    {
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():n}.safetensors");
        try
        {
            var whole = new AllocationModel(seed: 3);
            Train(whole, new Adam(whole), 0, 20);

            var begun = new AllocationModel(seed: 3);
            var first = new Adam(begun);
            Train(begun, first, 0, 10);
            TrainingRun.Save(path, begun, first);

            var resumed = new AllocationModel(seed: 3);
            var second = new Adam(resumed);
            TrainingRun.Load(path, resumed, second);
            Train(resumed, second, 10, 20);
            Assert.All(whole.Parameters.Zip(resumed.Parameters), pair => Assert.Equal(pair.First.Value.ToArray(), pair.Second.Value.ToArray()));
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static void Train(AllocationModel model, Optimizer optimizer, int from, int to)
    {
        for (int step = from; step < to; step++)
        {
            var random = new Random(step);
            SequenceBatch batch = SequenceBatch.NextToken(
                new[] { 9, 4, 6 }.Select(length => Enumerable.Range(0, length).Select(_ => random.Next(AllocationModel.V)).ToArray()));
            AllocationModel.Pass pass = model.Forward(batch.Inputs);
            pass.Backward(Losses.CrossEntropy(pass.Logits, batch.Targets));
            model.Gradients.ClipByGlobalNorm(1);
            optimizer.Step();
        }
    }
}
