using System.Collections.Generic;
using System.Linq;

namespace LineCompletion.Text;

/// <summary>Lines to train on, and lines to judge the model by that it has never seen.</summary>
internal sealed class Split
{
    private const int OneIn = 10;

    private Split(IReadOnlyList<string> training, IReadOnlyList<string> heldOut)
    {
        Training = training;
        HeldOut = heldOut;
    }

    public IReadOnlyList<string> Training { get; }

    public IReadOnlyList<string> HeldOut { get; }

    /// <summary>Holds out a tenth of the lines. A line's side depends on its text and the seed only, so other lines can come and go.</summary>
    public static Split Of(IEnumerable<string> lines, int seed)
    {
        ILookup<bool, string> sides = lines.ToLookup(line => Hash(line, seed) % OneIn == 0);
        return new Split([.. sides[false]], [.. sides[true]]);
    }

    private static ulong Hash(string line, int seed)
    {
        ulong hash = 14695981039346656037 ^ (ulong)(uint)seed; // FNV-1a
        foreach (char character in line)
        {
            hash = (hash ^ character) * 1099511628211;
        }

        return hash ^ (hash >> 32);
    }
}
