using System.Linq;
using RnnGen.Testing;
using Xunit;

namespace RnnGen.Integration.Tests.Reference;

public class ReferenceTests
{
    /// <summary>Float cells keep the plain tolerance: their approximate exp and tanh cost nothing that it would notice.</summary>
    private const double SinglePrecisionFactor = 1;

    public static TheoryData<string, string, Precision> Rows => ReferenceRows.All();

    [Theory]
    [MemberData(nameof(Rows))]
    public void GeneratedCellsGiveTheReferenceValues(string kind, string name, Precision precision)
    {
        var item = ReferenceCase.Load(kind, name);
        ReferenceRun run = ReferenceRun.Of(item, kind, precision);
        foreach (ReferenceTensor tensor in run.Tensors)
        {
            item.AssertClose(tensor.Name, tensor.Values, precision, precision == Precision.Single ? SinglePrecisionFactor : 1);
        }
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void EveryExpectedTensorIsCompared(string kind, string name, Precision precision)
    {
        var item = ReferenceCase.Load(kind, name);
        string[] compared = [.. ReferenceRun.Of(item, kind, precision).Tensors.Select(tensor => tensor.Name)];
        Assert.Equal(
            item.TensorNames.Where(tensor => tensor.StartsWith("out.") || tensor.StartsWith("grad.") || tensor == "loss").Order(),
            compared.Order());
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void PaddingIsExactlyZeroAndMayHoldNaN(string kind, string name, Precision precision)
    {
        var item = ReferenceCase.Load(kind, name);
        ReferenceRun run = ReferenceRun.Of(item, kind, precision);
        run.AssertZeroAtPadding("out.y");
        run.AssertZeroAtPadding("grad.in.x");
        foreach ((ReferenceTensor plain, ReferenceTensor poisoned) in run.Tensors.Zip(ReferenceRun.Of(item, kind, precision, padding: double.NaN).Tensors))
        {
            Assert.Equal(plain.Values, poisoned.Values);
        }
    }
}
