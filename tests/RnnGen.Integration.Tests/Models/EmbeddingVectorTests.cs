using System;
using System.Numerics;
using RnnGen.Kernels;
using RnnGen.Testing;
using Xunit;

namespace RnnGen.Integration.Tests.Models;

/// <summary>Kind embedding through generated models.</summary>
public sealed class EmbeddingVectorTests
{
    public static TheoryData<string, Precision> Rows => ReferenceCase.Rows("embedding");

    [Theory]
    [MemberData(nameof(Rows))]
    public void Values_and_gradient_agree(string name, Precision precision)
    {
        ReferenceCase item = ReferenceCase.Load("embedding", name);
        switch (name, precision)
        {
            case ("embedding_v6_e3_b2_t4", Precision.Single):
                var single6 = new Table6x3Single();
                Check(item, precision, single6, tokens => (single6.Forward(tokens), single6.Forward(tokens).Vectors));
                break;
            case ("embedding_v6_e3_b2_t4", Precision.Double):
                var double6 = new Table6x3Double();
                Check(item, precision, double6, tokens => (double6.Forward(tokens), double6.Forward(tokens).Vectors));
                break;
            case ("embedding_v7_e4_b3_t5_pad0", Precision.Single):
                var single7 = new Table7x4Pad0Single();
                Check(item, precision, single7, tokens => (single7.Forward(tokens), single7.Forward(tokens).Vectors));
                break;
            case ("embedding_v7_e4_b3_t5_pad0", Precision.Double):
                var double7 = new Table7x4Pad0Double();
                Check(item, precision, double7, tokens => (double7.Forward(tokens), double7.Forward(tokens).Vectors));
                break;
            default:
                Assert.Fail($"Declare a model for {name} in ReferenceModels.cs.");
                break;
        }
    }

    private static void Check<T>(ReferenceCase item, Precision precision, SequenceModel<T> model, Func<Tokens, (ModelPass<T> Pass, Sequence Vectors)> forward)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        model.Parameters["Table.weight"].Set(item.Tensor("param.weight", precision));
        (ModelPass<T> pass, Sequence vectors) = forward(Tokens.From(item.IntMatrix("in.tokens")));
        item.AssertClose("out.y", vectors.ToTensor(), precision);
        pass.Backward(item.Tensor("cot.y", precision));
        item.AssertClose("grad.param.weight", model.Parameters["Table.weight"].Gradient, precision);
    }
}
