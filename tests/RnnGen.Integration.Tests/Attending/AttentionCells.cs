using System;
using System.Collections.Generic;
using System.Linq;
using RnnGen.Integration.Tests.Harness;

namespace RnnGen.Integration.Tests.Attending;

/// <summary>Cells whose step attends over a memory: the published forms, and structures that planning could get wrong.</summary>
internal static class AttentionCells
{
    public const string Single = "Single", Unrolled = "Unrolled", WrittenOut = "WrittenOut";

    private const string Step = "public Vector Next([Input(I)] Vector x, [State(H)] Vector h, [Memory(K)] Memory keys)";

    private static readonly Dictionary<string, string> Members = new()
    {
        ["BahdanauGru"] = Cell(3, 5, 6, "Wq:A,H Wk:A,K ba:A v:A Wz:H,I Cz:H,K Uz:H,H bz:H Wn:H,I Cn:H,K Un:H,H", """
            {
                var scores = Dot(v, Tanh(Wq * h + Wk * keys + ba));
                var context = Context(Softmax(scores), keys);
                var z = Sigmoid(Wz * x + Cz * context + Uz * h + bz);
                var n = Tanh(Wn * x + Cn * context + z * (Un * h));
                return (1 - z) * n + z * h;
            }
            """),
        ["BahdanauLstm"] = """
            public const int I = 4, H = 17, K = 33, A = 18;
            [Weight(A, H)] public partial Matrix Wq { get; }
            [Weight(A, K)] public partial Matrix Wk { get; }
            [Bias(A)] public partial Vector ba { get; }
            [Bias(A)] public partial Vector v { get; }
            [Weight(H, I)] public partial Matrix Wi { get; }
            [Weight(H, K)] public partial Matrix Ci { get; }
            [Weight(H, H)] public partial Matrix Ui { get; }
            [Bias(H)] public partial Vector bi { get; }
            [Weight(H, K)] public partial Matrix Cf { get; }
            [Weight(H, H)] public partial Matrix Uf { get; }
            [Bias(H)] public partial Vector bf { get; }
            [Weight(H, I)] public partial Matrix Wg { get; }
            [Weight(H, K)] public partial Matrix Cg { get; }
            [Weight(H, H)] public partial Matrix Ug { get; }
            [Weight(H, I)] public partial Matrix Wo { get; }
            [Weight(H, K)] public partial Matrix Co { get; }
            [Weight(H, H)] public partial Matrix Uo { get; }
            [Step]
            public (Vector h, Vector c) Next([Input(I)] Vector x, [State(H)] Vector h, [State(H)] Vector c, [Memory(K)] Memory encoded)
            {
                var weights = Softmax(Dot(v, Tanh(Wk * encoded + ba + Wq * h)));
                var seen = Context(weights, encoded);
                var i = Sigmoid(Wi * x + Ci * seen + Ui * h + bi);
                var f = Sigmoid(Cf * seen + Uf * h + bf);
                var g = Tanh(Wg * x + Cg * seen + Ug * h);
                var o = Sigmoid(Wo * x + Co * seen + Uo * h);
                c = f * c + i * g;
                return (o * Tanh(c), c);
            }
            """,
        ["LuongDot"] = Cell(3, 20, 20, "W:H,I C:H,K U:H,H", "=> Tanh(W * x + U * h + C * Context(Softmax(Dot(h, keys)), keys));"),
        ["LuongGeneral"] = Cell(3, 5, 17, "W:H,I C:H,K U:H,H Wa:H,K", "=> Tanh(W * x + U * h + C * Context(Softmax(Dot(h, Wa * keys)), keys));"),
        ["LuongGeneralQuery"] = Cell(3, 5, 17, "W:H,I C:H,K U:H,H Wa:K,H", "=> Tanh(W * x + U * h + C * Context(Softmax(Dot(keys, Wa * h)), keys));"),
        ["ScaledDot"] = Cell(3, 6, 6, "W:H,I C:H,K U:H,H", "=> Tanh(W * x + U * h + C * Context(Softmax(Dot(h, keys) / 2.449), Tanh(keys)));"),
        ["QueryIsInput"] = Cell(16, 5, 16, "C:H,K U:H,H", "=> Tanh(U * h + C * Context(Softmax(Dot(x, keys)), keys));"),
        ["ContextAfterNewState"] = """
            public const int I = 3, H = 7, K = 5;
            [Weight(H, I)] public partial Matrix W { get; }
            [Weight(H, H)] public partial Matrix U { get; }
            [Weight(K, H)] public partial Matrix Q { get; }
            [Weight(H, K)] public partial Matrix C { get; }
            [Weight(H, H)] public partial Matrix D { get; }
            [Step(Output = "y")]
            public (Vector y, Vector h) Next([Input(I)] Vector x, [State(H)] Vector h, [Memory(K)] Memory keys)
            {
                h = Tanh(W * x + U * h);
                var seen = Context(Softmax(Dot(Q * h, keys)), keys);
                return (Tanh(C * seen + D * h), h);
            }
            """,
        ["OutputIsContext"] = """
            public const int I = 3, H = 5, K = 5;
            [Weight(H, I)] public partial Matrix W { get; }
            [Step(Output = "y")]
            public (Vector y, Vector h) Next([Input(I)] Vector x, [State(H)] Vector h, [Memory(K)] Memory keys) =>
                (Context(Softmax(Dot(h, keys)), keys), Tanh(W * x - h));
            """,
        ["StateIsContext"] = Cell(5, 5, 5, "b:H", "=> Context(Softmax(Dot(h + x, keys)), keys) + b * h;"),
        ["AttentionOfAttention"] = Cell(3, 6, 6, "W:H,I U:H,H", """
            {
                var first = Context(Softmax(Dot(h, keys)), keys);
                var second = Context(Softmax(Dot(first, Tanh(keys))), keys);
                return Tanh(W * x + U * second + first);
            }
            """),
        ["WeightsUsedByTheNextAttention"] = Cell(3, 6, 6, "W:H,I U:H,H v:K", """
            {
                var first = Softmax(Dot(h, keys));
                var seen = Context(first, keys);
                var second = Softmax(Dot(v, Tanh(keys + seen)) + 0.5 * first);
                return Tanh(W * x + U * Context(second, keys) + seen);
            }
            """),
        ["TwoContextsOfOneSoftmax"] = Cell(3, 6, 6, "W:H,I V:H,K", """
            {
                var weights = Softmax(Dot(h, keys));
                return Tanh(W * x + Context(weights, keys) * Context(weights, Sigmoid(V * keys)));
            }
            """),
        ["TwoSoftmaxes"] = Cell(3, 6, 6, "W:H,I V:H,K U:H,H", """
            {
                var first = Softmax(Dot(h, keys));
                var second = Softmax(Dot(U * h, V * keys));
                return Tanh(W * x + Context(first, keys) - Context(0.5 * (first + second), keys));
            }
            """),
        ["ProductOfWhatTheStepChanged"] = Cell(3, 5, 5, "W:H,I V:A,K v:A", "=> Tanh(W * x + Context(Softmax(Dot(v, V * (keys * h))), keys));"),
        ["GatedMemory"] = Cell(3, 5, 5, "W:H,I V:H,K g:H", "=> Tanh(W * x + Context(Softmax(Dot(h, keys)), Sigmoid(V * keys + h) * keys * g));"),
        ["ScoresAddedAndSquashed"] = Cell(3, 5, 5, "W:H,I V:H,K v:H u:K", """
            {
                var content = Dot(v, Tanh(V * keys + h));
                var bias = Dot(u, keys);
                return Tanh(W * x + Context(Softmax(2 * Tanh(content) + content * bias - bias), keys));
            }
            """),
        ["WeightsWithoutSoftmax"] = Cell(3, 5, 5, "W:H,I", "=> Tanh(W * x + Context(Sigmoid(Dot(h, keys)) / 3, keys - h));"),
        ["ExponentialsOfPartialBlocks"] = Cell(3, 18, 18, "W:H,I u:H", "=> Tanh(W * x + 0.1 * Context(Softmax(Dot(Exp(0.1 * u), Exp(0.2 * Tanh(keys + h)))), Exp(0.1 * keys)));"),
        ["ScoresOfTheMemoryAlone"] = Cell(3, 5, 5, "W:H,I v:H U:H,K", "=> Tanh(W * x + h * Context(Softmax(Dot(v, Tanh(U * keys))), keys));"),
        ["MemoryNotAttended"] = Cell(3, 5, 6, "W:H,I U:H,H", "=> Tanh(W * x + U * h);"),
        ["MatrixInStepAndMemory"] = Cell(3, 6, 6, "W:H,I U:H,H", "=> Tanh(W * x + U * h + Context(Softmax(Dot(h, U * keys)), keys));"),
        ["TransposedOverPositions"] = Cell(3, 6, 4, "W:H,I U:K,H", "=> Tanh(W * x + Context(Softmax(Dot(h, Transpose(U) * keys)), Transpose(U) * keys));"),
        ["TakenNames"] = """
            public const int I = 3, H = 5, K = 5;
            [Weight(H, I)] public partial Matrix memory { get; }
            [Bias(H)] public partial Vector m { get; }
            [Step]
            public Vector Next([Input(I)] Vector x, [State(H)] Vector rows, [Memory(K)] Memory segments)
            {
                var positions = Dot(rows, segments);
                var pair = Softmax(positions);
                var sequence = Context(pair, segments);
                return Tanh(memory * x + sequence * m);
            }
            """,
    };

