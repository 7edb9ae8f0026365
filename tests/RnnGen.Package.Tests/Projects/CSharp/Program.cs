using System;
using Consumer;
using RnnGen;

var model = new TokenModel(seed: 7);
var optimizer = new Adam(model, learningRate: 5e-2);
int[][] sequences = [[1, 2, 3, 4, 5], [6, 7, 8], [9, 10, 11, 0]];
double first = 0, last = 0;
for (int epoch = 0; epoch < 200; epoch++)
{
    foreach (SequenceBatch batch in Batches.ByLength(sequences, batchSize: 3))
    {
        TokenModel.Pass pass = model.Forward(batch.Inputs);
        LossValue loss = Losses.CrossEntropy(pass.Logits, batch.Targets);
        pass.Backward(loss);
        model.Gradients.ClipByGlobalNorm(1.0);
        optimizer.Step();
        (first, last) = (epoch == 0 ? loss.Value : first, loss.Value);
    }
}

Console.WriteLine(model);
Console.WriteLine(last < 0.5 * first ? "it learns" : $"loss went from {first} to {last}");
