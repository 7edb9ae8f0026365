using System;
using System.Collections.Generic;
using System.Linq;

namespace LineCompletion.Text;

/// <summary>The characters a model knows. Id 0 begins and ends a line, id 1 stands for every character that is not known.</summary>
internal sealed class Vocabulary
{
    public const int EndOfLine = 0;
    public const int Unknown = 1;
    private const int FirstCharacter = 2;

    private readonly Dictionary<char, int> ids = [];

    /// <summary>A vocabulary of given characters.</summary>
    /// <exception cref="ArgumentException">A character occurs twice.</exception>
    public Vocabulary(string characters)
    {
        Characters = characters;
        foreach (char character in characters)
        {
            ids.Add(character, FirstCharacter + ids.Count);
        }
    }

    /// <summary>The known characters, the one with id 2 first.</summary>
    public string Characters { get; }

    /// <summary>Number of ids in use.</summary>
    public int Count => FirstCharacter + Characters.Length;

    /// <summary>The most frequent characters of some lines.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="size">Number of ids the model has.</param>
    public static Vocabulary Of(IEnumerable<string> lines, int size)
    {
        IEnumerable<char> frequent = lines
            .SelectMany(line => line)
            .Where(character => !char.IsSurrogate(character)) // half a character
            .CountBy(character => character)
            .OrderByDescending(count => count.Value)
            .ThenBy(count => count.Key)
            .Take(size - FirstCharacter)
            .Select(count => count.Key);
        return new Vocabulary(string.Concat(frequent));
    }

    /// <summary>The beginning of a line, ready to be continued.</summary>
    public int[] EncodePrefix(string prefix) => [EndOfLine, .. prefix.Select(character => ids.GetValueOrDefault(character, Unknown))];

    /// <summary>A whole line.</summary>
    public int[] EncodeLine(string line) => [.. EncodePrefix(line), EndOfLine];

    /// <summary>The character of an id.</summary>
    public char Decode(int id) => id >= FirstCharacter && id < Count ? Characters[id - FirstCharacter] : '\uFFFD';
}
