using System;
using RnnGen.Generator.Tests.Harness;
using Xunit;

namespace RnnGen.Generator.Tests.Output;

/// <summary>One showcase per family of cells, to be read line by line whenever it changes.</summary>
public sealed class SnapshotTests
{
    [Fact]
    public void Vanilla_rnn() => Snapshot.Match(Generate.Run(Sources.VanillaRnn));

    [Fact]
    public void Lstm() => Snapshot.Match(Generate.Run(Sources.Lstm));

    [Fact]
    public void Gru() => Snapshot.Match(Generate.Run(Sources.Gru));

    [Fact]
    public void Minimal_gated_unit() => Snapshot.Match(Generate.Run(Sources.MinimalGatedUnit));

    [Fact]
    public void Three_time_steps() => Snapshot.Match(Generate.Run(Sources.VanillaRnn.Replace("[RecurrentCell]", "[RecurrentCell(TimeSteps = 3)]", StringComparison.Ordinal)));

    [Fact]
    public void Unrolled_twice() => Snapshot.Match(Generate.Run(Sources.VanillaRnn.Replace("[RecurrentCell]", "[RecurrentCell(Unroll = 2)]", StringComparison.Ordinal)));

    [Fact]
    public void Double_precision_with_border() => Snapshot.Match(Generate.Run(Sources.LeakyCell));

    [Fact]
    public void Two_layer_language_model() => Snapshot.Match(Generate.Run(Sources.LineModel));

    [Fact]
    public void Encoder_and_decoder() => Snapshot.Match(Generate.Run(Sources.Translator));

    [Fact]
    public void Trap10_Unreadable_cell_keeps_its_surface() => Snapshot.Match(Generate.Run(Sources.Step("{ if (W.Rows > 2) return h; return W * x + U * h + b; }")));
}
