using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using RnnGen;

namespace Streaming;

/// <summary>Trains the model on a log by truncated backpropagation through time: states go from window to window, as they will in use.</summary>
internal static class TrainCommand
{
    private const int Epochs = 8, BatchSize = 16, Window = 64;

    public static void Run(string log, string file)
    {
        int[] text = [.. File.ReadAllBytes(log).Where(value => value != '\r').Select(Characters.Token)];
        IReadOnlyList<StreamBatch> windows = Batches.Streams(text, BatchSize, Window);
        var model = new LogModel(seed: 1);
        var optimizer = new Adam(model, learningRate: 1e-2)
        {
            Schedule = LearningRateSchedule.WarmupCosine(peak: 1e-2, warmupSteps: 20, totalSteps: Epochs * windows.Count),
        };
        var statistics = new TokenStatistics();
        for (int epoch = 1; epoch <= Epochs; epoch++)
        {
            var carried = new CarriedState();
            statistics.Clear();
            foreach (StreamBatch batch in windows)
            {
                LogModel.Pass pass = model.Forward(batch.Inputs, carried.Into(batch.Window));
                LossValue loss = Losses.CrossEntropy(pass.Logits, batch.Targets);
                carried.Keep(batch.Window, pass.FinalState);
                pass.Backward(loss);
                model.Gradients.ClipByGlobalNorm(1.0);
                optimizer.Step();
                statistics.Add(loss);
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"epoch {epoch}: {statistics.BitsPerToken:0.000} bits per character"));
        }

        model.Save(file);
    }
}
