using System.Collections.Generic;
using System.Linq;

namespace RnnGen.Integration.Tests.Harness;

/// <summary>The file of one cell.</summary>
/// <param name="Name">Its class.</param>
/// <param name="Text">The file.</param>
internal sealed record CellSource(string Name, string Text)
{
    public const string Namespace = "Compiled";

    /// <summary>A cell from its members.</summary>
    /// <param name="name">Class name.</param>
    /// <param name="members">Everything inside the braces; the step must be public.</param>
    /// <param name="options">Options of the attribute; double precision unless they say otherwise.</param>
    public static CellSource Of(string name, string members, string options = "Precision = Precision.Double") => new(name, $$"""
        using RnnGen;
        using static RnnGen.Equations;

        namespace {{Namespace}};

        [RecurrentCell({{options}})]
        public sealed partial class {{name}}
        {
        {{string.Join('\n', members.Split('\n').Select(line => "    " + line))}}
        }
        """);

    /// <summary>Declares weights and biases: <c>W:H,I b:H</c>.</summary>
    public static string Parameters(string declarations) => string.Join('\n', Declared(declarations));

    private static IEnumerable<string> Declared(string declarations) => declarations.Split(' ').Select(declaration =>
    {
        string[] parts = declaration.Split(':');
        return parts[1].Contains(',')
            ? $"[Weight({parts[1]})] public partial Matrix {parts[0]} {{ get; }}"
            : $"[Bias({parts[1]})] public partial Vector {parts[0]} {{ get; }}";
    });
}
