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
    /// <summary>Coefficients of the monomials, in ordinal order; a monomial is its symbols in ordinal order, the constant is the empty one and comes first.</summary>
    private readonly KeyValuePair<string, long>[] terms;

    private Polynomial(params KeyValuePair<string, long>[] terms)
    {
        this.terms = terms;
        string? only = null;
        int symbols = 0;
        foreach (KeyValuePair<string, long> term in terms)
            if (term.Key.Length > 0)
                (only, symbols) = (term.Key, symbols + 1);
        OnlySymbol = symbols == 1 && only!.IndexOf('*') < 0 ? Symbol.OfKey(only) : null;
        Constant = terms.Length == 0 ? 0 : symbols == 0 ? terms[0].Value : null;
    }

    public static Polynomial One { get; } = Of(1);

    /// <summary>The value, or null when it depends on a symbol.</summary>
    public long? Constant { get; }

    /// <summary>Whether both are multiples of one product of sizes, as <c>2*H</c> and <c>H</c>: then they are equal only when that is 0.</summary>
    public bool IsOtherMultipleOf(Polynomial other) =>
        terms is [var mine] && other.terms is [var theirs] && mine.Key == theirs.Key && mine.Value != theirs.Value;

    /// <summary>The only symbol it depends on, linearly; null when there are none or several.</summary>
    public Symbol? OnlySymbol { get; }

    /// <summary>The symbol when it is that alone: neither scaled nor shifted.</summary>
    public Symbol? Single => terms is [{ Value: 1 }] ? OnlySymbol : null;

    /// <summary>Whether a symbol is part of it.</summary>
    public bool DependsOn(Symbol symbol) => terms.Any(term => term.Key.Split('*').Contains(symbol.Key));

    public static Polynomial Of(long constant) => constant == 0 ? new() : new(new KeyValuePair<string, long>("", constant));

    public static Polynomial Of(Symbol symbol) => new(new KeyValuePair<string, long>(symbol.Key, 1));

    public static Polynomial operator +(Polynomial left, Polynomial right) => Sum(left, right, 1);

    public static Polynomial operator -(Polynomial left, Polynomial right) => Sum(left, right, -1);

    public static Polynomial operator *(Polynomial left, Polynomial right)
    {
        Polynomial sum = new();
        foreach (KeyValuePair<string, long> factor in right.terms)
            sum += new Polynomial([.. left.terms
                .Select(term => new KeyValuePair<string, long>(Monomial(term.Key, factor.Key), unchecked(term.Value * factor.Value)))
                .Where(term => term.Value != 0)
                .OrderBy(term => term.Key, StringComparer.Ordinal)]);
        return sum;
    }

    /// <summary>The quotient when every coefficient is divisible, else null.</summary>
    public Polynomial? DivideBy(long divisor)
    {
        return divisor == 0 || terms.Any(term => term.Value % divisor != 0)
            ? null
            : new Polynomial([.. terms.Select(term => new KeyValuePair<string, long>(term.Key, term.Value / divisor))]);
    }

    /// <summary>The quotient by a product of symbols and a number when there is one, else null.</summary>
    public Polynomial? DivideBy(Polynomial divisor)
    {
        if (divisor.terms is not [var by])
            return null;
        var quotient = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (KeyValuePair<string, long> term in terms)
        {
            List<string> symbols = [.. term.Key.Split(['*'], StringSplitOptions.RemoveEmptyEntries)];
            if (term.Value % by.Value != 0 || by.Key.Split(['*'], StringSplitOptions.RemoveEmptyEntries).Any(symbol => !symbols.Remove(symbol)))
                return null;
            quotient.Add(string.Join("*", symbols), term.Value / by.Value);
        }

        return new Polynomial([.. quotient]);
    }

    /// <summary>Coefficient of the linear term of the only symbol, and the constant beside it.</summary>
    public (long Factor, long Offset) Linear() =>
        (terms.Where(term => term.Key.Length > 0).Select(term => term.Value).FirstOrDefault(), terms is [{ Key: "" } constant, ..] ? constant.Value : 0);

    /// <summary>The polynomial with symbols replaced; null when one has no replacement.</summary>
    public Polynomial? Substitute(Func<Symbol, Polynomial?> replacement)
    {
        if (Constant is not null)
            return this;
        if (Single is { } single)
            return replacement(single);
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

    private static Polynomial Sum(Polynomial left, Polynomial right, int sign)
    {
        if (right.terms.Length == 0)
            return left;
        List<KeyValuePair<string, long>> sum = new(left.terms.Length + right.terms.Length);
        for (int i = 0, j = 0; i < left.terms.Length || j < right.terms.Length;)
        {
            int order = i == left.terms.Length ? 1 : j == right.terms.Length ? -1 : string.CompareOrdinal(left.terms[i].Key, right.terms[j].Key);
            long value = unchecked((order <= 0 ? left.terms[i].Value : 0) + (order >= 0 ? sign * right.terms[j].Value : 0));
            if (value != 0)
                sum.Add(new(order <= 0 ? left.terms[i].Key : right.terms[j].Key, value));
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }

        return new Polynomial([.. sum]);
    }

    private static string Monomial(string left, string right) => left.Length == 0 ? right : right.Length == 0 ? left
        : string.Join("*", left.Split('*').Concat(right.Split('*')).OrderBy(key => key, StringComparer.Ordinal));
}
