using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace RnnGen.Generator.Reading;

/// <summary>Names that the generated half of a class uses itself, so that a weight or a layer must not.</summary>
internal static class TakenNames
{
    private static readonly HashSet<string> OfModels = ["Pass", "Prediction", "Greedy", "Beam", "Buffers", "CreatePass", "CreateStream", "Forward", "Predict", "Step"];

    /// <summary>What to say about a weight of a cell whose name is taken, or null.</summary>
    public static string? ForParameter(IPropertySymbol property, KnownSymbols known) => Message(property, IsInherited(property.Name, known.CellBase));

    /// <summary>What to say about a layer of a model whose name is taken, or null.</summary>
    public static string? ForLayer(IPropertySymbol property, KnownSymbols known) =>
        Message(property, OfModels.Contains(property.Name) || IsInherited(property.Name, known.ModelBase));

    private static string? Message(IPropertySymbol property, bool isTaken) =>
        isTaken ? "`" + property.Name + "` is a member of the generated half: give the property another name" : null;

    private static bool IsInherited(string name, INamedTypeSymbol? type)
    {
        for (; type is not null; type = type.BaseType)
            if (type.GetMembers(name).Any(member => member.DeclaredAccessibility != Accessibility.Private))
                return true;
        return false;
    }
}
