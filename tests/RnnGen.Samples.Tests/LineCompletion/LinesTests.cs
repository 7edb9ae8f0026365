using System.Linq;
using LineCompletion.Text;
using Xunit;

namespace RnnGen.Samples.Tests.LineCompletion;

public sealed class LinesTests
{
    [Fact]
    public void Lines_are_trimmed_and_kept_once()
    {
        string longest = new('x', Lines.LongestLine);
        Assert.Equal(
            ["int x = 1;", "return x;", longest],
            Lines.Clean(["    int x = 1;  ", "", "{", "\treturn x;\r", "int x = 1;", longest, longest + "x"]));
    }

    [Fact]
    public void No_line_is_on_both_sides_and_none_is_lost()
    {
        string[] lines = [.. Enumerable.Range(0, 2000).Select(i => $"line number {i}")];
        Split split = Split.Of(lines, seed: 1);
        Assert.Equal(lines.Order(), split.Training.Concat(split.HeldOut).Order());
        Assert.InRange(split.HeldOut.Count, 150, 250);
    }

    [Fact]
    public void A_line_stays_on_its_side_when_others_come_and_go()
    {
        string[] lines = [.. Enumerable.Range(0, 2000).Select(i => $"line number {i}")];
        Assert.Equal(Split.Of(lines, 1).HeldOut.Where(line => line.EndsWith('7')), Split.Of(lines.Where(line => line.EndsWith('7')), 1).HeldOut);
        Assert.NotEqual(Split.Of(lines, 1).HeldOut, Split.Of(lines, 2).HeldOut);
    }
}
