using System.Collections.Generic;
using RnnGen.Integration.Tests.Harness;

namespace RnnGen.Integration.Tests.Equivalence;

/// <summary>Cells with operations on whole vectors: hoisted, inside the loop, after it; of inputs, states, sums and parameters.</summary>
internal static class RowCells
{
    private const string Head = "public const int I = 5, H = 6, G = 4 * H;";

    public static IReadOnlyDictionary<string, string> Members { get; } = new Dictionary<string, string>
    {
        ["LayerNormLstm"] = Cell("W:G,I U:G,H gain:G bias:G g:H b:H", "(Vector h, Vector c)", "[State(H)] Vector h, [State(H)] Vector c", """
            var a = LayerNorm(W * x + U * h, gain, bias);
            var i = Sigmoid(a[..H]);
            var f = Sigmoid(a[H..(2 * H)]);
            var o = Sigmoid(Slice(a, 2 * H, H));
            c = f * c + i * Tanh(a[(3 * H)..]);
            return (o * Tanh(LayerNorm(c, g, b)), c);
            """),
        ["LayerNormGru"] = Cell("W:H,I U:H,H V:H,I Q:H,H g:H b:H", "Vector", "[State(H)] Vector h", """
            var z = Sigmoid(LayerNorm(W * x, g, b) + LayerNorm(U * h));
            return z * h + (1 - z) * Tanh(LayerNorm(V * x, 1e-3) + Q * h);
            """),
        ["SoftmaxGate"] = Cell("W:H,I U:H,H V:H,I", "Vector", "[State(H)] Vector h", """
            var z = Softmax(W * x + U * h);
            return z * Tanh(V * x) + (1 - z) * h;
            """),
        ["SoftmaxOfState"] = Cell("W:H,I", "Vector", "[State(H)] Vector h", "return Softmax(h) + Tanh(W * x) * Max(h);"),
        ["SoftmaxOutput"] = Cell("W:H,I U:H,H V:G,H b:G", "(Vector y, Vector h)", "[State(H)] Vector h", """
            h = Tanh(W * x + U * h);
            return (LogSoftmax(V * h + b), h);
            """),
        ["SoftmaxOutputOfOldState"] = Cell("W:H,I U:H,H V:G,H b:G", "(Vector y, Vector h)", "[State(H)] Vector h", """
            var y = Softmax(V * h + b);
            return (y, Tanh(W * x + U * h));
            """),
        ["ScalarGates"] = Cell("W:H,I U:H,H v:H", "(Vector h, Vector c)", "[State(H)] Vector h, [State(H)] Vector c", """
            var s = Sigmoid(Dot(v, h) - Mean(x));
            var r = Exp(-Max(x)) / (1.5 + Sum(h * h));
            h = s * h + (1 - s) * Tanh(W * x + U * h);
            return (h, r * c + h / (1 + s));
            """),
        ["ScalarOfInputOnly"] = Cell("W:H,I U:H,H", "Vector", "[State(H)] Vector h", """
            var s = Sigmoid(Sum(x));
            return s * h + (1 - s) * Tanh(W * x + U * h);
            """),
        ["ScalarOfHoistedSum"] = Cell("W:H,I U:H,H V:H,H", "Vector", "[State(H)] Vector h", """
            var a = W * x;
            var s = Tanh(Max(a) * Mean(a));
            return Tanh(a * s + U * (s * h) + V * Softmax(a));
            """),
        ["ConcatOfInputAndState"] = """
            public const int I = 5, H = 6, K = I + H;
            [Weight(H, K)] public partial Matrix W { get; }
            [Weight(H, K)] public partial Matrix V { get; }
            [Bias(H)] public partial Vector b { get; }
            [Step]
            public Vector Next([Input(I)] Vector x, [State(H)] Vector h)
            {
                var u = Concat(x, h);
                var z = Sigmoid(V * u + b);
                return z * h + (1 - z) * Tanh(W * u);
            }
            """,
        ["ConcatOfHoisted"] = """
            public const int I = 5, H = 17;
            [Weight(I, I)] public partial Matrix W { get; }
            [Weight(H, I + I + H)] public partial Matrix V { get; }
            [Step]
            public Vector Next([Input(I)] Vector x, [State(H)] Vector h) => Tanh(V * Concat(W * x, Tanh(x), h));
            """,
        ["StatesOfDifferentSizesByConcat"] = """
            public const int I = 3, A = 4, B = 7;
            [Weight(A + B, I)] public partial Matrix W { get; }
            [Weight(A, A + B)] public partial Matrix U { get; }
            [Step]
            public (Vector a, Vector b) Next([Input(I)] Vector x, [State(A)] Vector a, [State(B)] Vector b)
            {
                var u = Tanh(W * x + Concat(a, b));
                return (U * u, u[A..] * Sum(b));
            }
            """,
        ["StateIsSlice"] = """
            public const int I = 3, H = 6;
            [Weight(2 * H, I)] public partial Matrix W { get; }
            [Step]
            public (Vector y, Vector h, Vector c) Next([Input(I)] Vector x, [State(H)] Vector h, [State(H)] Vector c)
            {
                var u = Tanh(W * x + Concat(c, h));
                return (u, u[H..], u[..H]);
            }
            """,
        ["StateIsSoftmax"] = Cell("W:H,I", "Vector", "[State(H)] Vector h", "return Softmax(W * x + h);"),
        ["StateOfOneAndVector"] = """
            public const int I = 3, H = 6;
            [Weight(H, I)] public partial Matrix W { get; }
            [Weight(1, H)] public partial Matrix v { get; }
            [Step]
            public (Vector h, Vector s) Next([Input(I)] Vector x, [State(H)] Vector h, [State(1)] Vector s)
            {
                var k = Sum(s);
                h = Tanh(W * x + k * h);
                return (h, Sigmoid(v * h) + 0.5 * s);
            }
            """,
        ["DelayByConcat"] = """
            public const int I = 3;
            [Weight(I, 3 * I)] public partial Matrix W { get; }
            [Step]
            public (Vector y, Vector h) Next([Input(I)] Vector x, [State(3 * I)] Vector h) => (W * h, Concat(x, h[..(2 * I)]));
            """,
        ["OverlappingSlices"] = Cell("W:G,I", "Vector", "[State(H)] Vector h", """
            var a = W * x;
            return Tanh(a[..H] * a[(H - 2)..(2 * H - 2)] + a[(H + 1)..(2 * H + 1)] - h);
            """),
        ["RowsOfParameters"] = Cell("W:H,I a:H b:H", "Vector", "[State(H)] Vector h", "return Tanh(W * x + LayerNorm(a, b, b) * h) * Sum(b) + Softmax(a) * Dot(a, h);"),
        ["OnceDecay"] = Cell("W:H,I nu:H", "Vector", "[State(H)] Vector h", "var a = Exp(-Exp(nu)); return a * h + Sqrt(1 - a * a) * (W * x);"),
        ["OnceThroughRows"] = Cell("W:H,I a:H b:H g:H", "Vector", "[State(H)] Vector h", """
            var n = LayerNorm(a, g, b);
            var p = Softmax(n * b);
            var s = Sigmoid(Dot(p, n));
            return s * h * p + Tanh(W * x + n) * Max(b) + b * 0.1;
            """),
        ["OnceProducts"] = Cell("W:H,I U:H,H V:G,H Q:H,G a:H", "Vector", "[State(H)] Vector h", """
            var e = Tanh(V * (U * Sigmoid(a)) + 0.5);
            return Tanh(W * x + U * h + Q * e) * Mean(e) + U * a;
            """),
        ["OnceConcat"] = Cell("W:H,I U:H,G a:H b:H", "Vector", "[State(H)] Vector h", """
            var e = Concat(Tanh(a), b);
            return Tanh(W * x + U * Concat(h, e, e[1..(H + 1)])) * Dot(h, e[H..]) + Dot(a, h);
            """),
        ["OnceState"] = Cell("a:H b:H W:H,I", "(Vector y, Vector h, Vector c)", "[State(H)] Vector h, [State(H)] Vector c", "return (Softmax(a) * 2, Tanh(a) + h * c, Softmax(b));"),
        ["OnceOutput"] = Cell("W:H,I a:H", "(Vector y, Vector h)", "[State(H)] Vector h", "return (Softmax(a), Tanh(W * x) + Exp(a) * h);"),
        ["RowsAfterTheLoop"] = Cell("W:H,I U:H,H V:G,H g:G b:G", "(Vector y, Vector h)", "[State(H)] Vector h", """
            h = Tanh(W * x + U * h);
            var a = LayerNorm(V * h, g, b);
            return (a * Max(a) + Softmax(V * (h * Mean(h))), h);
            """),
        ["MaximumReachedTwice"] = Cell("W:H,I", "Vector", "[State(H)] Vector h", "return 0.5 * h + Tanh(W * x) * Max(Relu(Tanh(W * x) - 2));"),
        ["NormOfNorm"] = Cell("W:H,I U:H,H", "Vector", "[State(H)] Vector h", "return Tanh(LayerNorm(W * x + LayerNorm(U * Softmax(h)))) * h;"),
        ["BareSumOfState"] = Cell("W:H,I", "Vector", "[State(H)] Vector h", "return W * x + Sum(h) * 0.1 * h;"),
        ["OutputIsRowOfInput"] = Cell("W:H,I", "(Vector y, Vector h)", "[State(H)] Vector h", "return (Softmax(x), Tanh(W * x - h));"),
    };

    private static string Cell(string parameters, string result, string states, string body) => $$"""
        {{Head}}
        {{CellSource.Parameters(parameters)}}
        [Step]
        public {{result}} Next([Input(I)] Vector x, {{states}})
        {
            {{body}}
        }
        """;
}