    public static IReadOnlyList<string> Names { get; } = [.. Members.Keys];

    public static IReadOnlyList<string> InOtherLoops { get; } = ["BahdanauGru", "LuongDot", "ContextAfterNewState", "AttentionOfAttention", "ProductOfWhatTheStepChanged"];

    public static IReadOnlyList<string> InSinglePrecision { get; } = ["BahdanauLstm", "LuongDot", "LuongGeneral", "AttentionOfAttention", "ExponentialsOfPartialBlocks"];

    private static readonly Lazy<CellCompilation> Compiled = new(() => new CellCompilation(
    [
        .. Names.Select(name => CellSource.Of(name, Members[name])),
        .. InOtherLoops.Select(name => CellSource.Of(name + Unrolled, Members[name], "Precision = Precision.Double, Unroll = 4")),
        .. InOtherLoops.Select(name => CellSource.Of(name + WrittenOut, Members[name], "Precision = Precision.Double, TimeSteps = 5")),
        .. InSinglePrecision.Select(name => CellSource.Of(name + Single, Members[name], "Precision = Precision.Single")),
    ]));

    public static CompiledCell Get(string name, string variant = "") => Compiled.Value[name + variant];

    private static string Cell(int input, int hidden, int keys, string parameters, string body) =>
        $"public const int I = {input}, H = {hidden}, K = {keys}, A = 4;\n{CellSource.Parameters(parameters)}\n[Step]\n{Step}\n{body}";
}
