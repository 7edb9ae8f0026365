using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using RnnGen.Analyzers.Tests.Harness;
using Xunit;

namespace RnnGen.Analyzers.Tests.Cases;

/// <summary>A training loop is typed into an editor character by character: what is said, and when it is taken back.</summary>
public sealed class TypingTests
{
    private const string Before = """
        using RnnGen;
        using Fixtures;

        class Program
        {
            void Train(LineModel model, BatchSet batches)
            {
                var optimizer = new Adam(model);
                foreach (SequenceBatch batch in batches)
                {

        """;

    private const string After = """

                }
            }
        }
        """;

    [Fact]
    public async Task A_training_loop()
    {
        var editor = new Editor(Before, After);
        Assert.Equal([], await editor.Type("LineModel.Pass pass = model.Forward(batch.Inputs);\n"));
        Assert.Equal([], await editor.Type("LossValue loss = Losses.CrossEntropy(pass.Logits, batch.Targets);\n"));
        Assert.Equal([], await editor.Type("pass.Backward(loss);\n"));
        Assert.Equal(["RNN0301"], await editor.Type("optimizer.Step();"));
        Assert.Equal(["RNN0302"], await editor.Type("\nmodel.Gradients.ClipByGlobalNorm(1.0);"));
        Assert.Equal(["RNN0301"], await editor.Delete("\nmodel.Gradients.ClipByGlobalNorm(1.0);".Length));
        Assert.Equal([], await editor.Delete("optimizer.Step();".Length));
        Assert.Equal([], await editor.Type("model.Gradients.ClipByGlobalNorm(1.0);\n"));
        Assert.Equal([], await editor.Type("optimizer.Step();"));
        Assert.Equal(["RNN0301", "RNN0302"], editor.Seen.Order(StringComparer.Ordinal));
    }

    private sealed class Editor(string before, string after)
    {
        private Document document = new AdhocWorkspace().AddProject("Test", LanguageNames.CSharp)
            .WithParseOptions(Compile.ParseOptions)
            .WithCompilationOptions(Compile.From().Options)
            .WithMetadataReferences(CaseCompilation.References)
            .AddDocument("File0.cs", before + after);

        private int place = before.Length;

        public HashSet<string> Seen { get; } = [];

        public async Task<IReadOnlyList<string>> Type(string text)
        {
            IReadOnlyList<string> last = [];
            foreach (char letter in text)
                last = await Change(new TextChange(new TextSpan(place++, 0), letter.ToString()));
            return last;
        }

        public async Task<IReadOnlyList<string>> Delete(int count)
        {
            IReadOnlyList<string> last = [];
            for (; count > 0; count--)
                last = await Change(new TextChange(new TextSpan(--place, 1), ""));
            return last;
        }

        private async Task<IReadOnlyList<string>> Change(TextChange change)
        {
            document = document.WithText((await document.GetTextAsync()).WithChanges(change));
            string[] found = [.. Compile.AnalyzeAll((await document.Project.GetCompilationAsync())!).Select(diagnostic => diagnostic.Id)];
            Seen.UnionWith(found);
            return found;
        }
    }
}
