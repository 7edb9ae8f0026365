using System;
using System.IO;
using System.Linq;
using RnnGen.Integration.Tests.Cells.Operations;
using RnnGen.Integration.Tests.Harness;
using Xunit;

namespace RnnGen.Integration.Tests.Structure;

/// <summary>Cells that are parts of others.</summary>
public sealed class PartTests
{
    [Fact]
    public void A_cell_of_parts_is_the_cell_with_their_equations_written_out()
    {
        var parts = new UnitOfGatesCell(3);
        var written = new UnitWrittenOutCell(4);
        foreach (Parameter parameter in parts.Parameters)
            written.Parameters[parameter.Name.Replace('.', '_')].Set(parameter.Value.ToDoubleArray());
        Problem problem = Problem.Random(parts, 1, 6, 6, 2, 0, 5);
        CellResult expected = CellRunner.Run(written, problem), actual = CellRunner.Run(parts, problem);
        Close.AssertIdentical("written out", expected, actual with { Parameters = actual.Parameters.ToDictionary(p => p.Key.Replace('.', '_'), p => p.Value) });
    }

    [Fact]
    public void Parameters_have_the_name_of_their_part_and_are_views_through_it()
    {
        var cell = new UnitOfGatesCell(3);
        Assert.Equal(["Update.W", "Update.U", "Update.b", "Reset.W", "Reset.U", "Reset.b", "W", "U"], cell.Parameters.Select(p => p.Name));
        cell.Reset.W[2, 1] = 0.25;
        Assert.Equal(0.25, cell.Parameters["Reset.W"].Value.ToDoubleArray()[(2 * UnitOfGatesCell.I) + 1]);
        Assert.NotEqual(0.25, cell.Update.W[2, 1]);
    }

    [Fact]
    public void They_are_saved_and_loaded_by_these_names()
    {
        string path = Path.Combine(Path.GetTempPath(), Guid.NewGuid() + ".safetensors");
        try
        {
            var saved = new UnitOfGatesCell(3);
            saved.Save(path);
            var loaded = new UnitOfGatesCell(4);
            loaded.Load(path);
            Assert.All(saved.Parameters, p => Assert.Equal(p.Value.ToDoubleArray(), loaded.Parameters[p.Name].Value.ToDoubleArray()));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_part_does_not_run_on_its_own()
    {
        var cell = new UnitOfGatesCell(3);
        Assert.Contains("is a part of UnitOfGatesCell", Assert.Throws<InvalidOperationException>(() => cell.Update.Parameters).Message, StringComparison.Ordinal);
        Assert.Equal(3, new StatelessGateCell(3).Parameters.Count);
    }

    [Fact]
    public void A_cell_without_states_steps_and_scans()
    {
        var cell = new StatelessGateCell(3);
        RecurrentState state = cell.InitialState(2);
        Assert.Equal(2, state.Batch);
        var random = new Random(5);
        float[] x = [.. Enumerable.Range(0, 2 * StatelessGateCell.I).Select(_ => random.NextSingle())], h = [.. Enumerable.Range(0, 2 * StatelessGateCell.H).Select(_ => random.NextSingle())];
        double[] stepped = cell.Step(state, x, h).Output!.ToDoubleArray();
        double[] scanned = cell.Scan(
            Sequence.From(Tensor.FromArray(x, 2, 1, StatelessGateCell.I)), Sequence.From(Tensor.FromArray(h, 2, 1, StatelessGateCell.H))).ToTensor().ToDoubleArray();
        Assert.Equal(scanned, stepped);
    }
}
