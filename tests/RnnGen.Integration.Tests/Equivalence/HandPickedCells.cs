using System.Collections.Generic;
using RnnGen.Integration.Tests.Harness;

namespace RnnGen.Integration.Tests.Equivalence;

/// <summary>Structures that planning could get wrong, one cell each. x is (I), h is (H), U and V are square.</summary>
internal static class HandPickedCells
{
    private const string Next = "public Vector Next([Input(I)] Vector x, [State(H)] Vector h)";

    /// <summary>Cells by name: sizes, parameters, step.</summary>
    public static IReadOnlyDictionary<string, string> Members { get; } = new Dictionary<string, string>
    {
        ["Vanilla"] = OneState("W:H,I U:H,H b:H", "=> Tanh(W * x + U * h + b);"),
        ["MinimalGatedUnit"] = OneState("Wf:H,I Uf:H,H bf:H Wn:H,I Un:H,H bn:H", """
            {
                var f = Sigmoid(Wf * x + Uf * h + bf);
                var n = Tanh(Wn * x + Un * (f * h) + bn);
                return (1 - f) * h + f * n;
            }
            """),
        ["StateUnchanged"] = TwoStates("W:H,I U:H,H b:H", "(h, c) = (Tanh(W * x + U * h + b) * c, c);"),
        ["StatesSwapped"] = TwoStates("W:H,I b:H", "(h, c) = (c + 0.1 * Tanh(W * x + b), h);"),
        ["StatesSwappedOnly"] = TwoStates("b:H", "(h, c) = (c, h);"),
        ["BothStatesEqual"] = TwoStates("W:H,I U:H,H", "var n = Tanh(W * x + U * (h - c)); (h, c) = (n, n);"),
        ["StateIsInput"] = """
            public const int I = 6;
            [Weight(I, I)] public partial Matrix W { get; }
            [Step(Output = "y")]
            public (Vector y, Vector h) Next([Input(I)] Vector x, [State(I)] Vector h) => (Tanh(W * (x - h)), x);
            """,
        ["StateIsInputAndOutput"] = """
            public const int I = 6;
            [Bias(I)] public partial Vector b { get; }
            [Step] public Vector Next([Input(I)] Vector x, [State(I)] Vector h) => x;
            """,
        ["StateIsParameter"] = OneState("b:H", "=> b;"),
        ["StateIsBiasTimesState"] = OneState("b:H", "=> b * h;"),
        ["StateIsBareProduct"] = OneState("U:H,H", "=> U * h;"),
        ["StateIsBareInputProduct"] = OneState("W:H,I", "=> W * x;"),
        ["StateIsAffine"] = OneState("W:H,I U:H,H b:H", "=> W * x + U * h + b;"),
        ["OutputFromInputOnly"] = WithOutput("W:H,I U:H,H V:O,I b:O", "h = Tanh(W * x + U * h);", "Sigmoid(V * x + b)"),
        ["OutputAffine"] = WithOutput("W:H,I U:H,H V:O,H b:O", "h = Tanh(W * x + U * h);", "V * h + b"),
        ["OutputAffineElementwise"] = WithOutput("W:H,I U:H,H V:O,H b:O", "h = Tanh(W * x + U * h);", "Sigmoid(V * h + b) * 2 - 1"),
        ["OutputAffineOfOldState"] = WithOutput("W:H,I U:H,H V:O,H b:O", "var y0 = V * h + b; h = Tanh(W * x + U * h);", "y0 * Tanh(y0)"),
        ["OutputOfOldAndNewState"] = WithOutput("W:H,I U:H,H V:O,H Q:O,H b:O", "var before = h; h = Tanh(W * x + U * h);", "V * h + Q * before + b"),
        ["OutputTwoLayers"] = WithOutput("W:H,I U:H,H V:H,H Q:O,H b:O", "h = Tanh(W * x + U * h);", "Q * Relu(V * h) + b"),
        ["OutputTwoProducts"] = WithOutput("W:H,I U:H,H V:O,H Q:O,I", "h = Tanh(W * x + U * h);", "(V * h) * (Q * x)"),
        ["OutputIsInput"] = """
            public const int I = 5, H = 3;
            [Weight(H, I)] public partial Matrix W { get; }
            [Step(Output = "y")]
            public (Vector y, Vector h) Next([Input(I)] Vector x, [State(H)] Vector h) => (x, Tanh(W * x - h));
            """,
        ["OutputIsBias"] = WithOutput("W:H,I b:O", "h = Tanh(W * x - h);", "b"),
        ["OutputIsOldState"] = WithOutput("W:H,I", "var y0 = h; h = Tanh(W * x - h);", "y0"),
        ["OutputUsesResidual"] = WithOutput("W:H,I U:H,H", "var n = Tanh(W * x + U * h); h = h + n;", "n * h"),
        ["OutputIsSecondState"] = """
            public const int I = 4, H = 5, K = 3;
            [Weight(H, I)] public partial Matrix W { get; }
            [Weight(K, H)] public partial Matrix V { get; }
            [Step(Output = "c")]
            public (Vector h, Vector c) Next([Input(I)] Vector x, [State(H)] Vector h, [State(K)] Vector c)
            {
                h = Tanh(W * x + h);
                c = 0.5 * c + V * h;
                return (h, c);
            }
            """,
        ["HoistedChain"] = OneState("W1:K,I W2:H,K U:H,H b1:K", "=> Tanh(W2 * Tanh(W1 * x + b1) + U * h);"),
        ["HoistedSumIsOperand"] = OneState("A:H,K B:K,I W:H,H", "{ var a = B * x; return Tanh(A * a + W * h) * (A * Tanh(a)); }"),
        ["HoistedSumIsOperandAndGate"] = OneState("A:H,H B:H,I", "{ var a = B * x; return Tanh(A * a + h) * Sigmoid(a); }"),
        ["HoistedChainOfThree"] = OneState("W1:K,I W2:K,K W3:H,K", "=> Tanh(W3 * Relu(W2 * Sigmoid(W1 * x)) + h);"),
        ["ProductOfProductOfInput"] = OneState("W1:K,I W2:H,K", "=> Tanh(W2 * (W1 * x) + h);"),
        ["ProductOfProductOfState"] = OneState("W1:K,H W2:H,K b:H", "=> Tanh(W2 * (W1 * h) + b);"),
        ["ProductOfProductOfStateAndInput"] = OneState("W:H,I W1:K,H W2:H,K b:H", "=> Tanh(W * x + W2 * (W1 * h) + b);"),
        ["ProductChainMixed"] = OneState("A:K,I B:K,H C:H,K", "=> Tanh(C * (A * x + B * h));"),
        ["SameWeightTwice"] = OneState("W:H,I U:H,H", "{ var a = Tanh(W * x + U * h); return Sigmoid(U * a + W * x) * a; }"),
        ["SameWeightOnInputAndState"] = """
            public const int H = 6;
            [Weight(H, H)] public partial Matrix U { get; }
            [Step] public Vector Next([Input(H)] Vector x, [State(H)] Vector h) => Tanh(U * x + U * h);
            """,
        ["SameTransposedProductInsideAndAfter"] = TwoStates("W:H,I U:H,H V:H,H A:H,I", "var n = Tanh(A * x); c = Tanh(U * (V * Sigmoid(c)) + U * n - c); h = Tanh(W * x);"),
        ["SameProductTwice"] = OneState("W:H,I U:H,H", "=> Sigmoid(W * x + U * h) * Tanh(U * h - h);"),
        ["WeightSharedByTwoGates"] = OneState("W:H,I U:H,H b:H c:H", "=> Sigmoid(W * x + U * h + b) * Tanh(W * x + U * h + c);"),
        ["BiasSharedByTwoSums"] = OneState("W:H,I U:H,H V:H,H b:H", "=> Sigmoid(W * x + U * h + b) * Tanh(V * h + b);"),
        ["BiasTwiceInOneSum"] = OneState("W:H,I U:H,H b:H", "=> Tanh(W * x + b + U * h + b);"),
        ["BiasInSumAndElementwise"] = OneState("W:H,I U:H,H b:H", "=> Tanh(W * x + U * h + b) * b - h * b;"),
        ["BiasSubtracted"] = OneState("W:H,I b:H", "=> Tanh(W * x - b + h);"),
        ["VectorElementwise"] = OneState("W:H,I u:H b:H", "=> Tanh(W * x + u * h + b);"),
        ["ParameterFunctionOnly"] = OneState("W:H,I a:H", "=> Sigmoid(a) * h + (1 - Sigmoid(a)) * (W * x);"),
        ["ProductOfParameter"] = OneState("W:H,I U:H,H b:H", "=> Tanh(W * x + U * b + h);"),
        ["ProductOfParameterAndState"] = OneState("W:H,I U:H,H b:H", "{ var g = Tanh(U * b); return Tanh(W * x + U * (g * h)) * b; }"),
        ["InputGradientAndBiasGradientAgree"] = """
            public const int I = 6;
            [Weight(I, I)] public partial Matrix W { get; }
            [Bias(I)] public partial Vector b { get; }
            [Step(Output = "y")]
            public (Vector y, Vector h) Next([Input(I)] Vector x, [State(I)] Vector h) => (x + b, Tanh(W * x + h));
            """,
        ["StateGradientAndBiasGradientAgree"] = OneState("W:H,I U:H,H b:H", "=> Tanh(W * x + U * h) + b + h;"),
        ["ProductOfStateSum"] = TwoStates("W:H,I U:H,H", "h = Tanh(W * x + U * (h + c)); c = 0.5 * c;"),
        ["ProductOfStateSumOnly"] = TwoStates("W:H,I U:H,H", "(h, c) = (Tanh(W * x + U * (h + c)), h);"),
        ["ProductOfStateAndInputSum"] = """
            public const int H = 6;
            [Weight(H, H)] public partial Matrix U { get; }
            [Step] public Vector Next([Input(H)] Vector x, [State(H)] Vector h) => Tanh(U * (x + h));
            """,
        ["Residual"] = OneState("W:H,H V:H,I", "=> h + Tanh(W * (V * x + h));"),
        ["ResidualOfInput"] = """
            public const int H = 6;
            [Weight(H, H)] public partial Matrix W { get; }
            [Step] public Vector Next([Input(H)] Vector x, [State(H)] Vector h) => h + Tanh(W * (x + h));
            """,
        ["UnusedInput"] = OneState("U:H,H b:H", "=> Tanh(U * h + b);"),
        ["UnusedState"] = OneState("W:H,I b:H", "=> Tanh(W * x + b);"),
        ["UnusedSecondState"] = TwoStates("W:H,I U:H,H", "h = Tanh(W * x + U * h); c = Sigmoid(h);"),
        ["UnusedParameters"] = OneState("W:H,I U:H,H b:H W9:K,I b9:K", "=> Tanh(W * x + U * h + b);"),
        ["GradientFree"] = OneState("W:H,I U:H,H", "{ var s = Relu(Tanh(h) - 5); return Tanh(W * x) + s * h; }"),
        ["GradientStoppedInPart"] = OneState("W:H,I U:H,H", "{ var s = W * x + U * h; return Tanh(s) + StopGradient(s) * 0.1 + StopGradient(U * h); }"),
        ["GradientStoppedAtTheState"] = OneState("W:H,I U:H,H b:H", "=> Tanh(W * x + U * StopGradient(h) + b * StopGradient(b));"),
        ["ModuloSteps"] = OneState("W:H,I U:H,H", "{ var d = Floor(2 * h) + Mod(3 * h + 0.3, 0.5); return Tanh(W * x + U * d); }"),
        ["ConditionFromInput"] = OneState("W:H,I V:H,I U:H,H", "=> Select(V * x > 0.1, Tanh(W * x + U * h), h);"),
        ["ConstantOnly"] = OneState("W:H,I", "=> Tanh(W * x) * 0 + h * 0.5;"),
        ["ProductsSubtracted"] = OneState("W:H,I U:H,H b:H", "=> Tanh(b - U * h - W * x);"),
        ["ProductMinusProduct"] = OneState("W:H,I U:H,H", "=> Tanh(W * x - U * h);"),
        ["NegatedProduct"] = OneState("W:H,I U:H,H", "=> Tanh(-(U * h) + W * x);"),
        ["Antisymmetric"] = OneState("V:H,I W:H,H b:H", "=> h + 0.1 * Tanh((W * h) - (Transpose(W) * h) + V * x + b);"),
        ["AntisymmetricGated"] = OneState("V:H,I W:H,H b:H Vz:H,I c:H",
            "{ var a = W * h - Transpose(W) * h - 0.01 * h; var z = Sigmoid(a + Vz * x + c); return h + 0.1 * z * Tanh(a + V * x + b); }"),
        ["TransposedOfInput"] = OneState("W:I,H U:H,H b:H", "=> Tanh(Transpose(W) * x + U * h + b);"),
        ["TransposedOfInputAndState"] = OneState("W:I,H U:H,H b:H", "=> Tanh(Transpose(W) * x + b + Transpose(U) * h);"),
        ["TransposedOnlyHoisted"] = OneState("W:I,H b:H", "=> 0.5 * h + Tanh(Transpose(W) * x + b);"),
        ["TransposedTwiceIsPlain"] = OneState("W:H,I U:H,H", "{ var T = Transpose(U); return Tanh(W * x + Transpose(T) * h); }"),
        ["TransposedBesideItself"] = OneState("W:H,I U:H,H b:H", "=> Tanh(W * x + U * h + Transpose(U) * h + b) * Sigmoid(Transpose(U) * h + U * h);"),
        ["TiedReconstruction"] = OneState("W:H,I U:H,H b:H c:I", "=> Tanh(U * h + W * (x - (Transpose(W) * h + c)) + b);"),
        ["TiedOutput"] = WithOutput("W:H,I U:H,H V:H,O b:O", "h = Tanh(W * x + U * h);", "Transpose(V) * h + b"),
        ["TiedOutputOfOldState"] = WithOutput("W:H,I U:H,H V:H,O b:O", "var y0 = Transpose(V) * h + b; h = Tanh(W * x + U * h);", "y0 * Tanh(y0)"),
        ["TransposedOfParameter"] = OneState("W:H,I U:H,H b:H", "=> Tanh(W * x + Transpose(U) * b + h);"),
        ["TransposedChain"] = OneState("A:K,I B:H,K C:K,H", "=> Tanh(Transpose(C) * Sigmoid(A * x) + B * (Transpose(B) * h));"),
        ["TransposedSubtracted"] = OneState("W:I,H U:H,H b:H", "=> Tanh(b - Transpose(U) * h - Transpose(W) * x);"),
        ["TransposedManyBlocks"] = OneState("W:I,H U:H,H V:H,H b:H", "{ var r = Sigmoid(Transpose(W) * x + Transpose(U) * h); return Tanh(V * (r * h) + Transpose(V) * h + b); }", "I = 20, H = 33, K = 2"),
        ["NestedSums"] = OneState("W:H,I U:H,H a:H b:H", "=> Tanh((W * x + a) - ((b - U * h) - (h + a)));"),
        ["StateTimesItself"] = OneState("W:H,I", "=> Tanh(W * x + h * h);"),
        ["ProductOfSquare"] = OneState("W:H,I U:H,H", "=> Tanh(W * x + U * (h * h));"),
        ["ProductOfSquaredInput"] = OneState("W:H,I U:H,H", "=> Tanh(W * (x * x) + U * h);"),
        ["ProductOfInputAndItsTanh"] = OneState("W:H,I V:H,I U:H,H", "=> Tanh(W * x + V * Tanh(x) + U * h);"),
        ["SumAsOperandAndGate"] = OneState("W:H,I U:H,H V:H,H", "{ var s = W * x + U * h; return Tanh(V * s + s); }"),
        ["SumIsStateAndOperand"] = TwoStates("W:H,I U:H,H V:H,H", "var s = W * x + U * h; c = s; h = Tanh(V * s);"),
        ["SumOfInputUsedTwice"] = OneState("W:H,I U:H,H", "{ var s = W * x; return Tanh(s + U * h) * s; }"),
        ["DivisionBySum"] = OneState("W:H,I U:H,H", "=> Tanh(U * h) / (1.5 + Sigmoid(W * x));"),
        ["NewStateUsedByNextGate"] = TwoStates("W:H,I U:H,H V:H,H", "h = Tanh(W * x + U * h); c = Sigmoid(V * h + c);"),
        ["StatesFeedEachOther"] = TwoStates("W:H,I U:H,H V:H,H", "(h, c) = (Tanh(W * x + U * c), Tanh(V * h - c));"),
        ["StatesOfTwoSizes"] = """
            public const int I = 4, H = 7, K = 18;
            [Weight(H, I)] public partial Matrix W { get; }
            [Weight(H, K)] public partial Matrix A { get; }
            [Weight(K, H)] public partial Matrix B { get; }
            [Bias(K)] public partial Vector b { get; }
            [Step]
            public (Vector h, Vector c) Next([Input(I)] Vector x, [State(H)] Vector h, [State(K)] Vector c)
            {
                var g = Sigmoid(W * x + A * c);
                c = Tanh(B * h + b) * c + b;
                return (g * h, c);
            }
            """,
        ["ThreeStates"] = """
            public const int I = 3, H = 5;
            [Weight(H, I)] public partial Matrix W { get; }
            [Weight(H, H)] public partial Matrix U { get; }
            [Step(Output = "m")]
            public (Vector a, Vector m, Vector h) Next([Input(I)] Vector x, [State(H)] Vector h, [State(H)] Vector a, [State(H)] Vector m)
            {
                var n = Tanh(W * x + U * m);
                a = 0.9 * a + n * h;
                return (a, n - a, m);
            }
            """,
        ["RecurrenceThroughStateOnly"] = OneState("W:H,I", "=> 0.9 * h + W * x;"),
        ["DelayLine"] = """
            public const int I = 5;
            [Weight(I, I)] public partial Matrix W { get; }
            [Step(Output = "y")]
            public (Vector y, Vector one, Vector two) Next([Input(I)] Vector x, [State(I)] Vector one, [State(I)] Vector two) => (Tanh(W * two), x, one);
            """,
        ["TakenNames"] = """
            public const int I = 3, t = 5;
            [Weight(t, I)] public partial Matrix w { get; }
            [Weight(t, t)] public partial Matrix g { get; }
            [Bias(t)] public partial Vector b { get; }
            [Step]
            public (Vector rows, Vector from) Step([Input(I)] Vector steps, [State(t)] Vector rows, [State(t)] Vector from)
            {
                var block = Sigmoid(w * steps + g * rows + b);
                var live = Tanh(w * steps) * block;
                var first = g * live;
                var to = first + from;
                var Lanes = to * block;
                return (Lanes, rows + to);
            }
            """,
        ["KeywordNames"] = """
            public const int I = 3, H = 5;
            [Weight(H, I)] public partial Matrix @float { get; }
            [Weight(H, H)] public partial Matrix Span { get; }
            [Bias(H)] public partial Vector @ref { get; }
            [Step]
            public Vector Next([Input(I)] Vector @in, [State(H)] Vector @out)
            {
                var @new = Sigmoid(@float * @in + Span * @out + @ref);
                return @new * @out - @new;
            }
            """,
        ["SizeOne"] = """
            public const int One = 1;
            [Weight(One, One)] public partial Matrix W { get; }
            [Weight(One, One)] public partial Matrix U { get; }
            [Bias(One)] public partial Vector b { get; }
            [Step] public Vector Next([Input(One)] Vector x, [State(One)] Vector h) => Tanh(W * x + U * h + b);
            """,
        ["ManyBlocks"] = OneState("Wf:H,I Uf:H,H bf:H Wn:H,I Un:H,H", "{ var f = Sigmoid(Wf * x + Uf * h + bf); return f * h + (1 - f) * Tanh(Wn * x + Un * (f * h)); }", "I = 20, H = 33, K = 2"),
        ["FullBlocks"] = OneState("W:H,I U:H,H b:H", "=> Tanh(W * x + U * h + b) + 0.1 * h;", "I = 16, H = 32, K = 16"),
    };

    private static string OneState(string parameters, string body, string sizes = "I = 4, H = 6, K = 3") =>
        $"public const int {sizes};\n{CellSource.Parameters(parameters)}\n[Step]\n{Next}\n{body}";

    private static string TwoStates(string parameters, string body) => $$"""
        public const int I = 4, H = 6, K = 3;
        {{CellSource.Parameters(parameters)}}
        [Step]
        public (Vector h, Vector c) Next([Input(I)] Vector x, [State(H)] Vector h, [State(H)] Vector c)
        {
            {{body}}
            return (h, c);
        }
        """;

    private static string WithOutput(string parameters, string body, string y) => $$"""
        public const int I = 4, H = 6, O = 19;
        {{CellSource.Parameters(parameters)}}
        [Step(Output = "y")]
        public (Vector y, Vector h) Next([Input(I)] Vector x, [State(H)] Vector h)
        {
            {{body}}
            return ({{y}}, h);
        }
        """;
}
