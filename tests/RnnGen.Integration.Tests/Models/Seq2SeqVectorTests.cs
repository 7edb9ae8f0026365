using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using RnnGen.Integration.Tests.Reference;
using RnnGen.Kernels;
using RnnGen.Testing;
using Xunit;

namespace RnnGen.Integration.Tests.Models;

/// <summary>Kind seq2seq through generated models: keys, attention, logits, loss, the gradient of every parameter, greedy decoding.</summary>
public sealed class Seq2SeqVectorTests
{
    public static TheoryData<string, Precision> Rows => ReferenceCase.Rows("seq2seq");

    [Theory]
    [MemberData(nameof(Rows))]
    public void Everything_agrees(string name, Precision precision)
    {
        ReferenceCase item = ReferenceCase.Load("seq2seq", name);
        object model = ReferenceModels.Create(item, "seq2seq", precision);
        if (precision == Precision.Single)
        {
            Check(item, precision, (DecoderModel<float>)model);
        }
        else
        {
            Check(item, precision, (DecoderModel<double>)model);
        }
    }

    private static void Check<T>(ReferenceCase item, Precision precision, DecoderModel<T> model)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (IGrouping<string, Parameter> stack in Stacks(model))
        {
            LayerParameters.Set(stack, item, precision, _ => stack.Key);
        }

        Tokens source = Tokens.From(item.IntMatrix("in.source"), item.Ints("in.source_lengths"));
        int[] lengths = item.Ints("in.target_lengths");
        DecoderPass<T> pass = ReferenceModels.Method<Func<Tokens, Tokens, DecoderPass<T>>>(model, "Forward")(source, Tokens.From(item.IntMatrix("in.target_in"), lengths));
        Sequence logits = ReferenceModels.Property<Sequence>(pass, "Logits");
        LossValue loss = Losses.CrossEntropy(logits, Tokens.From(item.IntMatrix("in.target"), lengths));
        item.AssertClose("loss", loss.Value, precision);
        Assert.Equal(item.Scalar("out.token_count"), loss.Tokens);
        item.AssertClose("out.keys", ReferenceModels.Property<Bidirectional>(model, "Encoder").Scan(ReferenceModels.Property<Embedding>(model, "SrcEmbedding").Lookup(source)).ToTensor(), precision);
        AssertCloseAtRealSteps(item, "out.logits", logits.ToTensor(), lengths, precision);
        AssertCloseAtRealSteps(item, "out.attention", pass.ScoresOf("weights"), lengths, precision);

        pass.Backward(loss);
        HashSet<string> compared = [];
        foreach (IGrouping<string, Parameter> stack in Stacks(model))
        {
            item.AssertClose("grad.param." + stack.Key, [.. stack.OrderBy(part => part.Part).SelectMany(part => part.Gradient.ToDoubleArray())], precision);
            compared.Add("grad.param." + stack.Key);
        }

        Assert.Equal(item.TensorNames.Where(tensor => tensor.StartsWith("grad.", StringComparison.Ordinal)).Order(), compared.Order());

        int steps = item.Config.GetProperty("greedy_steps").GetInt32();
        int[][] decoded = ReferenceModels.Method<Func<Tokens, int, int, int, int[][]>>(model, "Greedy")(source, item.Config.GetProperty("bos").GetInt32(), -1, steps);
        Assert.Equal(item.Ints("out.greedy_tokens"), decoded.SelectMany(tokens => tokens));
    }

    // At padded steps the vectors hold what the formula gives there; this library gives 0.
    private static void AssertCloseAtRealSteps(ReferenceCase item, string tensor, Tensor actual, int[] lengths, Precision precision)
    {
        double[] expected = item.Values(tensor), values = actual.ToDoubleArray();
        int steps = actual.Dims[1], features = actual.Dims[2];
        for (int i = 0; i < values.Length; i++)
        {
            if (i / features % steps >= lengths[i / features / steps])
            {
                Assert.Equal(0, values[i]);
                values[i] = expected[i];
            }
        }

        item.AssertClose(tensor, values, precision);
    }

    // The file's tensors by name, each with the parameters stacked in it.
    private static IEnumerable<IGrouping<string, Parameter>> Stacks(Trainable model) => model.Parameters.GroupBy(parameter => parameter.StoredAs
        .Replace("SrcEmbedding.", "src_embedding.", StringComparison.Ordinal)
        .Replace("TgtEmbedding.", "tgt_embedding.", StringComparison.Ordinal)
        .Replace("Encoder.", "encoder.", StringComparison.Ordinal)
        .Replace("BridgeH.", "bridge_h.", StringComparison.Ordinal)
        .Replace("BridgeC.", "bridge_c.", StringComparison.Ordinal)
        .Replace("Decoder.att_", "att_", StringComparison.Ordinal)
        .Replace("Decoder.comb_", "comb.", StringComparison.Ordinal)
        .Replace("Decoder.", "decoder.", StringComparison.Ordinal)
        .Replace("Out.", "out.", StringComparison.Ordinal) is var name && name.StartsWith("decoder.", StringComparison.Ordinal)
            ? name.Replace("_l0", "", StringComparison.Ordinal)
            : name);
}
