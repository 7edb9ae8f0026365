using System.Collections.Generic;
using static RnnGen.Analyzers.Tests.Cases.DeclarationCases;

namespace RnnGen.Analyzers.Tests.Cases;

/// <summary>RNN0705 to RNN0710 again, in cells of another form; half of them only look wrong.</summary>
internal static class FurtherDeclarationCases
{
    private const string Plain = "=> Tanh(W * x + U * h + b);";

    public static IEnumerable<Case> All =>
    [
        File("dropout-of-inputs", "RNN0705", "one mask for the inputs of all steps", null, Cell("=> Tanh(W * VariationalDropout(x, 0.1) + U * h + b);")),
        File("unused-matrix", "RNN0706", "a second input matrix that no line reads",
            Cell(Plain, members: "[Weight(H, I)] public partial Matrix {|RNN0706:V|} { get; }"),
            Cell("=> Tanh(W * x + V * x + U * h + b);", members: "[Weight(H, I)] public partial Matrix V { get; }")),
        File("computed-unused", "RNN0706", "a parameter of a line whose value goes nowhere",
            Cell("{ var g = Sigmoid(W * x + e); return Tanh(W * x + U * h + b); }", members: "[Bias(H)] public partial Vector {|RNN0706:e|} { get; }"),
            Cell("{ var g = Sigmoid(W * x + e); return g * Tanh(W * x + U * h + b); }", members: "[Bias(H)] public partial Vector e { get; }")),
        File("stopped-and-not", "RNN0707", "a parameter behind a stop in one place and not in the other", null,
            Cell("=> Tanh(W * x + U * h + StopGradient(b) * b);")),
        File("stopped-product", "RNN0707", "all of a gate lies behind a stop",
            Cell("=> Tanh(W * x + U * h + b) * StopGradient(Sigmoid(e + h));", members: "[Bias(H)] public partial Vector {|RNN0707:e|} { get; }"),
            Cell("=> Tanh(W * x + U * h + b) * Sigmoid(e + h);", members: "[Bias(H)] public partial Vector e { get; }")),
        File("usual-initialisation", "RNN0709", "512 units with the usual weights", null, Cell(Plain, hidden: 512)),
        File("orthogonal-initialisation", "RNN0709", "an orthogonal recurrence of 512 units", null,
            Cell(Plain, u: "[Weight(H, H, Init = Init.Orthogonal)] public partial Matrix U { get; }", hidden: 512)),
        File("other-order", "RNN0710", "the candidate is declared to come second",
            Lstm(conforms: "[ImportLayout({|RNN0710:\"igfo\"|})]", stored: true), Lstm(conforms: "[ImportLayout(\"ifgo\")]", stored: true)),
        File("not-stacked", "RNN0710", "a declared order of gates that are stored one by one", null, Lstm(conforms: "[ImportLayout(\"iofg\")]")),
        File("no-layout", "RNN0710", "stacked gates that nobody declares an order of", null, Lstm(stored: true)),
    ];
}
