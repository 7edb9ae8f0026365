using System;
using System.IO;
using System.Threading;

namespace LineCompletion;

internal static class Program
{
    private const int Done = 0, Failed = 1, BadUsage = 2, Interrupted = 130;

    private static int Main(string[] args)
    {
        try
        {
            return Run(CommandLine.Parse(args));
        }
        catch (UsageException error)
        {
            Console.Error.WriteLine($"{error.Message} See --help.");
            return BadUsage;
        }
        catch (Exception error) when (error is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(error.Message);
            return Failed;
        }
    }

    private static int Run(Options options)
    {
        if (options.Help)
        {
            Console.WriteLine(CommandLine.Usage);
            return Done;
        }

        if (options.Model is not null)
        {
            CompleteCommand.Run(options.Model, options.Prefixes, Console.In, Console.Out);
            return Done;
        }

        using var interrupted = new CancellationTokenSource();
        Console.CancelKeyPress += (_, key) =>
        {
            key.Cancel = !interrupted.IsCancellationRequested; // the second Ctrl-C ends the program at once
            interrupted.Cancel();
        };
        return new TrainCommand(options, Console.Out, TerminalWidth()).Run(interrupted.Token) ? Done : Interrupted;
    }

    private static int? TerminalWidth()
    {
        try
        {
            return Console.IsOutputRedirected ? null : Math.Max(40, Console.WindowWidth);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
