using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using RnnGen.Generator.Tests.Harness;
using Xunit;

namespace RnnGen.Generator.Tests.Output;

/// <summary>What a reader of generated code is promised.</summary>
public sealed partial class ReadabilityTests
{
    public static TheoryData<string, string> Cells => new()
    {
        { "VanillaRnn", Sources.VanillaRnn },
        { "MinimalGatedUnit", Sources.MinimalGatedUnit },
        { "LeakyCell", Sources.LeakyCell },
        { "Lstm", Sources.Lstm },
        { "Gru", Sources.Gru },
    };

    [Theory]
    [MemberData(nameof(Cells))]
    public void Every_kernel_call_has_its_equation_above_it(string name, string source)
    {
        string[] lines = Generate.Text(source).Split('\n');
        for (int i = 1; i < lines.Length; i++)
            if (KernelCall().IsMatch(lines[i]))
                Assert.True(Above(lines, i).StartsWith("//", StringComparison.Ordinal), name + ": " + lines[i]);

        // Several calls under one comment are one step.
        static string Above(string[] lines, int i)
        {
            while (i > 0 && lines[i].Length > 0 && !lines[i].TrimStart().StartsWith("//", StringComparison.Ordinal))
                i--;
            return lines[i].TrimStart();
        }
    }

    [Fact]
    public void Equations_are_the_users()
    {
        string text = Generate.Text(Sources.MinimalGatedUnit);
        Assert.Contains("//     f = Sigmoid(Wf * x + Uf * h + bf)\n", text, StringComparison.Ordinal);
        Assert.Contains("//     n = Tanh(Wn * x + Un * (f * h) + bn)\n", text, StringComparison.Ordinal);
        Assert.Contains("//     hNext = (1 - f) * h + f * n\n", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("=> h - (W * x - b);", "hNext = h - (W * x - b)")]
    [InlineData("=> h * (b * (W * x));", "hNext = h * (b * (W * x))")]
    [InlineData("=> h / b / (h / 2);", "hNext = h / b / (h / 2)")]
    [InlineData("=> -(h + b) * -h;", "hNext = -(h + b) * -h")]
    [InlineData("=> U * (h + W * x);", "hNext = U * (h + W * x)")]
    [InlineData("=> 0.1f * h - 1e-7 * (-b);", "hNext = 0.1 * h - 1E-07 * -b")]
    [InlineData("{ h = Tanh(U * h); return h; }", "hNext = Tanh(U * h)")]
    public void Equations_keep_their_grouping(string body, string expected) =>
        Assert.Contains("//     " + expected + "\n", Generate.Text(Sources.Step(body)), StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Cells))]
    public void Gradients_are_called_gradients(string name, string source)
    {
        // The operand of a transposed product is an adjoint: a name with a d.
        IEnumerable<Match> products = Transposed().Matches(Generate.Text(source)).AsEnumerable();
        Assert.NotEmpty(products);
        Assert.All(products, match => Assert.All(match.Groups[1].Value.Split(" | "), operand => Assert.True(operand.StartsWith('d'), name + ": " + match.Value)));
    }

    [Fact]
    public void A_gate_keeps_its_letter()
    {
        string text = Generate.Text(Sources.Lstm);
        Assert.Contains("Lanes g = Lanes.Tanh(gSum);", text, StringComparison.Ordinal);
        Assert.Contains("Lanes cNext = f * c + i * g;", text, StringComparison.Ordinal);
        Assert.Contains("Lanes hNext = o * tanhC;", text, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^\s*(Products\.|Forward\d|Backward\d)")]
    private static partial Regex KernelCall();

    [GeneratedRegex(@"// .* \+?= \S*(?:.* \| .*)?ᵀ \* \[?([^\]\n]+)\]?\n")]
    private static partial Regex Transposed();
}
