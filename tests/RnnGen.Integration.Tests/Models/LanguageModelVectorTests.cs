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
        switch (name, precision)
        {
            case ("lm_lstm_v11_e5_b2_t4_l2_tied", Precision.Single):
                var single11 = new LanguageModel11x5Single();
                Check(item, precision, single11, (tokens, state) => single11.Forward(tokens, state), pass => ((LanguageModel11x5Single.Pass)pass).Logits);
                break;
            case ("lm_lstm_v11_e5_b2_t4_l2_tied", Precision.Double):
                var double11 = new LanguageModel11x5Double();
                Check(item, precision, double11, (tokens, state) => double11.Forward(tokens, state), pass => ((LanguageModel11x5Double.Pass)pass).Logits);
                break;
            case ("lm_lstm_v9_e6_b3_t5_l2_tied_varlen", Precision.Single):
                var single9 = new LanguageModel9x6Single();
                Check(item, precision, single9, (tokens, state) => single9.Forward(tokens, state), pass => ((LanguageModel9x6Single.Pass)pass).Logits);
                break;
            case ("lm_lstm_v9_e6_b3_t5_l2_tied_varlen", Precision.Double):
                var double9 = new LanguageModel9x6Double();
                Check(item, precision, double9, (tokens, state) => double9.Forward(tokens, state), pass => ((LanguageModel9x6Double.Pass)pass).Logits);
                break;
            default:
                Assert.Fail($"Declare a model for {name} in ReferenceModels.cs.");
                break;
        }
    }

    private static void Check<T>(
        ReferenceCase item, Precision precision, SequenceModel<T> model, Func<Tokens, ModelState, ModelPass<T>> forward, Func<ModelPass<T>, Sequence> logitsOf)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        SetParameters(item, precision, model.Parameters);
        int[]? lengths = item.Has("in.lengths") ? item.Ints("in.lengths") : null;
        Tokens tokens = Tokens.From(item.IntMatrix("in.tokens"), lengths);
        var initial = new ModelState([LayerState(item, precision, 0), LayerState(item, precision, 1)]);

        ModelPass<T> pass = forward(tokens, initial);
        item.AssertClose("out.logits", WithBiasAtPadding(item, logitsOf(pass).ToTensor(), tokens), precision);

        LossValue loss = Losses.CrossEntropy(logitsOf(pass), Tokens.From(item.IntMatrix("in.target"), lengths));
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
