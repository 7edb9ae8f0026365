using System;
using System.Numerics;
using RnnGen.Integration.Tests.Reference;
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
        object model = ReferenceModels.Create(item, "embedding", precision);
        if (precision == Precision.Single)
        {
            Check(item, precision, (SequenceModel<float>)model);
        }
        else
        {
            Check(item, precision, (SequenceModel<double>)model);
        }
    }

    private static void Check<T>(ReferenceCase item, Precision precision, SequenceModel<T> model)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        model.Parameters["Table.weight"].Set(item.Tensor("param.weight", precision));
        ModelPass<T> pass = ReferenceModels.Method<Func<Tokens, ModelState?, ModelPass<T>>>(model, "Forward")(Tokens.From(item.IntMatrix("in.tokens")), null);
        item.AssertClose("out.y", ReferenceModels.Property<Sequence>(pass, "Vectors").ToTensor(), precision);
        pass.Backward(item.Tensor("cot.y", precision));
        item.AssertClose("grad.param.weight", model.Parameters["Table.weight"].Gradient, precision);
    }
}
