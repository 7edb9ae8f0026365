using System;
using RnnGen;

namespace Exercises.Debugging;

/// <summary>Trains the model whose insides the checklist looks at.</summary>
internal static class RecallTraining
{
    private const int Steps = 300;
    private const int BatchSize = 32;

    public static RecallModel Run(int seed)
    {
        var model = new RecallModel(seed);
        var optimizer = new Adam(model, learningRate: 1e-2);
        var random = new Random(seed);
        for (int step = 0; step < Steps; step++)
        {
            SequenceBatch batch = RecallTask.Draw(random, BatchSize);
            RecallModel.Pass pass = model.Forward(batch.Inputs);
            LossValue loss = Losses.CrossEntropy(pass.Logits, batch.Targets);
            pass.Backward(loss);
            model.Gradients.ClipByGlobalNorm(1.0);
            optimizer.Step();
        }

        return model;
    }
}
