using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;

namespace Streaming;

/// <summary>Reads lines from standard input and writes each with its score in front, at once.</summary>
internal static class ScoreCommand
{
    private const int ScoreWidth = 8;

    public static void Run(string file, bool measure)
    {
        var model = new LogModel();
        model.Load(file);
        var scorer = new LineScorer(model);
        using Stream input = Console.OpenStandardInput(), output = Console.OpenStandardOutput();
        var lines = new LineReader(input);
        byte[] score = new byte[ScoreWidth];
        long characters = 0, allocatedAfterFirst = 0, ticks = 0;
        for (int number = 1; lines.TryRead(out ReadOnlySpan<byte> line); number++)
        {
            long begin = Stopwatch.GetTimestamp();
            double bits = scorer.Score(line);
            ticks += Stopwatch.GetTimestamp() - begin;
            characters += line.Length + 1;

            score.AsSpan().Fill((byte)' ');
            bits.TryFormat(score.AsSpan(0, ScoreWidth - 2), out _, "0.000", CultureInfo.InvariantCulture);
            output.Write(score);
            output.Write(line);
            output.Write("\n"u8);
            if (number == 1)
            {
                allocatedAfterFirst = GC.GetAllocatedBytesForCurrentThread();
            }
        }

        if (measure)
        {
            long allocated = GC.GetAllocatedBytesForCurrentThread() - allocatedAfterFirst;
            double microseconds = Stopwatch.GetElapsedTime(0, ticks).TotalMicroseconds / Math.Max(1, characters);
            Console.Error.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{characters} characters, {microseconds:0.00} microseconds each; {allocated} bytes allocated after the first line"));
        }
    }
}
