using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using RnnGen.Analyzers.Facts;

namespace RnnGen.Analyzers.Protocol;

/// <summary>What the local variables of a method are set to.</summary>
internal sealed class LocalValues
{
    private readonly Dictionary<ISymbol, IOperation?> values = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> restarted = new(SymbolEqualityComparer.Default);

    public LocalValues(IEnumerable<IOperation> bodies)
    {
        foreach (IOperation operation in bodies.AllOperations())
            Read(operation);
    }

    /// <summary>The one value a variable ever has, or null.</summary>
    public IOperation? Only(ILocalSymbol local) => values.TryGetValue(local, out IOperation? value) ? value : null;

    /// <summary>Whether a variable is set to a constant again after its declaration, as a counter is.</summary>
    public bool IsRestarted(ILocalSymbol local) => restarted.Contains(local);

    private void Read(IOperation operation)
    {
        switch (operation)
        {
            case IVariableDeclaratorOperation { Symbol: var symbol } declarator when declarator.GetVariableInitializer() is { } initializer:
                Set(symbol, initializer.Value);
                break;
            case ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: var local } } assignment:
                Set(local, assignment.Value);
                if (assignment.Value.ConstantValue.HasValue)
                    restarted.Add(local);
                break;
            case IAssignmentOperation { Target: ILocalReferenceOperation { Local: var local } }:
                Set(local, null);
                break;
            case IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out, Value: ILocalReferenceOperation { Local: var local } }:
                Set(local, null);
                break;
        }
    }

    // A second value makes it unknown.
    private void Set(ILocalSymbol local, IOperation? value) => values[local] = values.ContainsKey(local) ? null : value;
}
