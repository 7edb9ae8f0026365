using System.Linq;
using RnnGen.Integration.Tests.Cells.BuiltIn;
using RnnGen.Integration.Tests.Harness;
using Xunit;

namespace RnnGen.Integration.Tests.Structure;

/// <summary>The heads of an mLSTM do not see each other.</summary>
public sealed class MemoryHeadTests
{
    private const int Heads = 2, Size = 3;

    [Fact]
    public void Several_heads_are_cells_of_one_head_side_by_side()
    {
        var whole = new MLstmOfHeadsCell(3);
        Problem problem = Problem.Random(whole, 5, 6, 6, 2, 0, 5);
        CellResult expected = CellRunner.Run(whole, problem);
        for (int head = 0; head < Heads; head++)
        {
            var part = new MLstmOfOneHeadCell(4);
            foreach (Parameter parameter in part.Parameters)
            {
                parameter.Set(Part(whole.Parameters[parameter.Name].Value.ToDoubleArray(), head));
            }

            // The states of the whole are h, C_1, C_2, n, m; those of a part h, C, n, m.
            CellResult actual = CellRunner.Run(part, problem with
            {
                OutputSize = Size,
                StateSizes = [.. part.StateSizes],
                Initial = States(problem.Initial, head),
                OutputGradient = Columns(problem.OutputGradient, head, Size),
                FinalGradient = States(problem.FinalGradient, head),
            });
            Close.Check("y", Columns(expected.Output, head, Size), actual.Output, 1e-13);
            foreach ((double[] state, double[] own) in States(expected.Final, head).Zip(actual.Final))
            {
                Close.Check("a state", state, own, 1e-13);
            }

            Assert.All(actual.Parameters, gradient => Close.Check(gradient.Key, Part(expected.Parameters[gradient.Key], head), gradient.Value, 1e-12));
        }
    }

    [Fact]
    public void Ten_heads_have_ten_memories() => Assert.Equal(
        ["h", .. Enumerable.Range(1, 10).Select(head => "C_" + head), "n", "m"], new LearnedMLstmOfTenHeadsCell(1).StateNames);

    private static double[][] States(double[][] whole, int head) =>
        [Columns(whole[0], head, Size), whole[1 + head], Columns(whole[1 + Heads], head, Size), Columns(whole[2 + Heads], head, 1)];

    // Of each row of all heads the features of one.
    private static double[] Columns(double[] values, int head, int size) => [.. values.Where((_, i) => i / size % Heads == head)];

    // Rows of a parameter lie head by head.
    private static double[] Part(double[] values, int head) => values[(head * values.Length / Heads)..((head + 1) * values.Length / Heads)];
}
