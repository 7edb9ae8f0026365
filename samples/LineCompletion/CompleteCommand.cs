using System.Collections.Generic;
using System.IO;
using LineCompletion.Files;

namespace LineCompletion;

/// <summary>Completes lines with a saved model.</summary>
internal static class CompleteCommand
{
    /// <summary>Writes each line whole: its given beginning and the model's continuation.</summary>
    /// <exception cref="InvalidDataException">The file is no model of this program.</exception>
    public static void Run(string modelFile, IReadOnlyList<string> prefixes, TextReader input, TextWriter output)
    {
        TrainedModel trained = TrainedModel.Load(modelFile);
        var completer = new Completer(trained.Model, trained.Vocabulary);
        foreach (string prefix in prefixes.Count > 0 ? prefixes : ReadLines(input))
        {
            output.WriteLine(prefix + completer.Complete(prefix));
        }
    }

    private static IEnumerable<string> ReadLines(TextReader input)
    {
        while (input.ReadLine() is { } line)
        {
            yield return line;
        }
    }
}
