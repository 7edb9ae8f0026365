using System;
using System.IO;
using System.Linq;
using System.Threading;
using LineCompletion;
using Xunit;

namespace RnnGen.Samples.Tests.LineCompletion;

/// <summary>The two commands from end to end, on a few lines and for a few seconds.</summary>
public sealed class CommandTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string ModelFile => Path.Combine(folder.Path, "model.safetensors");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Training_reports_saves_and_completes()
    {
        using var output = new StringWriter();
        Assert.True(new TrainCommand(Small(), output, terminalWidth: null).Run(CancellationToken.None));
        string text = output.ToString();
        Assert.Contains("1 files: ", text, StringComparison.Ordinal);
        Assert.Contains("Before training:", text, StringComparison.Ordinal);
        Assert.Contains("grad norm", text, StringComparison.Ordinal);
        Assert.Contains("5-gram perplexity", text, StringComparison.Ordinal);
        Assert.Matches("short \\(1 to [0-9]+\\)", text);
        Assert.Contains("After training:", text, StringComparison.Ordinal);

        using var completions = new StringWriter();
        CompleteCommand.Run(ModelFile, [], new StringReader("let value\nlet x\n"), completions);
        string[] lines = completions.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        Assert.StartsWith("let value", lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public void An_interrupted_training_saves_what_it_has()
    {
        using var output = new StringWriter();
        using var interrupted = new CancellationTokenSource();
        interrupted.Cancel();
        Assert.False(new TrainCommand(Small() with { Minutes = 100 }, output, terminalWidth: 80).Run(interrupted.Token));
        Assert.True(File.Exists(ModelFile));
        Assert.DoesNotContain("After training:", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_terminal_gets_one_line_that_fits()
    {
        using var output = new StringWriter();
        new TrainCommand(Small(), output, terminalWidth: 80).Run(CancellationToken.None);
        string[] drawn = output.ToString().Split('\r').Where(line => line.StartsWith('[')).ToArray();
        Assert.NotEmpty(drawn);
        Assert.All(drawn, line => Assert.Equal(79, line.IndexOf(Environment.NewLine, StringComparison.Ordinal) is var end and >= 0 ? end : line.Length));
        Assert.Contains(" left", drawn[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Too_few_lines_and_a_missing_folder_are_told_before_training()
    {
        Options few = Small() with { Source = folder.Add("few.fs", "let one = 1\nlet two = 2\n") };
        Assert.Contains("too few", Assert.Throws<InvalidDataException>(() => Run(few)).Message, StringComparison.Ordinal);
        Options nowhere = Small() with { Out = Path.Combine(folder.Path, "none", "m.safetensors") };
        Assert.Throws<DirectoryNotFoundException>(() => Run(nowhere));
    }

    private static void Run(Options options) => new TrainCommand(options, TextWriter.Null, terminalWidth: null).Run(CancellationToken.None);

    private Options Small() => new()
    {
        Source = folder.Add("small.fs", string.Join('\n', Enumerable.Range(0, 300).Select(i => $"let value{i} = compute {i * i} (input {i % 7})"))),
        Out = ModelFile,
        Minutes = 0.02,
    };
}
