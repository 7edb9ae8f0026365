using System;
using System.Linq;
using System.Numerics;
using RnnGen.Kernels;
using RnnGen.Testing;
using Xunit;

namespace RnnGen.Integration.Tests.Reference;

/// <summary>Kind gradient_through_time: the norm of dL/dh_t at every step, measured on the way back through generated cells.</summary>
public sealed class GradientThroughTimeTests
{
    public static TheoryData<string, Precision> Rows => ReferenceCase.Rows("gradient_through_time");

    [Theory]
    [MemberData(nameof(Rows))]
    public void Norms_agree(string name, Precision precision)
    {
        ReferenceCase item = ReferenceCase.Load("gradient_through_time", name);
        switch (item.Config.GetProperty("cell").GetString(), precision)
        {
            case ("rnn_tanh", Precision.Single):
                Check(item, precision, new ThroughTimeRnnSingle());
                break;
            case ("rnn_tanh", Precision.Double):
                Check(item, precision, new ThroughTimeRnnDouble());
                break;
            case ("gru", Precision.Single):
                Check(item, precision, new ThroughTimeGruSingle());
                break;
            case ("gru", Precision.Double):
                Check(item, precision, new ThroughTimeGruDouble());
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
    public void An_unknown_state_is_named()
    {
        var cell = new ThroughTimeRnnSingle();
        CellPass<float> pass = cell.Forward(Sequence.From(new Tensor(1, 2, 3)));
        var error = Assert.Throws<ArgumentException>(() => pass.MeasureBackward(null, state: "c"));
        Assert.Contains("'c'", error.Message, StringComparison.Ordinal);
    }

    private static void Check<T>(ReferenceCase item, Precision precision, RecurrentCell<T> cell)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        LayerParameters.Set(cell.Parameters, item, precision, stored => stored.Replace("_l0", "", StringComparison.Ordinal));
        Tensor[] initial = [.. cell.StateNames.Select(name => item.Tensor($"in.{name}0", precision))];
        Tensor[] final = [item.Tensor("cot.h_n", precision), .. initial.Skip(1).Select(state => state * 0)];
        CellPass<T> pass = cell.Forward(
            Sequence.From(item.Tensor("in.x", precision), item.Has("in.lengths") ? item.Ints("in.lengths") : null), new RecurrentState(cell.StateNames, initial));
        GradientThroughTime norms = pass.MeasureBackward(null, new RecurrentState(cell.StateNames, final));

        item.AssertClose("out.grad_h_norm", [.. norms.Norms.Skip(1)], precision);
        double atStart = Math.Sqrt(item.Values("grad.in.h0").Sum(v => v * v));
        Assert.Equal(atStart, norms.Norms[0], precision == Precision.Single ? 1e-5 : 1e-12);
    }
}

[Rnn(3, 5)]
public sealed partial class ThroughTimeRnnSingle;

[Rnn(3, 5, Precision = Precision.Double)]
public sealed partial class ThroughTimeRnnDouble;

[Gru(3, 5)]
public sealed partial class ThroughTimeGruSingle;

[Gru(3, 5, Precision = Precision.Double)]
public sealed partial class ThroughTimeGruDouble;

[Lstm(3, 5)]
public sealed partial class ThroughTimeLstmSingle;

[Lstm(3, 5, Precision = Precision.Double)]
public sealed partial class ThroughTimeLstmDouble;
