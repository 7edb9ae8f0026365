using System.Collections.Generic;
using RnnGen.Integration.Tests.Harness;

namespace RnnGen.Integration.Tests.Equivalence;

/// <summary>Cells whose steps call those of other cells, and cells that carry nothing.</summary>
internal static class PartCells
{
    private const string Gate = """
        [RecurrentCell]
        public sealed partial class Gate
        {
            [Weight(H, I)] public partial Matrix W { get; }
            [Weight(H, H)] public partial Matrix U { get; }
            [Bias(H)] public partial Vector b { get; }
            [Step] public Vector Next([Input(I)] Vector x, [Input(H)] Vector h) => Sigmoid(W * x + U * h + b);
        }
        """;

    private const string Transition = """
        [RecurrentCell]
        public sealed partial class Highway
        {
            [Weight(H, H)] public partial Matrix Rh { get; }
            [Weight(H, H)] public partial Matrix Rt { get; }
            [Bias(H, Value = -2)] public partial Vector b { get; }
            [Step] public Vector Deeper([Input(H)] Vector s)
            {
                var t = Sigmoid(Rt * s + b);
                return t * Tanh(Rh * s) + (1 - t) * s;
            }
        }
        """;

    private const string Memory = """
        [RecurrentCell]
        public sealed partial class Lstm
        {
            public const int G = 4 * H;
            [Weight(G, H)] public partial Matrix W { get; }
            [Weight(G, H)] public partial Matrix U { get; }
            [Bias(G)] public partial Vector b { get; }
            [Step] public (Vector h, Vector c) Next([Input(H)] Vector x, [State(H)] Vector h, [State(H)] Vector c)
            {
                var a = W * x + U * h + b;
                c = Sigmoid(a[..H]) * c + Sigmoid(a[H..(2 * H)]) * Tanh(a[(2 * H)..(3 * H)]);
                return (Sigmoid(a[(3 * H)..]) * Tanh(c), c);
            }
        }
        """;

    public static IReadOnlyDictionary<string, string> Members { get; } = new Dictionary<string, string>
    {
        ["GateByACell"] = Cell(Gate, "[SubCell] public partial Gate Forget { get; }", "W:H,I U:H,H", "Vector", "", """
            var f = Forget.Next(x, h);
            return f * h + (1 - f) * Tanh(W * x + U * (f * h));
            """),
        ["TwoGatesOfOneClass"] = Cell(Gate, "[SubCell] public partial Gate Forget { get; } [SubCell] public partial Gate Reset { get; }", "W:H,I U:H,H", "Vector", "", """
            var f = Forget.Next(h: h, x: x);
            return f * h + (1 - f) * Tanh(W * x + U * (Reset.Next(x, h) * h));
            """),
        ["DepthWithSharedParameters"] = Cell(Transition, "[SubCell] public partial Highway Transition { get; }", "W:H,I", "Vector", "", """
            var s = Tanh(W * x) + h;
            s = Transition.Deeper(s);
            s = Transition.Deeper(s);
            return Tanh(Transition.Deeper(s));
            """),
        ["DepthWithParametersOfItsOwn"] = Cell(Transition, "[SubCell] public partial Highway First { get; } [SubCell] public partial Highway Second { get; }", "W:H,I", "Vector", "",
            "return Tanh(Second.Deeper(First.Deeper(h + W * x)));"),
        ["NestedLstm"] = Cell(Memory, "[SubCell] public partial Lstm Inner { get; }", "Wi:H,I Ui:H,H Wf:H,I Uf:H,H Wg:H,I Ug:H,H Wo:H,I Uo:H,H", "(Vector h, Vector m, Vector c)", ", [State(H)] Vector m, [State(H)] Vector c", """
            var i = Sigmoid(Wi * x + Ui * h);
            var f = Sigmoid(Wf * x + Uf * h);
            var g = Tanh(Wg * x + Ug * h);
            (m, c) = Inner.Next(i * g, f * m, c);
            return (Sigmoid(Wo * x + Uo * h) * Tanh(m), m, c);
            """),
        ["ElementOfAPartsResult"] = Cell(Memory, "[SubCell] public partial Lstm Inner { get; }", "W:H,I", "(Vector h, Vector c)", ", [State(H)] Vector c", """
            var next = Inner.Next(W * x, h, c);
            return (next.h, 0.5 * next.c);
            """),
        ["PartOfAPart"] = Cell(Gate + """

            [RecurrentCell]
            public sealed partial class Candidate
            {
                [SubCell] public partial Gate Reset { get; }
                [Weight(H, I)] public partial Matrix W { get; }
                [Weight(H, H)] public partial Matrix U { get; }
                [Step] public Vector Of([Input(I)] Vector x, [State(H)] Vector h) { h = Tanh(W * x + U * (Reset.Next(x, h) * h)); return h; }
            }
            """, "[SubCell] public partial Gate Update { get; } [SubCell] public partial Candidate New { get; }", "", "Vector", "", """
            var z = Update.Next(x, h);
            return z * h + (1 - z) * New.Of(x, h);
            """),
        ["PartWithScalarTableAndMatrix"] = Cell("""
            [RecurrentCell]
            public sealed partial class Reader
            {
                [Table(5, I)] public partial Matrix E { get; }
                [Scalar(Value = 0.5)] public partial Scalar s { get; }
                [Step] public (Vector y, Matrix C) Read([Input] int token, [Input] Scalar dt, [State(H, I)] Matrix C)
                {
                    var e = Row(E, token);
                    C = (s * dt) * C + Outer(Tanh(C * e), e);
                    return (C * e, C);
                }
            }
            """, "[SubCell] public partial Reader Words { get; }", "U:H,H", "(Vector h, Matrix C)", ", [State(H, I)] Matrix C", """
            (var y, C) = Words.Read(token, 0.75, C);
            return (Tanh(y + U * h), C);
            """, inputs: "[Input] int token"),
        ["NameTakenByAPart"] = Cell(Gate, "[SubCell] public partial Gate Forget { get; } [Weight(H, H)] public partial Matrix Forget_W { get; }", "", "Vector", "", """
            var f = Forget.Next(x, h);
            return Tanh(f * (Forget_W * h));
            """),

        ["NoState"] = Cell("", "", "W:H,I V:H,H b:H", null, null, "return Tanh(V * Relu(W * x + b));"),
        ["NoStateNoProduct"] = Cell("", "", "b:I", null, null, "return LayerNorm(Tanh(x * b));"),
        ["NoStateSeveralOutputs"] = Cell("", "", "W:H,I", "(Vector y, Vector z)", null, "var y = Softmax(W * x); return (y, y * Sum(x));"),
    };

    private static string Cell(string nested, string parts, string parameters, string? returned, string? states, string body, string inputs = "[Input(I)] Vector x") => $$"""
        public const int I = 5, H = 6;
        {{nested}}
        {{parts}}
        {{(parameters.Length > 0 ? CellSource.Parameters(parameters) : "")}}
        [Step]
        public {{returned ?? "Vector"}} Next({{inputs}}{{(states is null ? "" : ", [State(H)] Vector h" + states)}})
        {
            {{body}}
        }
        """;
}
