using System;
using System.Collections.Generic;
using System.Linq;
using RnnGen.Integration.Tests.Harness;

namespace RnnGen.Integration.Tests.Equivalence;

/// <summary>Writes a cell at random: sizes, states, parameters, expressions over all operations, locals, an output of its own size.</summary>
internal sealed partial class RandomCell
{
    private static readonly int[] Sizes = [1, 2, 3, 5, 8, 15, 16, 17, 20, 33];
    private static readonly string[] LocalNames = ["a", "f", "n", "rows", "live", "u", "sum", "first", "hNext", "du"];

    private readonly Random random;
    private readonly List<(string Name, int Size)> vectors = [];
    private readonly List<(string Name, int Rows, int Columns)> matrices = [];
    private readonly List<string> lines = [];
    private readonly int input;
    private readonly (string Name, int Size)[] states;
    private readonly (string Name, int Size)[] moreInputs = [];
    private readonly int moreOutputs;

    private RandomCell(int seed, bool isWide, bool withRows, bool isFull)
    {
        isWide |= isFull;
        this.withRows = withRows || isFull;
        random = new Random(seed);
        input = Pick(Sizes);
        if (isWide)
        {
            moreInputs = [.. new[] { "e", "v", "z" }.Take(1 + random.Next(3)).Select(name => (name, Pick([input, Pick(Sizes)])))];
            moreOutputs = random.Next(4);
        }

        if (isFull)
        {
            tables = [.. new[] { "E", "F" }.Take(random.Next(3)).Select(name => (name, Pick(Sizes)))];
            scalars = [.. new[] { "s", "r" }.Take(random.Next(3))];
            matrix = random.Next(2) == 0 ? (Pick(Sizes), Pick(Sizes)) : null;
        }

        int hidden = Pick(Sizes), other = random.Next(3) == 0 ? Pick(Sizes) : hidden;
        states = [.. new[] { "h", "c", "m" }.Take(1 + random.Next(3)).Select((name, i) => (name, i == 0 ? hidden : Pick([hidden, other])))];
        DeclareParameters();
    }

    /// <summary>The cell of a seed: the same text on every run.</summary>
    /// <param name="name">Its class.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="options">Options of its attribute.</param>
    /// <param name="isWide">Whether it reads several inputs and may give several outputs.</param>
    /// <param name="withRows">Whether it also has scalars and operations on whole vectors.</param>
    /// <param name="isFull">Whether it has all that, tables, scalar parameters and a matrix-valued state.</param>
    public static CellSource Source(string name, int seed, string options = "Precision = Precision.Double", bool isWide = false, bool withRows = false, bool isFull = false) =>
        CellSource.Of(name, new RandomCell(seed, isWide, withRows, isFull).Members(), options);

    private string Members()
    {
        List<string> declarations =
        [
            .. matrices.Select(m => $"[Weight({m.Rows}, {m.Columns})] public partial Matrix {m.Name} {{ get; }}"),
            .. vectors.Select(v => $"[Bias({v.Size})] public partial Vector {v.Name} {{ get; }}"),
        ];
        vectors.Add(("x", input));
        vectors.AddRange(moreInputs);
        AddRowsOfTables();
        vectors.AddRange(states);
        int[] sizes = [input, .. states.Select(s => s.Size), .. matrices.Select(m => m.Rows)];
        for (int i = random.Next(5); i > 0; i--)
        {
            AddLocal(Pick(sizes), LocalNames[lines.Count]);
        }

        AddMatrix();
        foreach ((string name, int size) in states)
        {
            AddLocal(size, name + "1", isState: true);
        }

        string[] results = [.. states.Select(s => s.Name + "1")];
        string returned = string.Join(", ", states.Select(s => "Vector " + s.Name));
        if (matrix is not null)
        {
            results = [.. results, "C"];
            returned += ", Matrix C";
        }

        if (random.Next(2) == 0)
        {
            results = [Expression(Pick(sizes), 3), .. results];
            returned = "Vector y, " + returned;
        }

        for (int i = 0; i < moreOutputs; i++)
        {
            results = [.. results, Expression(Pick(sizes), 2)];
            returned += $", Vector extra{i}";
        }

        bool single = results.Length == 1;
        return $$"""
            {{string.Join('\n', declarations)}}
            {{Kinds()}}
            [Step]
            public {{(single ? "Vector" : $"({returned})")}} Next([Input({{input}})] Vector x, {{string.Concat(moreInputs.Select(i => $"[Input({i.Size})] Vector {i.Name}, "))}}{{(tables.Length > 0 ? "[Input] int token, " : "")}}{{string.Join(", ", states.Select(s => $"[State({s.Size})] Vector {s.Name}"))}}{{(matrix is { } shape ? $", [State({shape.Rows}, {shape.Columns})] Matrix C" : "")}})
            {
                {{string.Join("\n    ", lines)}}
                return {{(single ? results[0] : $"({string.Join(", ", results)})")}};
            }
            """;
    }

