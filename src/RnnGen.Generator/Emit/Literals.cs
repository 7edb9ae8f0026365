using System.Globalization;
using System.Linq;
using RnnGen.Generator.Model;

namespace RnnGen.Generator.Emit;

/// <summary>Numbers and strings as C# source, the same in every culture and on every host.</summary>
internal static class Literals
{
    public static string Int(int value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>A double literal that reads back to the same bits.</summary>
    public static string Double(double value) => value switch
    {
        double.NaN => "double.NaN",
        double.PositiveInfinity => "double.PositiveInfinity",
        double.NegativeInfinity => "double.NegativeInfinity",
        0 => 1 / value < 0 ? "-0.0" : "0.0",
        _ => WithPoint(value.ToString("G17", CultureInfo.InvariantCulture), value),
    };

    /// <summary>A literal of the cell's element type.</summary>
    public static string Element(double value, Precision precision)
    {
        if (precision == Precision.Double)
        {
            return Double(value);
        }

        float single = (float)value;
        return single switch
        {
            float.NaN => "float.NaN",
            float.PositiveInfinity => "float.PositiveInfinity",
            float.NegativeInfinity => "float.NegativeInfinity",
            0 => 1 / single < 0 ? "-0f" : "0f",
            _ => Shortest(single) + "f",
        };
    }

    public static string Text(string value) => "\"" + string.Concat(value.Select(Character)) + "\"";

    private static string Character(char c) => c switch
    {
        '"' or '\\' => "\\" + c,
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        '\u2028' or '\u2029' or '\u0085' => Escaped(c),
        _ => char.IsControl(c) || char.IsSurrogate(c) ? Escaped(c) : c.ToString(),
    };

    private static string Escaped(char c) => "\\u" + ((int)c).ToString("x4", CultureInfo.InvariantCulture);

    // "G9" always reads back, but 0.1f would print as 0.100000001: take the first precision that reads back.
    private static string Shortest(float value)
    {
        for (int digits = 6; digits < 9; digits++)
        {
            string text = value.ToString("G" + Int(digits), CultureInfo.InvariantCulture);
            if (float.Parse(text, CultureInfo.InvariantCulture) == value)
            {
                return text;
            }
        }

        return value.ToString("G9", CultureInfo.InvariantCulture);
    }

    private static string WithPoint(string text, double value)
    {
        string shorter = value.ToString("G15", CultureInfo.InvariantCulture);
        string result = double.Parse(shorter, CultureInfo.InvariantCulture) == value ? shorter : text;
        return result.IndexOfAny(['.', 'E']) < 0 ? result + ".0" : result;
    }
}
