using System.Linq;

namespace RnnGen.Integration.Tests.Equivalence;

/// <content>Tables with a token, scalar parameters, and a matrix-valued state.</content>
internal sealed partial class RandomCell
{
    private readonly (string Name, int Size)[] tables = [];
    private readonly string[] scalars = [];
    private readonly (int Rows, int Columns)? matrix;

    private string Kinds() => string.Concat(tables.Select(t => $"[Table({Harness.Problem.Vocabulary}, {t.Size})] public partial Matrix {t.Name} {{ get; }}\n"))
        + string.Concat(scalars.Select(s => $"[Scalar] public partial Scalar {s} {{ get; }}\n"));

    private void AddRowsOfTables() => vectors.AddRange(tables.Select(t => ($"Row({t.Name}, token)", t.Size)));

    // What the step reads of the matrix before it changes, and how it changes: it stays bounded.
    private void AddMatrix()
    {
        if (matrix is not { } shape)
        {
            return;
        }

        lines.Add($"var read = {Pick(["C", "(0.5 * C)", "Tanh(C)"])} * {Paren(Expression(shape.Columns, 2))};");
        vectors.Add(("read", shape.Rows));
        if (random.Next(2) == 0)
        {
            lines.Add($"var back = Transpose(C) * {Paren(Expression(shape.Rows, 2))};");
            vectors.Add(("back", shape.Columns));
        }

        string outer = $"Outer(Tanh({Expression(shape.Rows, 2)}), Sigmoid({Expression(shape.Columns, 2)}))";
        lines.Add(random.Next(4) switch
        {
            0 => $"C = Tanh(C + {outer});",
            1 => $"C = Sigmoid({Scalar(1)}) * C + {outer};",
            2 => $"C = 0.5 * C - {outer} * C + {outer};",
            _ => $"C = {outer};",
        });
        if (random.Next(2) == 0)
        {
            lines.Add($"var after = C * {Paren(Expression(shape.Columns, 1))};");
            vectors.Add(("after", shape.Rows));
        }
    }
}
