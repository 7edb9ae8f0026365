using System;
using System.Linq;
using CustomCell;
using Xunit;

namespace RnnGen.Samples.Tests;

public sealed class CustomCellTests
{
    [Fact]
    public void Generated_code_gives_the_numbers_of_the_step_run_as_plain_csharp()
    {
        var model = new XorModel(seed: 3);
        Tokens tokens = TemporalXor.Draw(new Random(3), 4, 2, 12).Inputs;
        Assert.InRange(PlainSteps.LargestDifference((MinimalGatedUnit)model.Memory.Cells[0], model.Bits.Lookup(tokens)), 0, 1e-5);
    }

    [Fact]
    public void The_unit_of_parts_is_the_unit_with_its_gate_written_out()
    {
        var written = new MinimalGatedUnit(seed: 3);
        var parts = new UnitOfParts(seed: 4);
        foreach ((string part, string whole) in new[] { ("Forget.W", "Wf"), ("Forget.U", "Uf"), ("Forget.b", "bf"), ("W", "Wn"), ("U", "Un"), ("b", "bn") })
        {
            parts.Parameters[part].Set(written.Parameters[whole].Value.ToDoubleArray());
        }

        var random = new Random(5);
        var x = Sequence.From(Tensor.FromArray([.. Enumerable.Range(0, 2 * 6 * UnitOfParts.I).Select(_ => random.NextSingle())], 2, 6, UnitOfParts.I), [6, 4]);
        Assert.Equal(written.Scan(x).ToTensor().ToDoubleArray(), parts.Scan(x).ToTensor().ToDoubleArray());
    }

    [Fact]
    public void The_answer_is_the_exclusive_or_of_the_marked_bits()
    {
        SequenceBatch batch = TemporalXor.Draw(new Random(4), 50, 2, 20);
        for (int b = 0; b < batch.Inputs.Batch; b++)
        {
            int ones = 0;
            for (int t = 0; t < batch.Inputs.Lengths[b]; t++)
            {
                ones += batch.Inputs[b, t] == 3 ? 1 : 0;
            }

            Assert.Equal(ones % 2, batch.Targets[b, batch.Inputs.Lengths[b] - 1]);
        }
    }
}
