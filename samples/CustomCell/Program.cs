using System;
using CustomCell;
using RnnGen;

const int Steps = 1000, BatchSize = 32, Shortest = 4, Longest = 60, LongestTest = 240;

var model = new XorModel(seed: 1);
var cell = (MinimalGatedUnit)model.Memory.Cells[0];
Console.WriteLine($"{model} over {cell}");

var random = new Random(1);
var optimizer = new Adam(model, learningRate: 5e-3)
{
    Schedule = LearningRateSchedule.WarmupCosine(peak: 5e-3, warmupSteps: 20, totalSteps: Steps),
};
var recent = new TokenStatistics();
for (int step = 1; step <= Steps; step++)
{
    SequenceBatch batch = TemporalXor.Draw(random, BatchSize, Shortest, Longest);
    XorModel.Pass pass = model.Forward(batch.Inputs);
    LossValue loss = Losses.CrossEntropy(pass.Logits, batch.Targets);
    pass.Backward(loss);
    double norm = model.Gradients.ClipByGlobalNorm(1.0);
    optimizer.Step();

    recent.Add(loss);
    if (step % 100 == 0)
    {
        Console.WriteLine($"step {step,4}  loss {recent.Mean:0.0000}  gradient norm {norm:0.000}");
        recent.Clear();
    }
}

var buckets = new LengthBuckets(Shortest - 1, 15, 30, Longest, 120, LongestTest);
SequenceBatch test = TemporalXor.Draw(random, 2000, Shortest, LongestTest);
buckets.Add(model.Predict(test.Inputs), test.Targets);
Console.WriteLine();
Console.WriteLine($"Sequences it was not trained on (training went up to {Longest} steps):");
foreach (LengthBucket bucket in buckets.Buckets)
{
    Console.WriteLine($"  {bucket.Above + 1,3} to {bucket.UpTo,3} steps: accuracy {bucket.Accuracy:0.0%}");
}

SequenceBatch few = TemporalXor.Draw(random, 5, Shortest, Longest);
double difference = PlainSteps.LargestDifference(cell, model.Bits.Lookup(few.Inputs));
Console.WriteLine();
Console.WriteLine($"Generated code against the step run as plain C#: largest difference {difference:0.0e+0} over {few.TokenCount} steps.");
