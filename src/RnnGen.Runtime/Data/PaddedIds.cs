using System;
using System.Collections.Generic;
using System.Linq;

namespace RnnGen;

/// <summary>
/// Ids of sequences of different lengths in one array, for code that works on arrays. <see cref="ToTokens"/> gives what models and losses of
/// this library take.
/// </summary>
public sealed class PaddedIds
{
    private readonly bool isLeft;

    private PaddedIds(int[,] ids, int[] lengths, bool isLeft)
    {
        Ids = ids;
        Lengths = lengths;
        this.isLeft = isLeft;
    }

    /// <summary>The ids, (B,T).</summary>
    [Shape("B", "T")]
    public int[,] Ids { get; }

    /// <summary>Real steps of each sequence, (B).</summary>
    [Shape("B")]
    public int[] Lengths { get; }

    /// <summary>Padding behind the sequences.</summary>
    /// <param name="sequences">At least one.</param>
    /// <param name="padId">The id of padding.</param>
    /// <exception cref="ArgumentException">There is no sequence, or one is null.</exception>
    public static PaddedIds Right(IEnumerable<int[]> sequences, int padId = 0) => Fill(sequences, padId, isLeft: false);

    /// <summary>Padding in front of the sequences.</summary>
    /// <param name="sequences">At least one.</param>
    /// <param name="padId">The id of padding.</param>
    /// <exception cref="ArgumentException">There is no sequence, or one is null.</exception>
    public static PaddedIds Left(IEnumerable<int[]> sequences, int padId = 0) => Fill(sequences, padId, isLeft: true);

    /// <summary>The same as tokens that know which of them are real.</summary>
    public Tokens ToTokens() => isLeft ? Tokens.FromLeftPadded(Ids, Lengths) : Tokens.From(Ids, Lengths);

    /// <summary>The shape and the side.</summary>
    public override string ToString() => $"PaddedIds[{Ids.GetLength(0)},{Ids.GetLength(1)}], padding on the {(isLeft ? "left" : "right")}";

    private static PaddedIds Fill(IEnumerable<int[]> sequences, int padId, bool isLeft)
    {
        ArgumentNullException.ThrowIfNull(sequences);
        int[][] rows = [.. sequences];
        if (rows.Length == 0 || rows.Contains(null))
        {
            throw new ArgumentException("A batch needs at least one sequence, and none may be null.", nameof(sequences));
        }

        int steps = rows.Max(row => row.Length);
        var ids = new int[rows.Length, steps];
        for (int b = 0; b < rows.Length; b++)
        {
            int first = isLeft ? steps - rows[b].Length : 0;
            for (int t = 0; t < steps; t++)
            {
                ids[b, t] = t >= first && t < first + rows[b].Length ? rows[b][t - first] : padId;
            }
        }

        return new PaddedIds(ids, [.. rows.Select(row => row.Length)], isLeft);
    }
}
