using System.Collections.Generic;
using RnnGen.Integration.Tests.Harness;

namespace RnnGen.Integration.Tests.Equivalence;

/// <summary>Cells over large weights that the compiler cuts into blocks, and cells whose weights must stay whole.</summary>
internal static class SplitCells
{
    /// <summary>Cells by name: sizes, parameters, step.</summary>
    public static IReadOnlyDictionary<string, string> Members { get; } = new Dictionary<string, string>
    {
        ["ConcatVanilla"] = Cell("W:H,I+H b:H", "Vector", "=> Tanh(W * Concat(x, h) + b);"),
        ["ConcatLstm"] = Lstm("W:4*H,I+H b:4*H", "W * Concat(x, h) + b"),
        ["SlicedLstm"] = Lstm("W:4*H,I U:4*H,H b:4*H", "W * x + U * h + b"),
        ["SlicedLstmOfBlocks"] = Lstm("W:4*H,I+H b:4*H", "W * Concat(x, h) + b", "I = 20, H = 33"),
        ["SlicedAfterSigmoid"] = Cell("W:2*H,I U:2*H,H b:2*H V:H,I", "Vector", """
            {
                var g = Sigmoid(W * x + U * h + b);
                return g[..H] * h + g[H..] * Tanh(V * x);
            }
            """),
        ["ConcatGru"] = Cell("Wg:2*H,I+H bg:2*H Wn:H,I+H bn:H", "Vector", """
            {
                var g = Wg * Concat(x, h) + bg;
                var r = Sigmoid(g[..H]);
                var z = Sigmoid(g[H..]);
                var n = Tanh(Wn * Concat(x, r * h) + bn);
                return (1 - z) * n + z * h;
            }
            """),
        ["ConcatNested"] = Cell("W:H,I+H+H", "Vector", "{ var both = Concat(h, h * h); return Tanh(W * Concat(x, both)); }"),
        ["ConcatUsedWhole"] = Cell("W:H,I+H V:H,I+H", "Vector", "{ var v = Concat(x, h); return Tanh(W * v + V * Tanh(v)); }"),
        ["ConcatUnderTwoCuts"] = Cell("W:H,H+H V:H,I", "Vector", "{ var n = Tanh(V * x); return Tanh(W * Concat(h, n)) * Sigmoid(W * Concat(h[..2], n, h[2..])); }"),
        ["SlicedAndWhole"] = Cell("W:2*H,I U:2*H,H V:H,H+H", "Vector", "{ var a = W * x + U * h; return Tanh(a[..H] + V * a) * a[H..]; }"),
        ["SlicedTwice"] = Cell("W:2*H,I U:2*H,H V:3,H", "Vector", "{ var a = W * x + U * h; var t = a[H..]; return Tanh(Concat(a[..H][2..], t[..2])) * t; }"),
        ["SlicedOverlapping"] = Cell("W:2*H,I U:2*H,H", "Vector", "{ var a = W * x + U * h; return Tanh(a[..H] * a[2..(H + 2)]); }"),
        ["SlicedUnused"] = Cell("W:3*H,I U:3*H,H b:3*H", "Vector", "{ var a = W * x + U * h + b; return Tanh(a[..H] + a[(2 * H)..]); }"),
        ["SlicedUnequal"] = Cell("W:H+2,I U:H+2,H b:H+2", "Vector", "{ var a = W * x + U * h + b; return Tanh(a[..H]) * Sum(Sigmoid(a[H..])); }"),
        ["SlicedWithSharedBias"] = Cell("W:2*H,I U:2*H,H b:2*H V:H,2*H", "Vector", "{ var a = W * x + U * h + b; return Tanh(a[..H] + V * b) * Sigmoid(a[H..]); }"),
        ["SlicedSumOfStates"] = Cell("W:2*H,I b:2*H", "Vector", "{ var a = W * x + Concat(h, h) * b; return Tanh(a[..H]) - a[H..] * 0.1; }"),
        ["SlicedScaled"] = Cell("W:2*H,I U:2*H,H b:2*H", "Vector", "{ var a = 0.5 * (W * x - U * h) * Sum(x) + b / 2; return Tanh(a[..H]) * Sigmoid(a[H..]); }"),
        ["TransposedSliced"] = Cell("W:I,2*H U:2*H,H b:2*H", "Vector", "{ var a = Transpose(W) * x + U * h + b; return Tanh(a[..H]) * Sigmoid(a[H..]); }"),
        ["TransposedOfConcat"] = Cell("W:I+H,H", "Vector", "=> Tanh(Transpose(W) * Concat(x, h));"),
        ["SplitAndTied"] = Cell("W:H,I+H b:I+H", "Vector", "{ var v = Concat(x, h); return Tanh(W * (v - Tanh(Transpose(W) * h + b)) + W * v); }"),
        ["NamesOfBlocksTaken"] = Cell("W:H,I+H W_x:H,H W_h:H,I", "Vector", "=> Tanh(W * Concat(x, h) + W_x * h + W_h * x);"),
        ["BlockDiagonal"] = Blocks("=> Tanh(W * x + R * h + b);"),
        ["BlockDiagonalOddBlocks"] = Blocks("=> Tanh(W * x + R * h + b) * Sigmoid(S * h);", "I = 4, H = 51, Heads = 3"),
        ["BlockDiagonalFullBlocks"] = Blocks("=> Tanh(W * x + R * (h * Sigmoid(S * h)) + b);", "I = 4, H = 64, Heads = 4"),
        ["BlockDiagonalTransposed"] = Blocks("=> h + 0.1 * Tanh(R * h - Transpose(R) * h + W * x);"),
        ["BlockDiagonalOfConcat"] = Blocks("{ var a = Tanh(W * x); return Tanh(R * Concat(h[..2], a[..2], h[..2]) + b); }"),
        ["BlockDiagonalSliced"] = Blocks("{ var a = R * h + W * x; return Concat(Tanh(a[..2]), Sigmoid(a[2..4]), Tanh(a[4..])); }"),
        ["BlockDiagonalOfInput"] = Blocks("=> Tanh(R * (W * x) + h);"),
        ["BlockDiagonalWide"] = """
            public const int I = 6, H = 4;
            [Weight(H, I, Blocks = 2)] public partial Matrix W { get; }
            [Weight(H, H, Blocks = 4)] public partial Matrix R { get; }
            [Step] public Vector Next([Input(I)] Vector x, [State(H)] Vector h) => Tanh(W * x + R * h);
            """,

        // The recurrence of sLSTM (Beck et al. 2024): heads that see themselves only.
        ["BlockDiagonalGates"] = """
            public const int I = 5, H = 12, Heads = 4;
            [Weight(H, I)] public partial Matrix Wz { get; }
            [Weight(H, I)] public partial Matrix Wi { get; }
            [Weight(H, H, Blocks = Heads)] public partial Matrix Rz { get; }
            [Weight(H, H, Blocks = Heads)] public partial Matrix Ri { get; }
            [Bias(H)] public partial Vector b { get; }
            [Step]
            public (Vector h, Vector c) Next([Input(I)] Vector x, [State(H)] Vector h, [State(H)] Vector c)
            {
                var i = Sigmoid(Wi * x + Ri * h + b);
                c = (1 - i) * c + i * Tanh(Wz * x + Rz * h);
                return (Tanh(c), c);
            }
            """,
        ["OutputsSliced"] = Cell("W:3*H,I+H b:3*H", "(Vector y, Vector h, Vector z)",
            "{ var a = W * Concat(x, h) + b; return (Sigmoid(a[..H]), Tanh(a[H..(2 * H)]), a[(2 * H)..]); }"),
        ["OutputSliced"] = Cell("W:2*H,I U:2*H,H", "(Vector y, Vector h)", "{ var a = W * x + U * h; return (Sigmoid(a[..H]), Tanh(a[H..])); }"),
    };

