using System;
using System.Globalization;

namespace RnnGen.Analyzers.Flow;

/// <summary>Reads one axis of <c>[Shape(...)]</c>: a name, a number, or both with <c>+ - *</c> and parentheses.</summary>
internal sealed class AxisExpression(string text, Func<string, long?> constants)
{
    private int at;

    /// <summary>The axis; unknown for <c>?</c>, null when the text says nothing that can be read.</summary>
    public static Axis? Read(string? text, Func<string, long?> constants)
    {
        string trimmed = text?.Trim() ?? "";
        if (trimmed == "?")
            return Axis.Unknown;
        var expression = new AxisExpression(trimmed, constants);
        return expression.Sum() is { } extent && expression.at == trimmed.Length ? new Axis(extent, extent.Constant is not null && IsName(trimmed) ? trimmed : null) : null;
    }

    private static bool IsName(string text) => text.Length > 0 && (char.IsLetter(text[0]) || text[0] == '_');

    private Polynomial? Sum()
    {
        Polynomial? sum = Product();
        while (sum is not null && Peek() is '+' or '-')
        {
            bool adds = text[at++] == '+';
            sum = Product() is { } next ? (adds ? sum + next : sum - next) : null;
        }

        return sum;
    }

    private Polynomial? Product()
    {
        Polynomial? product = Factor();
        while (product is not null && Peek() == '*')
        {
            at++;
            product = Factor() is { } next ? product * next : null;
        }

        return product;
    }

    private Polynomial? Factor()
    {
        if (Peek() == '(')
        {
            at++;
            Polynomial? inner = Sum();
            return Peek() == ')' && at++ >= 0 ? inner : null;
        }

        int first = at;
        while (at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] == '_'))
            at++;
        string word = text.Substring(first, at - first);
        return word.Length == 0 ? null
            : long.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? Polynomial.Of(number)
            : !IsName(word) ? null
            : constants(word) is { } value ? Polynomial.Of(value)
            : Polynomial.Of(Symbol.Declared(word));
    }

    private char? Peek()
    {
        while (at < text.Length && text[at] == ' ')
            at++;
        return at < text.Length ? text[at] : null;
    }
}
