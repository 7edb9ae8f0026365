using System.Collections.Generic;
using System.Globalization;
using System.IO;
using LineCompletion.Files;
using RnnGen;

namespace LineCompletion;

/// <summary>Prints what a model can do.</summary>
internal sealed class Report(TextWriter output, TrainedModel trained, IReadOnlyList<Sample> samples)
{
    private static readonly string[] Names = ["short", "middle", "long"];

    /// <summary>Completes the samples: the model's part in brackets, how the line really goes on below.</summary>
    public void Completions(string title)
    {
        var completer = new Completer(trained.Model, trained.Vocabulary);
        output.WriteLine();
        output.WriteLine(title);
        foreach (Sample sample in samples)
        {
            output.WriteLine($"  {sample.Prefix}[{completer.Complete(sample.Prefix)}]");
            if (sample.Rest is not null)
            {
                output.WriteLine($"  {new string(' ', sample.Prefix.Length)} {sample.Rest}");
            }
        }

        output.WriteLine();
    }

    /// <summary>Compares the model with the five-gram model on held-out lines.</summary>
    public void HeldOut(LengthBuckets model, LengthBuckets baseline)
    {
        output.WriteLine();
        output.WriteLine("Held-out lines       lines  characters  perplexity  accuracy  5-gram perplexity");
        for (int i = 0; i < Names.Length; i++)
        {
            LengthBucket bucket = model.Buckets[i];
            string name = $"{Names[i]} ({bucket.Above + 1} to {bucket.UpTo})";
            Row(name, $"{bucket.Sequences,5}", bucket.Loss, $"{bucket.Accuracy:0.0%}", baseline.Buckets[i].Loss);
        }

        Row("all", "", model.Total, "", baseline.Total);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Perplexity per held-out character: {model.Total.Perplexity:0.000}; of a 5-gram model: {baseline.Total.Perplexity:0.000}."));
    }

    private void Row(string name, string sequences, LossValue model, string accuracy, LossValue baseline) => output.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{name,-19}  {sequences,5}  {model.Tokens,10}  {model.Perplexity,10:0.000}  {accuracy,8}  {baseline.Perplexity,17:0.000}"));
}
