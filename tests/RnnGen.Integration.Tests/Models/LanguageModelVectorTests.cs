using System;
using System.Linq;
using System.Numerics;
using RnnGen.Integration.Tests.Reference;
using RnnGen.Kernels;
using RnnGen.Testing;
using Xunit;

namespace RnnGen.Integration.Tests.Models;

/// <summary>Kind language_model through generated models, output matrix tied to the embedding.</summary>
public sealed class LanguageModelVectorTests
{
    public static TheoryData<string, Precision> Rows => ReferenceCase.Rows("language_model");

    [Theory]
    [MemberData(nameof(Rows))]
    public void Logits_loss_states_and_gradients_agree(string name, Precision precision)
    {
        ReferenceCase item = ReferenceCase.Load("language_model", name);
        object model = ReferenceModels.Create(item, "language_model", precision);
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
        SetParameters(item, precision, model.Parameters);
        int[]? lengths = item.Has("in.lengths") ? item.Ints("in.lengths") : null;
        Tokens tokens = Tokens.From(item.IntMatrix("in.tokens"), lengths);
        var initial = new ModelState([.. Enumerable.Range(0, item.Config.GetProperty("layers").GetInt32()).Select(layer => LayerState(item, precision, layer))]);

        ModelPass<T> pass = ReferenceModels.Method<Func<Tokens, ModelState, ModelPass<T>>>(model, "Forward")(tokens, initial);
        Sequence logits = ReferenceModels.Property<Sequence>(pass, "Logits");
        item.AssertClose("out.logits", WithBiasAtPadding(item, logits.ToTensor(), tokens), precision);

        LossValue loss = Losses.CrossEntropy(logits, Tokens.From(item.IntMatrix("in.target"), lengths));
        item.AssertClose("loss", loss.Value, precision);
        item.AssertClose("out.perplexity", loss.Perplexity, precision);
        item.AssertClose("out.h_n", Stacked(pass.FinalState, "h"), precision);
        item.AssertClose("out.c_n", Stacked(pass.FinalState, "c"), precision);

        pass.Backward(loss);
        item.AssertClose("grad.in.h0", Stacked(pass.InitialStateGradient, "h"), precision);
        item.AssertClose("grad.in.c0", Stacked(pass.InitialStateGradient, "c"), precision);
        item.AssertClose("grad.param.decoder.bias", model.Parameters["Decoder.bias"].Gradient, precision);
        item.AssertClose("grad.param.embedding.weight", model.Parameters["Embedding.weight"].Gradient, precision);
        Assert.DoesNotContain(model.Parameters, parameter => parameter.Name == "Decoder.weight");
        foreach (var stack in model.Parameters.Where(p => p.Name.StartsWith("Rnn.", StringComparison.Ordinal)).GroupBy(p => p.StoredAs))
        {
            double[] gradient = [.. stack.OrderBy(p => p.Part).SelectMany(p => p.Gradient.ToDoubleArray())];
            item.AssertClose("grad.param.rnn." + stack.Key!["Rnn.".Length..], gradient, precision);
        }
    }

    private static void SetParameters(ReferenceCase item, Precision precision, ParameterSet parameters)
    {
        parameters["Embedding.weight"].Set(item.Tensor("param.embedding.weight", precision));
        parameters["Decoder.bias"].Set(item.Tensor("param.decoder.bias", precision));
        LayerParameters.Set(
            parameters.Where(p => p.Name.StartsWith("Rnn.", StringComparison.Ordinal)), item, precision, stored => "rnn." + stored["Rnn.".Length..]);
    }

    private static RecurrentState LayerState(ReferenceCase item, Precision precision, int layer) =>
        new(["h", "c"], [LayerOf(item.Tensor("in.h0", precision), layer), LayerOf(item.Tensor("in.c0", precision), layer)]);

    private static Tensor LayerOf(Tensor states, int layer)
    {
        int batch = states.Dims[1], size = states.Dims[2];
        return Tensor.FromDoubles(states.ToDoubleArray()[(layer * batch * size)..((layer + 1) * batch * size)], batch, size);
    }

    private static double[] Stacked(ModelState state, string name) => [.. state.Layers.SelectMany(l => l[name].ToDoubleArray())];

    // The vectors hold the bias at padded positions, where this library gives exactly 0.
    private static double[] WithBiasAtPadding(ReferenceCase item, Tensor logits, Tokens tokens)
    {
        double[] values = logits.ToDoubleArray(), bias = item.Values("param.decoder.bias");
        int vocabulary = logits.Dims[2];
        for (int b = 0; b < tokens.Batch; b++)
        {
            for (int t = tokens.Lengths[b]; t < tokens.Steps; t++)
            {
                Span<double> position = values.AsSpan(((b * tokens.Steps) + t) * vocabulary, vocabulary);
                Assert.True(position.IndexOfAnyExcept(0.0) < 0, $"Padding ({b}, {t}) is not exactly 0.");
                bias.CopyTo(position);
            }
        }

        return values;
    }
}
