using System;
using System.Collections.Generic;
using System.Globalization;

namespace LineCompletion;

/// <summary>Reads the command line.</summary>
internal static class CommandLine
{
    public const string Usage = """
        Learns to complete lines of source code.

          LineCompletion [FILE | FOLDER]        learn from a file or folder; default: the src folder of this repository
              --pattern GLOB                    which files of the folder (default *.cs)
              --minutes NUMBER                  how long to train (default 2)
              --out FILE                        where to save the model (default line-completion.safetensors)
              --seed NUMBER                     another split, other first weights (default 1)
              --prefix TEXT                     a line to complete before and after training; can be repeated

          LineCompletion --model FILE           complete with a saved model: one line for each line of standard input
              --prefix TEXT                     or for each of these

          LineCompletion --help

        Ctrl-C ends the training early; the model learned so far is saved.
        Exit codes: 0 done, 1 the data or a file is at fault, 2 the command line is, 130 ended by Ctrl-C.
        """;

    /// <summary>Reads arguments.</summary>
    /// <exception cref="UsageException">They make no sense; the message says which and why.</exception>
    public static Options Parse(string[] args)
    {
        var options = new Options();
        var prefixes = new List<string>();
        for (int i = 0; i < args.Length; i++)
        {
            string name = args[i];
            string Value() => ++i < args.Length ? args[i] : throw new UsageException($"{name} needs a value.");
            switch (name)
            {
                case "--help" or "-h":
                    options = options with { Help = true };
                    break;
                case "--pattern":
                    options = options with { Pattern = Value() };
                    break;
                case "--out":
                    options = options with { Out = Value() };
                    break;
                case "--model":
                    options = options with { Model = Value() };
                    break;
                case "--prefix":
                    prefixes.Add(Value());
                    break;
                case "--minutes":
                    options = options with { Minutes = Minutes(Value()) };
                    break;
                case "--seed":
                    options = options with { Seed = Seed(Value()) };
                    break;
                case not null when name.StartsWith('-'):
                    throw new UsageException($"There is no option {name}.");
                default:
                    options = options.Source is null
                        ? options with { Source = name }
                        : throw new UsageException($"One file or folder is enough: '{options.Source}', then '{name}'.");
                    break;
            }
        }

        return options.Model is not null && options.Source is not null
            ? throw new UsageException("--model completes with a saved model; it learns from no file or folder.")
            : options with { Prefixes = prefixes };
    }

    private static double Minutes(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double minutes) && minutes is > 0 and <= 10_000
            ? minutes
            : throw new UsageException($"--minutes needs a positive number, not '{text}'.");

    private static int Seed(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int seed)
            ? seed
            : throw new UsageException($"--seed needs a whole number from 0, not '{text}'.");
}

/// <summary>The command line makes no sense.</summary>
internal sealed class UsageException(string message) : Exception(message);
