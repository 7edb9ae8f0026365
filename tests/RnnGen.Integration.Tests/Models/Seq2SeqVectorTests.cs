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
        switch (item.Config.GetProperty("attention").GetString(), precision)
        {
            case ("additive", Precision.Single):
                var singleAdditive = new AdditiveSeq2SeqSingle();
                Check(item, precision, singleAdditive, singleAdditive.Forward, singleAdditive.Greedy, pass => ((AdditiveSeq2SeqSingle.Pass)pass).Logits, source => singleAdditive.Encoder.Scan(singleAdditive.SrcEmbedding.Lookup(source)));
                break;
            case ("additive", Precision.Double):
                var doubleAdditive = new AdditiveSeq2SeqDouble();
                Check(item, precision, doubleAdditive, doubleAdditive.Forward, doubleAdditive.Greedy, pass => ((AdditiveSeq2SeqDouble.Pass)pass).Logits, source => doubleAdditive.Encoder.Scan(doubleAdditive.SrcEmbedding.Lookup(source)));
                break;
            case ("general", Precision.Single):
                var singleGeneral = new GeneralSeq2SeqSingle();
                Check(item, precision, singleGeneral, singleGeneral.Forward, singleGeneral.Greedy, pass => ((GeneralSeq2SeqSingle.Pass)pass).Logits, source => singleGeneral.Encoder.Scan(singleGeneral.SrcEmbedding.Lookup(source)));
                break;
            case ("general", Precision.Double):
                var doubleGeneral = new GeneralSeq2SeqDouble();
                Check(item, precision, doubleGeneral, doubleGeneral.Forward, doubleGeneral.Greedy, pass => ((GeneralSeq2SeqDouble.Pass)pass).Logits, source => doubleGeneral.Encoder.Scan(doubleGeneral.SrcEmbedding.Lookup(source)));
                break;
            default:
                Assert.Fail($"Declare a model for {name} in Seq2SeqModels.cs.");
                break;
        }
    }

    private static void Check<T>(
        ReferenceCase item,
        Precision precision,
        DecoderModel<T> model,
        Func<Tokens, Tokens, DecoderPass<T>> forward,
        Func<Tokens, int, int, int, int[][]> greedy,
        Func<DecoderPass<T>, Sequence> logitsOf,
        Func<Tokens, Sequence> keysOf)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (IGrouping<string, Parameter> stack in Stacks(model))
        {
            LayerParameters.Set(stack, item, precision, _ => stack.Key);
        }

        Tokens source = Tokens.From(item.IntMatrix("in.source"), item.Ints("in.source_lengths"));
        int[] lengths = item.Ints("in.target_lengths");
        DecoderPass<T> pass = forward(source, Tokens.From(item.IntMatrix("in.target_in"), lengths));
        LossValue loss = Losses.CrossEntropy(logitsOf(pass), Tokens.From(item.IntMatrix("in.target"), lengths));
        item.AssertClose("loss", loss.Value, precision);
        Assert.Equal(item.Scalar("out.token_count"), loss.Tokens);
        item.AssertClose("out.keys", keysOf(source).ToTensor(), precision);
        AssertCloseAtRealSteps(item, "out.logits", logitsOf(pass).ToTensor(), lengths, precision);
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
        int[][] decoded = greedy(source, item.Config.GetProperty("bos").GetInt32(), -1, steps);
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
