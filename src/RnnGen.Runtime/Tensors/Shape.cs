using System.Collections.Generic;

namespace RnnGen;

/// <summary>Shapes in messages.</summary>
internal static class Shape
{
    public static string Text(IEnumerable<int> dims) => $"({string.Join(", ", dims)})";
}
