using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using LineCompletion.Baseline;
using LineCompletion.Files;
using LineCompletion.Text;
using LineCompletion.Training;
using RnnGen;

namespace LineCompletion;

/// <summary>Learns from source code, shows what was learned and saves it.</summary>
internal sealed class TrainCommand(Options options, TextWriter output, int? terminalWidth)
{
    private const int BatchSize = 4; // many small steps learn more in a short time than few large ones
    private const int FewestLines = 50;

    /// <summary>Runs the command.</summary>
    /// <returns>Whether the training ran to its end.</returns>
    public bool Run(CancellationToken cancellation)
    {
        CheckFolder(options.Out);
        string source = options.Source ?? SourceFiles.DefaultFolder();
        IReadOnlyList<string> files = SourceFiles.Find(source, options.Pattern);
        Split split = ReadLines(source, files);
        Vocabulary vocabulary = Vocabulary.Of(split.Training, LineModel.V);
        List<int[]> training = [.. split.Training.Select(vocabulary.EncodeLine)];
        List<int[]> heldOut = [.. split.HeldOut.Select(vocabulary.EncodeLine)];
        BatchSet batches = Batches.ByLength(training, BatchSize, options.Seed);
        output.WriteLine($"{files.Count} files: {training.Count} different lines ({batches.TokenCount} characters) to learn from, {heldOut.Count} held out.");

        var trained = new TrainedModel(new LineModel(options.Seed), vocabulary);
        output.WriteLine($"Model: {trained.Model}.");
        var evaluation = new Evaluation(heldOut);
        var report = new Report(output, trained, Sample.Choose(options.Prefixes, split.HeldOut));
        report.Completions("Before training:");

        var budget = new TimeBudget(TimeSpan.FromMinutes(options.Minutes));
        var progress = new ProgressBar(output, budget, terminalWidth);
        new Trainer(trained.Model, batches).Run(budget, progress, cancellation);
        progress.Complete();
        trained.Save(options.Out);
        output.WriteLine($"Saved to {options.Out}.");
        if (cancellation.IsCancellationRequested)
        {
            return false;
        }

        report.HeldOut(evaluation.Of(trained.Model), evaluation.Of(new FiveGram(training, vocabulary.Count)));
        report.Completions("After training:");
        return true;
    }

    // Better now than after the training.
    private static void CheckFolder(string file)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(file)) ?? "";
        if (!Directory.Exists(folder) || Directory.Exists(file))
        {
            throw new DirectoryNotFoundException($"The model cannot be saved as '{file}': there is no such folder, or it is one.");
        }
    }

    private Split ReadLines(string source, IReadOnlyList<string> files)
    {
        Split split = Split.Of(Lines.Read(files), options.Seed);
        return split.Training.Count >= FewestLines && split.HeldOut.Count > 0
            ? split
            : throw new InvalidDataException(
                $"{source} has {split.Training.Count + split.HeldOut.Count} different lines of {Lines.ShortestLine} to {Lines.LongestLine} characters: too few to learn from.");
    }
}
