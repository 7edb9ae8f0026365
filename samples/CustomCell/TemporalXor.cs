using System;
using System.Collections.Generic;
using System.Linq;
using RnnGen;

namespace CustomCell;

/// <summary>
/// Sequences of bits, two of them marked. At the end the XOR of the marked ones is asked for: the network has to notice them, keep the
/// first for many steps, and combine them; neither alone says anything about the answer.
/// </summary>
internal static class TemporalXor
{
    private const int Marked = 2; // tokens 0 and 1 are plain bits, 2 and 3 marked ones

    /// <summary>A batch of sequences of random lengths.</summary>
    public static SequenceBatch Draw(Random random, int count, int shortest, int longest)
    {
        var inputs = new List<int[]>();
        var targets = new List<int[]>();
        for (int i = 0; i < count; i++)
        {
            int[] bits = [.. Enumerable.Range(0, random.Next(shortest, longest + 1)).Select(_ => random.Next(2))];
            int first = random.Next(bits.Length - 1);
            int second = random.Next(first + 1, bits.Length);
            int[] answer = [.. Enumerable.Repeat(Tokens.Ignored, bits.Length)];
            answer[^1] = bits[first] ^ bits[second];
            bits[first] += Marked;
            bits[second] += Marked;
            inputs.Add(bits);
            targets.Add(answer);
        }

        return new SequenceBatch(Tokens.From(inputs), Tokens.From(targets));
    }
}