    // Every state is reached from the input and from a state; further matrices connect what they may. Each multiplies an input or a state.
    private void DeclareParameters()
    {
        int[] given = [input, .. states.Select(s => s.Size), .. moreInputs.Select(i => i.Size)];
        foreach (int size in given[1..(1 + states.Length)].Distinct())
        {
            Declare(size, input);
            Declare(size, Pick(given));
        }

        for (int i = random.Next(3); i > 0; i--)
        {
            Declare(Pick([Pick(given), Pick(Sizes)]), Pick(given));
        }

        for (int i = random.Next(4); i > 0; i--)
        {
            vectors.Add(("b" + i, Pick(given)));
        }
    }

    private void Declare(int rows, int columns) => matrices.Add(("W" + matrices.Count, rows, columns));

    private void AddLocal(int size, string name, bool isState = false)
    {
        // States stay bounded, so that a run of some steps stays finite; now and then one is handed on as it is.
        string value = (isState, random.Next(8)) switch
        {
            (true, 0) => Leaf(size)!,
            (true, 1) => $"0.5 * {Leaf(size)} + Tanh({Expression(size, 3)})",
            (true, 2) => $"Sigmoid({Expression(size, 3)})",
            (true, _) => $"Tanh({Expression(size, 4)})",
            _ => Expression(size, 3),
        };
        lines.Add($"var {name} = {value};");
        vectors.Add((name, size));
    }

    private string Expression(int size, int depth)
    {
        if (depth == 0)
        {
            return Leaf(size) ?? Product(size, 0) ?? Cut(size);
        }

        if (withRows && random.Next(4) == 0)
        {
            return Rows(size, depth - 1);
        }

        string Inner() => Expression(size, depth - 1);
        switch (random.Next(30))
        {
            case < 4:
                return $"{Inner()} + {Paren(Inner())}";
            case 4 or 5:
                return $"{Inner()} - {Paren(Inner())}";
            case 6 or 7:
                return $"{Paren(Inner())} * {Paren(Inner())}";
            case < 13:
                return Product(size, depth - 1) ?? Inner();
            case 13:
                return $"{Paren(Inner())} / (1.5 + Abs({Inner()}))";
            case 14:
                return $"-{Paren(Inner())}";
            case 15:
                return $"{Constant()} * {Paren(Inner())}";
            case 16:
                return $"{Constant()} - {Paren(Inner())}";
            case 17:
                return $"Exp(0.5 * Tanh({Inner()}))";
            case 18:
                return $"Log(1.5 + Softplus({Inner()}))";
            case 19:
                return $"Sqrt(0.3 + Sigmoid({Inner()}))";
            case 20:
                return $"Relu({Inner()})";
            case 21:
                return $"{Pick(["Max", "Min"])}({Inner()}, {Inner()})";
            case 22:
                return $"Select({Paren(Inner())} {Pick([">", ">=", "<", "<="])} {Paren(Inner())}, {Inner()}, {Inner()})";
            case 23:
                return $"{Pick(["Max", "Min"])}({Constant()}, {Inner()})";
            case 24:
                return $"Select({Paren(Inner())} > {Constant()}, {Inner()}, {Constant()})";
            case 25:
                return $"Pow({Inner()}, {Pick(["2", "3", "1"])}) / (2 + Pow(1 + Sigmoid({Inner()}), {Pick(["1.3", "-0.7", "0.5", "-2"])}))";
            case 26:
                return $"StopGradient({Inner()})";
            case 27:
                return $"{Pick(["Erf", "Sin", "Cos", "Silu", "Gelu", "HardTanh", "Elu", "LogSigmoid"])}({Inner()})";
            case 28:
                return $"{Pick(["HardSigmoid({0})", "HardSigmoid({0}, beta: 0.25)", "Clamp({0}, -0.5, 1)", "LeakyRelu({0}, 0.125)", "Elu({0}, 0.5)"]).Replace("{0}", Inner())}";
            default:
                return $"{Pick(["Tanh", "Sigmoid", "Softplus", "Abs"])}({Inner()})";
        }
    }

    private string? Leaf(int size)
    {
        string[] names = [.. vectors.Where(v => v.Size == size).Select(v => v.Name)];
        return names.Length == 0 ? null : Pick(names);
    }

    private string? Product(int size, int depth)
    {
        (string Name, int Rows, int Columns)[] transposed = random.Next(4) == 0 ? [.. matrices.Where(m => m.Columns == size && Leaf(m.Rows) is not null)] : [];
        if (transposed.Length > 0)
        {
            (string tied, int rows, _) = Pick(transposed);
            return $"Transpose({tied}) * {Paren(Expression(rows, depth))}";
        }

        (string Name, int Rows, int Columns)[] fitting = [.. matrices.Where(m => m.Rows == size)];
        if (fitting.Length == 0)
        {
            return null;
        }

        (string name, _, int columns) = Pick(fitting);
        return $"{name} * {Paren(Expression(columns, depth))}";
    }

    private string Constant() => Pick(["0.5", "1", "2", "0.25", "1.5f", "3", "0"]);

    private static string Paren(string text) => text.All(char.IsLetterOrDigit) ? text : $"({text})";

    private TItem Pick<TItem>(IReadOnlyList<TItem> items) => items[random.Next(items.Count)];
}
