using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using RnnGen.Testing;
using Xunit;

namespace RnnGen.Integration.Tests.Reference;

/// <summary>Cases are found in index.json: a new file needs no new code.</summary>
public sealed class DiscoveryTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("reference").FullName;

    public static TheoryData<string, string> FirstOfEveryKind =>
        [.. ReferenceRows.Cases().GroupBy(row => row.Kind).Select(kind => new TheoryDataRow<string, string>(kind.Key, kind.First().Name))];

    [Theory]
    [MemberData(nameof(FirstOfEveryKind))]
    public void A_case_under_a_new_name_is_found_and_run(string kind, string name)
    {
        Directory.CreateDirectory(Path.Combine(folder, kind));
        foreach (string file in Directory.GetFiles(Path.Combine(ReferenceCase.Folder, kind), name + ".*"))
        {
            File.Copy(file, Path.Combine(folder, kind, "brand_new" + Path.GetFileName(file)[name.Length..]));
        }

        File.WriteAllText(Path.Combine(folder, "index.json"), JsonSerializer.Serialize(new[] { kind }.ToDictionary(known => known, _ => new[] { "brand_new" })));

        Assert.Equal((kind, "brand_new"), Assert.Single(ReferenceRows.Cases(folder)));
        var item = ReferenceCase.Load(kind, "brand_new", folder);
        ReferenceRun run = ReferenceRun.Of(item, kind, Precision.Double);
        Assert.Contains(run.Tensors, tensor => tensor.Name == "out.y");
        Assert.All(run.Tensors, tensor => item.AssertClose(tensor.Name, tensor.Values, Precision.Double));
    }

    [Fact]
    public void Every_kind_with_outputs_over_time_is_a_cell_known_here()
    {
        string[] others = [.. ReferenceCase.Kinds().Except(ReferenceCells.Kinds)];
        Assert.Equal(
            [
                "attention_additive", "attention_dot", "attention_general", "clip_grad_norm", "clip_grad_value", "ctc", "embedding", "exercises", "gate_saturation",
                "gradient_through_time", "jacobian_through_time", "language_model", "length_buckets", "masked_cross_entropy", "onnx", "optimizer", "perplexity", "seq2seq",
                "truncated_bptt",
            ],
            others.Order(StringComparer.Ordinal));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
