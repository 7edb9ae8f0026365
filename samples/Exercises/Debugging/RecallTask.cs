using System;
using System.Collections.Generic;
using System.Linq;
using RnnGen;

namespace Exercises.Debugging;

/// <summary>Sequences that begin with 0 or 1 and go on with noise. At the last token the first one is asked for; the others are not counted.</summary>
internal static class RecallTask
{
    public const int Shortest = 4;
    public const int Longest = 24;

    /// <summary>A batch of sequences of random lengths.</summary>
    public static SequenceBatch Draw(Random random, int count) =>
        Batch(Enumerable.Range(0, count).Select(_ => Sequence(random, random.Next(Shortest, Longest + 1))));

    /// <summary>A batch of sequences of the largest length.</summary>
    public static SequenceBatch DrawLongest(Random random, int count) =>
        Batch(Enumerable.Range(0, count).Select(_ => Sequence(random, Longest)));

    private static SequenceBatch Batch(IEnumerable<int[]> sequences)
    {
        int[][] inputs = [.. sequences];
        return new SequenceBatch(Tokens.From(inputs), Tokens.From(inputs.Select(Targets)));
    }

    private static int[] Sequence(Random random, int length)
    {
        var sequence = new int[length];
        for (int t = 1; t < sequence.Length; t++)
        {
            sequence[t] = random.Next(2, RecallModel.V);
        }

        sequence[0] = random.Next(RecallModel.C);
        return sequence;
    }

    private static int[] Targets(int[] sequence)
    {
        var targets = new int[sequence.Length];
        Array.Fill(targets, Tokens.Ignored);
        targets[^1] = sequence[0];
        return targets;
    }
}
