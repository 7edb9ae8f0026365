using System;
using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;

namespace RnnGen.Analyzers.Facts;

/// <summary>What is found out about a symbol once and remembered for the compilation. Threads may find it twice: they find the same.</summary>
internal sealed class Memo<TSymbol, TFact>(Func<TSymbol, TFact> find)
    where TSymbol : class, ISymbol
{
    private readonly ConcurrentDictionary<TSymbol, TFact> known = new(SymbolEqualityComparer.Default);

    public TFact Of(TSymbol symbol) => known.GetOrAdd(symbol, find);
}
