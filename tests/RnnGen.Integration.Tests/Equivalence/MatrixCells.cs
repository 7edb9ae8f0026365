using System.Collections.Generic;
using RnnGen.Integration.Tests.Harness;

namespace RnnGen.Integration.Tests.Equivalence;

/// <summary>Cells with matrices of a step: as states, hoisted, inside the loop and after it.</summary>
internal static class MatrixCells
{
    /// <summary>Cells by name: sizes, parameters, step.</summary>
    public static IReadOnlyDictionary<string, string> Members { get; } = new Dictionary<string, string>
    {
        // Schmidhuber 1992: outer products are the fast weights' changes.
        ["FastWeights"] = Memory("(Vector y, Matrix C)", "C = C + Outer(v, k); return (C * q, C);"),
        ["FastWeightsOfOldState"] = Memory("(Vector y, Matrix C)", "var y = C * q; return (Tanh(y), 0.9 * C + Outer(v, k));"),

        // Schlag, Irie, Schmidhuber 2021: the delta rule.
        ["DeltaRule"] = Memory("(Vector y, Matrix C)", "var beta = Sigmoid(Sum(q)); C = C + beta * Outer(v - C * k, k); return (C * q, C);"),
        ["LinearAttention"] = Memory("(Vector y, Matrix C, Vector n)",
            "k = Softplus(k); q = Softplus(q); C = C + Outer(v, k); n = n + k; return (C * q / (1 + Dot(n, q)), C, n);", ", [State(K)] Vector n"),

        // Beck et al. 2024: exponential gates, a normaliser and a stabiliser.
        ["Mlstm"] = Memory("(Vector h, Matrix C, Vector n, Vector m)", """
            var i = wi * x;
            var f = wf * x;
            var next = Max(f + m, i);
            var forget = Sum(Exp(f + m - next));
            var input = Sum(Exp(i - next));
            C = forget * C + input * Outer(v, k);
            n = forget * n + input * k;
            var h = Sigmoid(Wo * x) * (C * q) / Max(Abs(Dot(n, q)), 1);
            return (h, C, n, next);
            """, ", [State(K)] Vector n, [State(1)] Vector m", " wi:1,I wf:1,I Wo:H,I"),
        ["MlstmWithState"] = Memory("(Vector h, Matrix C)", """
            var f = Sigmoid(Dot(v, h));
            C = f * C + (1 - f) * Outer(Tanh(v + h), k);
            h = Tanh(C * q) * h + v;
            return (h, C);
            """, ", [State(H)] Vector h"),
        ["TransposedMatrix"] = Memory("(Vector y, Matrix C)", "C = 0.5 * C + Outer(v, k - Transpose(C) * v); return (Tanh(Transpose(C) * v) * q, C);"),
        ["ElementwiseMatrices"] = Memory("(Vector y, Matrix C)",
            "var D = Tanh(Outer(v, k) - C); C = Sigmoid(C + 0.5) * D - (1 - D) * C / 3; return (Exp(-C / (2 + Sum(q * q))) * q, C);"),
        ["SumOfMatrix"] = Memory("(Vector y, Matrix C)", "var s = Tanh(Sum(C * C)); C = s * C + Outer(v, k); return (v * Sum(C) * s, C);"),
        ["HoistedMatrix"] = Memory("Vector", "var M = Outer(v, Tanh(k)); return Tanh(M * (q * h[..K]) + v);", matrix: false, states: ", [State(H)] Vector h"),
        ["HoistedMatrixAndScalar"] = Memory("Vector", "var M = Sum(q) * Outer(v, k) + 1; return Tanh(M * q + h);", matrix: false, states: ", [State(H)] Vector h"),
        ["MatrixInsideLoop"] = Memory("Vector", "var M = Tanh(Outer(h, k)) * Sum(h); return Tanh(M * q - h) + 0.1 * (Outer(v, q) * k);", matrix: false, states: ", [State(H)] Vector h"),
        ["MatrixAfterLoop"] = Memory("(Vector y, Vector h)", "h = Tanh(v + 0.5 * h); var M = Outer(h, k); return (Transpose(M * 2 - 1) * v, h);", matrix: false, states: ", [State(H)] Vector h"),
        ["MatrixUnchanged"] = Memory("(Vector y, Matrix C)", "return (C * q, C);"),
        ["MatrixReplaced"] = Memory("(Vector y, Matrix C)", "var y = C * q; return (y, Outer(v, k));"),
        ["MatrixUnusedByOutput"] = Memory("(Vector y, Matrix C)", "return (q, 0.5 * C + Outer(v, k));"),
        ["MatricesSwapped"] = Memory("(Vector y, Matrix C, Matrix D)", "return (C * q, D + Outer(v, k), C - D);", ", [State(H, K)] Matrix D"),
        ["MatricesOfTwoShapes"] = Memory("(Vector y, Matrix C, Matrix D)",
            "C = C + Outer(v, Transpose(D) * v); D = 0.9 * D + Outer(C * q, k); return (Transpose(C) * (D * k), C, D);", ", [State(H, K)] Matrix D"),
        ["MatrixOfOneColumn"] = Memory("(Vector y, Matrix C)", "C = Tanh(Sum(q) * C + Outer(v, k)); return (C * q, C);", sizes: "I = 3, H = 5, K = 1"),
        ["MatrixOfOneRow"] = Memory("(Vector y, Matrix C)", "C = Tanh(Sum(q) * C + Outer(v, k)); return (C * q, C);", sizes: "I = 3, H = 1, K = 5"),
        ["MatrixOfOneElement"] = Memory("(Vector y, Matrix C)", "C = Tanh(Sum(q) * C + Outer(v, k)); return (C * q, C);", sizes: "I = 3, H = 1, K = 1"),
        ["MatrixOfFullBlocks"] = Memory("(Vector y, Matrix C)", "C = Tanh(Sum(q) * C + Outer(v, k)); return (C * q, C);", sizes: "I = 3, H = 32, K = 16"),
        ["MatrixOfManyBlocks"] = Memory("(Vector y, Matrix C)", "C = Tanh(Sum(q) * C + Outer(v, k)); return (C * q, C);", sizes: "I = 3, H = 33, K = 18"),
        ["TakenMatrixNames"] = Memory("(Vector y, Matrix column)", "var row = Outer(v, k); column = Sum(v) * column + row; return (column * q, column);", ", [State(H, K)] Matrix column", matrix: false),
    };

    private static string Memory(
        string returned, string body, string states = "", string parameters = "", bool matrix = true, string sizes = "I = 4, H = 6, K = 3") => $$"""
        public const int {{sizes}};
        {{CellSource.Parameters("Wv:H,I Wk:K,I Wq:K,I bq:K" + parameters)}}
        [Step]
        public {{returned}} Next([Input(I)] Vector x{{(matrix ? ", [State(H, K)] Matrix C" : "")}}{{states}})
        {
            var v = Tanh(Wv * x);
            var k = Wk * x / 2;
            var q = Wq * x + bq;
            {{body}}
        }
        """;
}
