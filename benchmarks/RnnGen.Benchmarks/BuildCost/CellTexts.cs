using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace RnnGen.Benchmarks.BuildCost;

/// <summary>Cells as source files: five forms, each in sizes of its own.</summary>
internal static class CellTexts
{
    private static readonly (string Name, string Members)[] Forms =
    [
        ("Vanilla", """
            [Weight(H, I)] public partial Matrix W { get; }
            [Weight(H, H)] public partial Matrix U { get; }
            [Bias(H)] public partial Vector b { get; }
            [Step] Vector Next([Input(I)] Vector x, [State(H)] Vector h) => Tanh(W * x + U * h + b);
            """),
        ("Minimal", """
            [Weight(H, I)] public partial Matrix Wf { get; }
            [Weight(H, H)] public partial Matrix Uf { get; }
            [Bias(H)] public partial Vector bf { get; }
            [Weight(H, I)] public partial Matrix Wn { get; }
            [Weight(H, H)] public partial Matrix Un { get; }
            [Bias(H)] public partial Vector bn { get; }
            [Step] Vector Next([Input(I)] Vector x, [State(H)] Vector h)
            {
                var f = Sigmoid(Wf * x + Uf * h + bf);
                var n = Tanh(Wn * x + Un * (f * h) + bn);
                return (1 - f) * h + f * n;
            }
            """),
        ("Peephole", """
            [Weight(H, I)] public partial Matrix Wi { get; }
            [Weight(H, I)] public partial Matrix Wf { get; }
            [Weight(H, I)] public partial Matrix Wg { get; }
            [Weight(H, I)] public partial Matrix Wo { get; }
            [Weight(H, H)] public partial Matrix Ui { get; }
            [Weight(H, H)] public partial Matrix Uf { get; }
            [Weight(H, H)] public partial Matrix Ug { get; }
            [Weight(H, H)] public partial Matrix Uo { get; }
            [Bias(H)] public partial Vector pi { get; }
            [Bias(H)] public partial Vector pf { get; }
            [Bias(H)] public partial Vector po { get; }
            [Bias(H)] public partial Vector bi { get; }
            [Bias(H)] public partial Vector bf { get; }
            [Bias(H)] public partial Vector bg { get; }
            [Bias(H)] public partial Vector bo { get; }
            [Step] (Vector h, Vector c) Next([Input(I)] Vector x, [State(H)] Vector h, [State(H)] Vector c)
            {
                var i = Sigmoid(Wi * x + Ui * h + pi * c + bi);
                var f = Sigmoid(Wf * x + Uf * h + pf * c + bf);
                var g = Tanh(Wg * x + Ug * h + bg);
                var next = f * c + i * g;
                var o = Sigmoid(Wo * x + Uo * h + po * next + bo);
                return (o * Tanh(next), next);
            }
            """),
    ];

    private static readonly (string Name, string Attribute)[] BuiltIn = [("Long", "Lstm"), ("Gated", "Gru")];

    /// <summary>Different cells, at most ten of each form.</summary>
    public static IReadOnlyList<string> Of(int count) => [.. Enumerable.Range(0, count).Select(Cell)];

    /// <summary>A cell with more members or other options.</summary>
    public static string Peephole(int hidden, string options) => Declared("Measured", Forms[2].Members, 32, hidden, options);

    private static string Cell(int index)
    {
        int form = index % (Forms.Length + BuiltIn.Length), size = 8 * (1 + (index / (Forms.Length + BuiltIn.Length)));
        if (form < Forms.Length)
        {
            return Declared(Forms[form].Name + Text(size), Forms[form].Members, size, 2 * size, "");
        }

        (string name, string attribute) = BuiltIn[form - Forms.Length];
        return $"using RnnGen;\nnamespace Cells;\n[{attribute}({Text(size)}, {Text(2 * size)})] public sealed partial class {name}{Text(size)};\n";
    }

    private static string Declared(string name, string members, int input, int hidden, string options) => $$"""
        using RnnGen;
        using static RnnGen.Equations;
        namespace Cells;
        [RecurrentCell{{options}}] public sealed partial class {{name}}
        {
            [Dimension] public const int I = {{Text(input)}}, H = {{Text(hidden)}};
        {{members}}
        }
        """;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
