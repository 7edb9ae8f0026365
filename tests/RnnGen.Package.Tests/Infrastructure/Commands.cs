using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Text;
using Xunit;

namespace RnnGen.Package.Tests;

/// <summary>What a finished command left behind.</summary>
/// <param name="Command">The command line.</param>
/// <param name="ExitCode">0 for success.</param>
/// <param name="Output">Standard output and error, as they came.</param>
internal sealed record Finished(string Command, int ExitCode, string Output)
{
    /// <summary>Fails the test, with the output, unless the command succeeded.</summary>
    public Finished Succeeded()
    {
        Assert.True(ExitCode == 0, $"{Command} ended with {ExitCode}:\n{Output}");
        return this;
    }

    /// <summary>Fails the test unless a build succeeded without a warning.</summary>
    public Finished WithoutWarnings()
    {
        Succeeded();
        Assert.True(!Output.Contains("warning ", StringComparison.Ordinal), $"{Command} warned:\n{Output}");
        return this;
    }

    /// <summary>The lines, without those that are empty.</summary>
    public IReadOnlyList<string> Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}

/// <summary>Runs commands in a folder, apart from the build that runs the tests.</summary>
internal static class Commands
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(8);

    public static Finished Run(string folder, string file, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null, string input = "")
    {
        var start = new ProcessStartInfo(file)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        // What an outer build tells its children would tell ours the same.
        foreach (string name in start.Environment.Keys.Where(key => key.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            start.Environment.Remove(name);
        }

        foreach ((string name, string value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        var output = new StringBuilder();
        using Process process = Process.Start(start)!;
        process.OutputDataReceived += Add;
        process.ErrorDataReceived += Add;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        if (!process.WaitForExit(Limit))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{file} {string.Join(' ', arguments)} took longer than {Limit}:\n{output}");
        }

        process.WaitForExit(); // for the last lines
        lock (output)
        {
            return new Finished($"{file} {string.Join(' ', arguments)}", process.ExitCode, output.ToString());
        }

        void Add(object sender, DataReceivedEventArgs line)
        {
            if (line.Data is null) // the end of one of the two
            {
                return;
            }

            lock (output)
            {
                output.Append(line.Data).Append('\n');
            }
        }
    }
}