    private static string Blocks(string body, string sizes = "I = 4, H = 6, Heads = 3") => $$"""
        public const int {{sizes}};
        [Weight(H, I)] public partial Matrix W { get; }
        [Weight(H, H, Blocks = Heads)] public partial Matrix R { get; }
        [Weight(H, H, Blocks = Heads, Init = Init.Orthogonal)] public partial Matrix S { get; }
        [Bias(H)] public partial Vector b { get; }
        [Step] public Vector Next([Input(I)] Vector x, [State(H)] Vector h)
        {{body}}
        """;

    private static string Lstm(string parameters, string gates, string sizes = "I = 5, H = 6") => Cell(parameters, "(Vector h, Vector c)", $$"""
        {
            var a = {{gates}};
            var i = Sigmoid(a[..H]);
            var f = Sigmoid(a[H..(2 * H)]);
            var g = Tanh(a[(2 * H)..(3 * H)]);
            var o = Sigmoid(a[(3 * H)..]);
            c = f * c + i * g;
            return (o * Tanh(c), c);
        }
        """, sizes, ", [State(H)] Vector c");

    private static string Cell(string parameters, string returned, string body, string sizes = "I = 5, H = 6", string states = "") => $$"""
        public const int {{sizes}};
        {{CellSource.Parameters(parameters)}}
        [Step]
        public {{returned}} Next([Input(I)] Vector x, [State(H)] Vector h{{states}})
        {{body}}
        """;
}
