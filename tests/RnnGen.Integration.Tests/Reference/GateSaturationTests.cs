using System;
using System.Linq;
using System.Numerics;
using RnnGen.Integration.Tests.Cells;
using RnnGen.Kernels;
using RnnGen.Testing;
using Xunit;

namespace RnnGen.Integration.Tests.Reference;

/// <summary>Kind gate_saturation: gates read from the pass of a generated cell, and how far they are saturated over real steps.</summary>
public sealed class GateSaturationTests
{
    public static TheoryData<string, Precision> Rows => ReferenceCase.Rows("gate_saturation");

    [Theory]
    [MemberData(nameof(Rows))]
    public void Gates_and_their_statistics_agree(string name, Precision precision)
    {
        ReferenceCase item = ReferenceCase.Load("gate_saturation", name);
        switch (item.Config.GetProperty("cell").GetString(), precision)
        {
            case ("gru", Precision.Single):
                Check(item, precision, new GatesGruSingle());
                break;
            case ("gru", Precision.Double):
                Check(item, precision, new GatesGruDouble());
                break;
            case ("lstm", Precision.Single):
                Check(item, precision, new ThroughTimeLstmSingle());
                break;
            case ("lstm", Precision.Double):
                Check(item, precision, new ThroughTimeLstmDouble());
                break;
            default:
                Assert.Fail($"Declare a cell for {name}.");
                break;
        }
    }

    [Fact]
    public void What_cannot_be_read_is_said()
    {
        var cell = new ThroughTimeLstmSingle();
        CellPass<float> pass = cell.CreatePass();
        Assert.Throws<InvalidOperationException>(() => pass.StepValues("f"));
        pass = cell.Forward(Sequence.From(new Tensor(1, 2, 3)));
        Assert.Contains("it keeps i, f, g, o", Assert.Throws<ArgumentException>(() => pass.StepValues("z")).Message, StringComparison.Ordinal);
        pass.Backward((Tensor?)null);
        Assert.Contains("Backward", Assert.Throws<InvalidOperationException>(() => pass.StepValues("f")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_layer_of_a_model_can_be_asked()
    {
        var model = new AllocationModel(seed: 4);
        AllocationModel.Pass pass = model.Forward(Tokens.From([[3, 1, 4, 1, 5], [9, 2]]));
        var cell = (RecurrentCell<float>)model.Memory.Cells[0];
        CellPass<float> alone = cell.Forward(model.Characters.Lookup(Tokens.From([[3, 1, 4, 1, 5], [9, 2]])));
        Assert.Equal(alone.StepValues("o").ToTensor().ToArray(), pass.StepValues("o").ToTensor().ToArray());
        Assert.NotEqual(alone.StepValues("o").ToTensor().ToArray(), pass.StepValues("o", layer: 1).ToTensor().ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => pass.StepValues("o", layer: 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => pass.StepValues("o", call: 1));
    }

    private static void Check<T>(ReferenceCase item, Precision precision, RecurrentCell<T> cell)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        LayerParameters.Set(cell.Parameters, item, precision, stored => stored.Replace("_l0", "", StringComparison.Ordinal));
        CellPass<T> pass = cell.Forward(Sequence.From(item.Tensor("in.x", precision), item.Ints("in.lengths")));
        double low = item.Config.GetProperty("low").GetDouble(), high = item.Config.GetProperty("high").GetDouble();
        string[] gates = [.. item.TensorNames.Where(tensor => tensor.StartsWith("out.gate_", StringComparison.Ordinal)).Select(tensor => tensor["out.gate_".Length..])];
        Assert.True(gates.Length >= 3);
        foreach (string gate in gates)
        {
            Sequence values = pass.StepValues(gate);
            item.AssertClose($"out.gate_{gate}", values.ToTensor(), precision);
            bool isTanh = item.Has($"out.fraction_saturated_{gate}");
            GateStatistics statistics = isTanh ? GateStatistics.FromTanh(values, high) : GateStatistics.From(values, low, high);
            item.AssertClose($"out.mean_{gate}", statistics.Mean, precision);
            if (isTanh)
            {
                item.AssertClose($"out.fraction_saturated_{gate}", statistics.FractionSaturated, precision);
                continue;
            }

            item.AssertClose($"out.fraction_low_{gate}", statistics.FractionLow, precision);
            item.AssertClose($"out.fraction_high_{gate}", statistics.FractionHigh, precision);
            item.AssertClose($"out.fraction_low_per_unit_{gate}", [.. statistics.FractionLowPerUnit], precision);
            item.AssertClose($"out.fraction_high_per_unit_{gate}", [.. statistics.FractionHighPerUnit], precision);
        }
    }
}

[Gru(3, 4)]
public sealed partial class GatesGruSingle;

[Gru(3, 4, Precision = Precision.Double)]
public sealed partial class GatesGruDouble;
