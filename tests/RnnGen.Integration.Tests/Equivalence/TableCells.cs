using System.Collections.Generic;
using System.Linq;
using RnnGen.Integration.Tests.Harness;

namespace RnnGen.Integration.Tests.Equivalence;

/// <summary>Cells with rows of tables chosen by a token, and with the other kinds of parameters: scalars, diagonals, gains.</summary>
internal static class TableCells
{
    public static IReadOnlyDictionary<string, string> Members { get; } = new Dictionary<string, string>
    {
        ["TokensOnly"] = Cell("E:5,I", "W:H,I U:H,H b:H", "", "var e = Row(E, token); return Tanh(W * e + U * h + b);"),
        ["RowNamedByNobody"] = Cell("E:5,I", "W:H,I U:H,H", "", "return Tanh(W * Row(E, token) + U * h);"),
        ["RowOfAWholeState"] = Cell("E:5,H", "U:H,H", "", "return Tanh(Row(E, token) + U * h);"),
        ["RowAsNextState"] = Cell("E:6,H", "", "", "return Row(E, token);"),
        ["RowAsOutput"] = Cell("E:6,H", "U:H,H", "", "return (Row(E, token), Tanh(U * h + Row(E, token)));", "(Vector y, Vector h)"),
        ["RowBesideInput"] = Cell("E:5,I", "W:H,I V:H,I U:H,H", "[Input(I)] Vector x, ", "return Tanh(W * x + V * (x * Row(E, token)) + U * h);"),
        ["RowConcatenated"] = Cell("E:5,3", "W:H,J U:H,H", "[Input(I)] Vector x, ", "return Tanh(W * Concat(x, Row(E, token), h));", sizes: "I = 4, H = 6, J = I + 3 + H"),
        ["TwoTables"] = Cell("E:5,H F:7,H", "U:H,H", "", "var f = Sigmoid(Row(E, token)); return f * h + (1 - f) * Tanh(Row(F, token) + U * h);"),
        ["TwoTablesSummed"] = Cell("E:5,H F:7,H", "U:H,H", "", "return Tanh(Row(E, token) + Row(F, token) + U * h);"),
        ["RowAfterLoop"] = Cell("E:5,H", "W:H,I U:H,H V:H,H", "[Input(I)] Vector x, ", "h = Tanh(W * x + U * h); return (V * (h * Row(E, token)), h);", "(Vector y, Vector h)"),
        ["RowTimesState"] = Cell("E:5,H", "U:H,H", "", "var e = Row(E, token); return Tanh(U * (e * h) + LayerNorm(e));"),
        ["RowOfOneFeature"] = Cell("E:5,1", "U:H,H", "", "return Tanh(Sum(Row(E, token)) * h + U * h + 0.3);"),
        ["RowOfManyBlocks"] = Cell("E:5,I", "W:H,I U:H,H", "", "return Tanh(W * Row(E, token) + U * h);", sizes: "I = 33, H = 17"),
        ["RowReadTwice"] = Cell("E:5,H", "W:H,H U:H,H", "", "return Tanh(W * Row(E, token) + U * h + Row(E, token) * h);"),
        ["RowWithoutGradient"] = Cell("E:5,H", "U:H,H", "", "return Tanh(StopGradient(Row(E, token)) + U * h);"),
        ["RowUsedBySlice"] = Cell("E:5,G", "U:H,H", "", "var e = Row(E, token); return Tanh(e[..H] * h + e[H..] + U * h);", sizes: "H = 5, G = 2 * H"),
        ["TokenAndStepIndex"] = Cell("E:5,H", "U:H,H", "[StepIndex] Scalar t, ", "return Tanh(Row(E, token) * (1 + t) + U * h);"),
        ["LstmOfTokens"] = Cell("E:5,I", "W:G,I U:G,H b:G", "", """
            var a = W * Row(E, token) + U * h + b;
            c = Sigmoid(a[..H]) * c + Sigmoid(a[H..(2 * H)]) * Tanh(a[(2 * H)..(3 * H)]);
            return (Sigmoid(a[(3 * H)..]) * Tanh(c), c);
            """, "(Vector h, Vector c)", "I = 5, H = 6, G = 4 * H", ", [State(H)] Vector c"),

        ["ScalarsInsideLoop"] = Kinds("[Scalar(Value = 0.5)] s", "return Tanh(s * (W * x) + U * h - s);"),
        ["ScalarOfScalars"] = Kinds("[Scalar] s [Scalar] r", "var g = Sigmoid(s * r + Sum(h)); return g * h + (1 - g) * Tanh(W * x + U * h);"),
        ["ScalarHoisted"] = Kinds("[Scalar] s", "var e = Exp(s); return Tanh(e * (W * x) + U * h / (1 + e));"),
        ["ScalarAfterLoop"] = Kinds("[Scalar] s", "h = Tanh(W * x + U * h); return (s * h + s, h);", "(Vector y, Vector h)"),
        ["ScalarInComparison"] = Kinds("[Scalar] s", "return Tanh(W * x + Select(h > s, h, 0.5 * h) + U * h);"),
        ["ScalarAsOutput"] = Kinds("[Scalar] s", "h = Tanh(W * x + U * h); return (h, s * Sum(h), Tanh(s));", "(Vector h, Scalar y, Scalar z)"),
        ["ScalarUnused"] = Kinds("[Scalar] s", "return Tanh(W * x + U * h);"),
        ["ScalarBesideOneUnit"] = Kinds("[Scalar] s", "return Tanh(s * (W * x) + U * h + s);", sizes: "I = 3, H = 1"),
        ["ScalarWithMatrix"] = Kinds("[Scalar] s", "C = s * C + Outer(h, W * x); return (Tanh(C * h + U * h), C);", "(Vector h, Matrix C)", states: ", [State(H, H)] Matrix C"),
        ["DiagonalAndGain"] = Kinds("[Diagonal(H)] u [Gain(H)] g [Bias(H)] b", "return Tanh(LayerNorm(W * x + u * h, g, b) + U * h);"),
    };

    private static string Cell(string tables, string parameters, string inputs, string body, string returned = "Vector", string sizes = "I = 5, H = 6", string states = "") => $$"""
        public const int {{sizes}};
        {{string.Join('\n', tables.Split(' ').Select(table => $"[Table({table.Split(':')[1]})] public partial Matrix {table.Split(':')[0]} {{ get; }}"))}}
        {{(parameters.Length > 0 ? CellSource.Parameters(parameters) : "")}}
        [Step]
        public {{returned}} Next({{inputs}}[Input] int token, [State(H)] Vector h{{states}})
        {
            {{body}}
        }
        """;

    private static string Kinds(string kinds, string body, string returned = "Vector", string sizes = "I = 5, H = 6", string states = "") => $$"""
        public const int {{sizes}};
        {{CellSource.Parameters("W:H,I U:H,H")}}
        {{string.Concat(kinds.Split('[', System.StringSplitOptions.RemoveEmptyEntries).Select(kind => kind.Trim().Split("] ")).Select(kind =>
            $"[{kind[0]}] public partial {(kind[0].StartsWith("Scalar", System.StringComparison.Ordinal) ? "Scalar" : "Vector")} {kind[1]} {{ get; }}\n"))}}
        [Step]
        public {{returned}} Next([Input(I)] Vector x, [State(H)] Vector h{{states}})
        {
            {{body}}
        }
        """;
}
