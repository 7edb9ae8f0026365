using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace RnnGen.Analyzers.Flow;

/// <summary>
/// An integer polynomial over symbols in normal form: <c>T - 1</c>, <c>2*H</c>, <c>B*T</c>. Two extents agree when their normal forms do; they
/// provably differ when their difference is a constant other than 0, or a factor is.
/// </summary>
internal sealed class Polynomial : IEquatable<Polynomial>
{
    /// <summary>Coefficients by monomial; a monomial is its symbols in ordinal order, the constant is the empty one.</summary>
    private readonly SortedDictionary<string, long> terms;

    private Polynomial(SortedDictionary<string, long> terms)
    {
        this.terms = terms;
        string? only = null;
        int symbols = 0;
        foreach (string key in terms.Keys)
            if (key.Length > 0)
                (only, symbols) = (key, symbols + 1);
        OnlySymbol = symbols == 1 && only!.IndexOf('*') < 0 ? Symbol.OfKey(only) : null;
        Constant = terms.Count == 0 ? 0 : symbols == 0 ? terms[""] : null;
    }

    public static Polynomial One { get; } = Of(1);

    /// <summary>The value, or null when it depends on a symbol.</summary>
    public long? Constant { get; }

    /// <summary>Whether both are multiples of one product of sizes, as <c>2*H</c> and <c>H</c>: then they are equal only when that is 0.</summary>
    public bool IsOtherMultipleOf(Polynomial other) =>
        terms.Count == 1 && other.terms.Count == 1 && terms.First() is var mine && other.terms.First() is var theirs && mine.Key == theirs.Key && mine.Value != theirs.Value;

    /// <summary>The only symbol it depends on, linearly; null when there are none or several.</summary>
    public Symbol? OnlySymbol { get; }

    /// <summary>The symbol when it is that alone: neither scaled nor shifted.</summary>
    public Symbol? Single => terms.Count == 1 && terms.First() is { Value: 1 } only ? OnlySymbol : null;

    /// <summary>Whether a symbol is part of it.</summary>
    public bool DependsOn(Symbol symbol) => terms.Keys.Any(key => key.Split('*').Contains(symbol.Key));

    public static Polynomial Of(long constant) => new(constant == 0 ? Empty() : new(StringComparer.Ordinal) { [""] = constant });

    public static Polynomial Of(Symbol symbol) => new(new(StringComparer.Ordinal) { [symbol.Key] = 1 });

    public static Polynomial operator +(Polynomial left, Polynomial right) => Sum(left, right, 1);

    public static Polynomial operator -(Polynomial left, Polynomial right) => Sum(left, right, -1);

    public static Polynomial operator *(Polynomial left, Polynomial right)
    {
        var product = Empty();
        foreach (KeyValuePair<string, long> a in left.terms)
            foreach (KeyValuePair<string, long> b in right.terms)
                Add(product, Monomial(a.Key, b.Key), unchecked(a.Value * b.Value));
        return new Polynomial(product);
    }

    /// <summary>The quotient when every coefficient is divisible, else null.</summary>
    public Polynomial? DivideBy(long divisor)
    {
        if (divisor == 0 || terms.Values.Any(value => value % divisor != 0))
            return null;
        var quotient = Empty();
        foreach (KeyValuePair<string, long> term in terms)
            quotient.Add(term.Key, term.Value / divisor);
        return new Polynomial(quotient);
    }

    /// <summary>The quotient by a product of symbols and a number when there is one, else null.</summary>
    public Polynomial? DivideBy(Polynomial divisor)
    {
        if (divisor.terms.Count != 1)
            return null;
        KeyValuePair<string, long> by = divisor.terms.First();
        var quotient = Empty();
        foreach (KeyValuePair<string, long> term in terms)
        {
            List<string> symbols = [.. term.Key.Split(['*'], StringSplitOptions.RemoveEmptyEntries)];
            if (term.Value % by.Value != 0 || by.Key.Split(['*'], StringSplitOptions.RemoveEmptyEntries).Any(symbol => !symbols.Remove(symbol)))
                return null;
            quotient.Add(string.Join("*", symbols), term.Value / by.Value);
        }

        return new Polynomial(quotient);
    }

    /// <summary>Coefficient of the linear term of the only symbol, and the constant beside it.</summary>
    public (long Factor, long Offset) Linear()
    {
        terms.TryGetValue("", out long offset);
        return (terms.Where(term => term.Key.Length > 0).Select(term => term.Value).FirstOrDefault(), offset);
    }

    /// <summary>The polynomial with symbols replaced; null when one has no replacement.</summary>
    public Polynomial? Substitute(Func<Symbol, Polynomial?> replacement)
    {
        Polynomial sum = Of(0);
        foreach (KeyValuePair<string, long> term in terms)
        {
            Polynomial product = Of(term.Value);
            foreach (string key in term.Key.Split(['*'], StringSplitOptions.RemoveEmptyEntries))
            {
                if (replacement(Symbol.OfKey(key)) is not { } value)
                    return null;
                product *= value;
            }

            sum += product;
        }

        return sum;
    }

    public bool Equals(Polynomial? other) => other is not null && terms.SequenceEqual(other.terms);

    public override bool Equals(object? obj) => Equals(obj as Polynomial);

    public override int GetHashCode()
    {
        int hash = 17;
        foreach (KeyValuePair<string, long> term in terms)
            hash = unchecked((hash * 31) + StringComparer.Ordinal.GetHashCode(term.Key) + term.Value.GetHashCode());
        return hash;
    }

    /// <summary>For people: symbols by name, the constant last.</summary>
    public override string ToString()
    {
        string text = "";
        foreach (KeyValuePair<string, long> term in terms.OrderBy(term => term.Key.Length == 0))
        {
            string names = string.Join("*", term.Key.Split(['*'], StringSplitOptions.RemoveEmptyEntries).Select(key => Symbol.OfKey(key).Name));
            long size = Math.Abs(term.Value);
            string number = size.ToString(CultureInfo.InvariantCulture);
            string shown = names.Length == 0 ? number : size == 1 ? names : number + "*" + names;
            text += text.Length == 0 ? (term.Value < 0 ? "-" : "") + shown : (term.Value < 0 ? "-" : "+") + shown;
        }

        return text.Length == 0 ? "0" : text;
    }

    private static SortedDictionary<string, long> Empty() => new(StringComparer.Ordinal);

    private static Polynomial Sum(Polynomial left, Polynomial right, int sign)
    {
        var sum = new SortedDictionary<string, long>(left.terms, StringComparer.Ordinal);
        foreach (KeyValuePair<string, long> term in right.terms)
            Add(sum, term.Key, sign * term.Value);
        return new Polynomial(sum);
    }

    private static void Add(SortedDictionary<string, long> terms, string monomial, long coefficient)
    {
        terms.TryGetValue(monomial, out long old);
        if (unchecked(old + coefficient) is var value && value != 0)
            terms[monomial] = value;
        else
            terms.Remove(monomial);
    }

    private static string Monomial(string left, string right) => left.Length == 0 ? right : right.Length == 0 ? left
        : string.Join("*", left.Split('*').Concat(right.Split('*')).OrderBy(key => key, StringComparer.Ordinal));
}
