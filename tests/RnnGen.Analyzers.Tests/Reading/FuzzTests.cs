using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RnnGen.Analyzers.Tests.Harness;
using RnnGen.Generator.Reading;
using Xunit;

namespace RnnGen.Analyzers.Tests.Reading;

/// <summary>Whatever is typed, reader and analyzer neither throw nor complain about code the compiler refuses.</summary>
public sealed class FuzzTests
{
    [Theory]
    [InlineData(Sources.MinimalGatedUnit, 1)]
    [InlineData(Sources.MinimalGatedUnit, 2)]
    [InlineData(Sources.LineModel, 3)]
    [InlineData(TwoStates, 4)]
    public void Deleted_repeated_and_swapped_tokens(string source, int seed)
    {
        var random = new Random(seed);
        string[] tokens = [.. CSharpSyntaxTree.ParseText(source, Compile.ParseOptions, cancellationToken: TestContext.Current.CancellationToken).GetRoot(TestContext.Current.CancellationToken).DescendantTokens().Select(token => token.ToFullString())];
        CSharpCompilation empty = Compile.From();
        for (int round = 0; round < 750; round++)
        {
            List<string> changed = [.. tokens];
            for (int change = random.Next(1, 4); change > 0; change--)
                Change(changed, random);
            string text = string.Concat(changed);
            CSharpCompilation compilation = empty.AddSyntaxTrees(CSharpSyntaxTree.ParseText(text, Compile.ParseOptions, cancellationToken: TestContext.Current.CancellationToken));
            Check(compilation, text, analyze: round % 10 == 0);
        }
    }

    private static void Check(CSharpCompilation compilation, string text, bool analyze)
    {
        try
        {
            foreach (SyntaxTree tree in compilation.SyntaxTrees)
                foreach (TypeDeclarationSyntax node in tree.GetRoot().DescendantNodes().OfType<TypeDeclarationSyntax>())
                    if (compilation.GetSemanticModel(tree).GetDeclaredSymbol(node) is { } type)
                    {
                        CellReader.Read(type, compilation, CancellationToken.None);
                        ModelReader.Read(type, compilation, CancellationToken.None);
                        BuiltInCellReader.Read(type, KnownSymbols.For(compilation), []);
                    }

            if (analyze)
                Assert.DoesNotContain(Compile.Analyze(compilation), found => compilation.GetDiagnostics().Any(error =>
                    error.Severity == DiagnosticSeverity.Error && error.Id != "CS9248"
                    && error.Location.SourceSpan.IntersectsWith(found.Location.SourceSpan)));
        }
        catch (Exception exception)
        {
            Assert.Fail(text + "\n" + exception);
        }
    }

    private static void Change(List<string> tokens, Random random)
    {
        int at = random.Next(tokens.Count), other = random.Next(tokens.Count);
        switch (random.Next(4))
        {
            case 0 or 1:
                tokens.RemoveAt(at);
                break;
            case 2:
                tokens.Insert(at, tokens[other]);
                break;
            default:
                (tokens[at], tokens[other]) = (tokens[other], tokens[at]);
                break;
        }
    }

    private const string TwoStates = Sources.Usings + """
        [RecurrentCell(Unroll = 2)]
        public sealed partial class Cell
        {
            public const int I = 4, H = 8;

            [Weight(H, I), StoredAs("w", Part = 0)] public partial Matrix W { get; }
            [Weight(H, I), StoredAs("w", Part = 1)] public partial Matrix V { get; }

            [Step(Output = "c")]
            (Vector h, Vector c) Next([Input(I)] Vector x, [State(H)] Vector h, [State(H)] Vector c)
            {
                const double k = 2 * 0.5;
                var (a, g) = (Sigmoid(W * x + k), Tanh(V * x) / (h + 1));
                a += g;
                (h, c) = (a * c, g - h);
                return (h: c, c: -h);
            }
        }

        [Gru(3, 4)] partial class Built;
        """;
}
