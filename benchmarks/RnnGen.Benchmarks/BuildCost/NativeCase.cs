using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace RnnGen.Benchmarks.BuildCost;

/// <summary>The same cases compiled just in time and ahead of time: this program once more, published by NativeAOT for the instructions of this processor.</summary>
internal static class NativeCase
{
    private const string Ops = "train", Cells = "lstm,gru,mgu", Grid = "16,16,1,64+32,32,1,100+64,64,16,50+64,128,32,64";
    private const int Rounds = 8;

    public static void Run()
    {
        string program = Publish();
        var times = new Dictionary<string, (double Jit, double Native)>();
        for (int round = 0; round < Rounds; round++) // in turns: both see the same machine
        {
            foreach ((string key, double time) in Measured(Environment.ProcessPath!, ThisProgram))
            {
                times[key] = times.TryGetValue(key, out var best) ? (Math.Min(best.Jit, time), best.Native) : (time, double.MaxValue);
            }

            foreach ((string key, double time) in Measured(program, ""))
            {
                times[key] = (times[key].Jit, Math.Min(times[key].Native, time));
            }
        }

        Console.WriteLine("case                                just in time   ahead of time   ratio");
        foreach ((string key, (double jit, double native)) in times)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{key,-36}{jit,9:0.0} us{native,13:0.0} us{native / jit,8:0.00}"));
        }
    }

    // Started by its own host, the program needs no name.
    private static string ThisProgram =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? $"\"{Path.Combine(AppContext.BaseDirectory, "RnnGen.Benchmarks.dll")}\" " : "";

    private static string ThisFile([CallerFilePath] string path = "") => path;

    private static string InstructionSet => Avx512F.IsSupported ? "x86-64-v4" : Fma.IsSupported ? "x86-64-v3" : "";

    private static string Publish()
    {
        string project = Path.Combine(Path.GetDirectoryName(Path.GetDirectoryName(ThisFile())!)!, "RnnGen.Benchmarks.csproj");
        string folder = Path.Combine(Path.GetTempPath(), "rnngen-native");
        string set = InstructionSet.Length > 0 ? $" -p:IlcInstructionSet={InstructionSet}" : "";
        using Process publish = Start("dotnet", $"publish \"{project}\" -c Release -v q -nologo -r {RuntimeInformation.RuntimeIdentifier} -p:Native=true -p:UseSharedCompilation=false{set} -o \"{folder}\" --artifacts-path \"{folder}-build\"");
        string output = publish.StandardOutput.ReadToEnd();
        publish.WaitForExit();
        return publish.ExitCode == 0
            ? Path.Combine(folder, "RnnGen.Benchmarks")
            : throw new InvalidOperationException($"The program cannot be published: {output}");
    }

    private static IEnumerable<(string Key, double Time)> Measured(string program, string first)
    {
        using Process run = Start(program, $"{first}--ops {Ops} --cells {Cells} --grid {Grid} --seconds 0.25");
        string[] lines = run.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        run.WaitForExit();
        foreach (string[] fields in lines.Skip(1).Select(line => line.Split(',')))
        {
            yield return (string.Join(' ', fields[1..7]), double.Parse(fields[9], CultureInfo.InvariantCulture));
        }
    }

    private static Process Start(string file, string arguments) =>
        Process.Start(new ProcessStartInfo(file, arguments) { RedirectStandardOutput = true }) ?? throw new InvalidOperationException($"{file} does not start.");
}
