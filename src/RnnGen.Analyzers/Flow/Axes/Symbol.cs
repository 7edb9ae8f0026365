namespace RnnGen.Analyzers.Flow;

/// <summary>
/// A size that is not known before the program runs. A symbol somebody declared, <c>[Shape("B", "T")]</c>, is the same wherever its name is
/// written; one that comes from a call or a variable carries where it came from, so that the T of two batches are two.
/// </summary>
internal readonly record struct Symbol(string Name, string Origin)
{
    private const char Separator = '@';

    /// <summary>A symbol with a declared name.</summary>
    public static Symbol Declared(string name) => new(name, "");

    /// <summary>Whether two symbols of different names are two sizes by declaration.</summary>
    public bool IsDeclared => Origin.Length == 0;

    /// <summary>What monomials are made of.</summary>
    public string Key => IsDeclared ? Name : Name + Separator + Origin;

    public static Symbol OfKey(string key) => key.IndexOf(Separator) is >= 0 and var at ? new(key.Substring(0, at), key.Substring(at + 1)) : Declared(key);
}
