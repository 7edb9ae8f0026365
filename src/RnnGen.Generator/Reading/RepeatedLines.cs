using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;

namespace RnnGen.Generator.Reading;

/// <summary>
/// A part of a built-in cell that stands once for each number of a range: between <c>#region each k in 1..Depth</c> and
/// <c>#endregion</c> the ending <c>_k</c> of a name is the number, and a number behind <c>/*k*/</c> is it too. The limits are constants of the file.
/// </summary>
internal static class RepeatedLines
{
    private static readonly Regex Region = new(@"^[ ]*#region each (\w+) in (\w+)\.\.(\w+)\n(.*?)^[ ]*#endregion\n", RegexOptions.Multiline | RegexOptions.Singleline);

    public static string WriteOut(string text) => Region.Replace(text.Replace("\r", ""), match =>
    {
        int first = Value(text, match.Groups[2].Value), last = Value(text, match.Groups[3].Value);
        string name = match.Groups[1].Value;
        return string.Concat(Enumerable.Range(first, System.Math.Max(0, last - first + 1)).Select(number =>
        {
            string written = number.ToString(CultureInfo.InvariantCulture);
            return Regex.Replace(Regex.Replace(match.Groups[4].Value, @"/\*" + name + @"\*/\d+", written), "_" + name + @"\b", "_" + written);
        }));
    });

    private static int Value(string text, string limit) => int.Parse(
        char.IsDigit(limit[0]) ? limit : Regex.Match(text, @"\bconst\b[^;]*\b" + limit + @" = (\d+)").Groups[1].Value, CultureInfo.InvariantCulture);
}
