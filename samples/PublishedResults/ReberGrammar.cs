using System;
using System.Collections.Generic;
using System.Linq;

namespace PublishedResults;

/// <summary>
/// The embedded Reber grammar: B, then T or P, then a string of the Reber grammar, then the same T or P again, then E. Every choice is
/// between two symbols and fair. The second symbol decides the last but one, with a string of any length between them.
/// </summary>
internal static class ReberGrammar
{
    /// <summary>The symbols; a token is a place in it.</summary>
    public const string Symbols = "BTPSXVE";

    /// <summary>
    /// Entropy per predicted symbol, in nats: a string has on average 7 fair choices (1 outside, 6 inside) among 11 symbols to predict.
    /// </summary>
    public static readonly double Optimum = 7 * Math.Log(2) / 11;

    // For each state of the inner grammar: the symbols that may follow and the states they lead to.
    private static readonly (string Symbols, int[] Next)[] Inner =
    [
        ("B", [1]),
        ("TP", [2, 3]),
        ("SX", [2, 4]),
        ("TV", [3, 5]),
        ("XS", [3, 6]),
        ("PV", [4, 6]),
        ("E", [7]),
    ];

    /// <summary>A random string.</summary>
    public static string Draw(Random random)
    {
        char branch = "TP"[random.Next(2)];
        string text = "B" + branch;
        for (int state = 0; state < Inner.Length;)
        {
            int choice = random.Next(Inner[state].Symbols.Length);
            text += Inner[state].Symbols[choice];
            state = Inner[state].Next[choice];
        }

        return text + branch + "E";
    }

    /// <summary>The symbols that may come after each symbol of a string but its last.</summary>
    /// <exception cref="ArgumentException">The string is not of the language.</exception>
    public static IReadOnlyList<string> LegalNext(string text)
    {
        var legal = new List<string> { "TP" };
        int state = 0;
        for (int i = 1; i < text.Length - 1; i++)
        {
            if (!legal[^1].Contains(text[i]))
            {
                throw new ArgumentException($"'{text}' leaves the grammar at position {i}.", nameof(text));
            }

            if (i > 1 && state < Inner.Length)
            {
                state = Inner[state].Next[Inner[state].Symbols.IndexOf(text[i])];
                legal.Add(state < Inner.Length ? Inner[state].Symbols : text[1..2]);
            }
            else
            {
                legal.Add(state == 0 ? Inner[0].Symbols : "E");
            }
        }

        return text[0] == 'B' && legal[^1] == "E" && text[^1] == 'E'
            ? legal
            : throw new ArgumentException($"'{text}' does not begin or end as the grammar does.", nameof(text));
    }

    /// <summary>A string as tokens.</summary>
    public static int[] Encode(string text) => [.. text.Select(symbol => Symbols.IndexOf(symbol))];
}
