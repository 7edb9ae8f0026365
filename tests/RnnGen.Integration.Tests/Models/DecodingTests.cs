using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace RnnGen.Integration.Tests.Models;

/// <summary>Decoding token by token against runs over whole prefixes, and beam search against trying everything.</summary>
public sealed class DecodingTests
{
    private const int Bos = 1, Eos = 2, Vocabulary = 9;

    private static readonly int[][] Sources = [[3, 4, 5], [], [6, 1, 7, 7, 2], [5]];

    [Fact]
    public void Greedy_takes_what_a_run_over_the_prefix_finds_most_probable()
    {
        Translator model = Sharpened();
        int[][] decoded = model.Greedy(Tokens.From(Sources), Bos, Eos, 6);
        for (int b = 0; b < Sources.Length; b++)
        {
            int[] expected = ByPrefixes(prefix => model.Predict(Tokens.From([Sources[b]]), Tokens.From([prefix])), Eos, 6);
            Assert.Equal(expected, decoded[b]);
        }

        Assert.All(model.Greedy(Tokens.From(Sources), Bos, -1, 6), tokens => Assert.Equal(6, tokens.Length));
        Assert.Contains(decoded, tokens => tokens.Distinct().Count() > 1);
    }

    [Fact]
    public void A_decoder_on_a_vector_repeats_it_at_every_step()
    {
        var model = new OneToMany(3);
        Sharpen(model);
        var images = Vectors.From(Tensor.FromDoubles(GraphTrial.Random(new Random(4), 3 * 4), 3, 4));
        int[][] decoded = model.Greedy(images, Bos, -1, 5);
        for (int b = 0; b < 3; b++)
        {
            var image = Vectors.From(Tensor.FromDoubles(images.ToTensor().ToDoubleArray()[(b * 4)..((b + 1) * 4)], 1, 4));
            Assert.Equal(ByPrefixes(prefix => model.Predict(image, Tokens.From([prefix])), -1, 5), decoded[b]);
        }
    }

    [Fact]
    public void A_decoder_that_attends_keeps_its_memory_from_step_to_step()
    {
        var model = new AttendingTranslator(5);
        Sharpen(model);
        int[][] decoded = model.Greedy(Tokens.From(Sources), Bos, -1, 5);
        Hypothesis[][] beams = model.Beam(Tokens.From(Sources), Bos, -1, 5, width: 3);
        Assert.Equal(decoded, model.Beam(Tokens.From(Sources), Bos, -1, 5, width: 1).Select(beam => beam[0].Tokens.ToArray()));
        for (int b = 0; b < Sources.Length; b++)
        {
            Assert.Equal(ByPrefixes(prefix => model.Predict(Tokens.From([Sources[b]]), Tokens.From([prefix])), -1, 5), decoded[b]);
            Hypothesis best = beams[b][0];
            double[] logits = model.Predict(Tokens.From([Sources[b]]), Tokens.From([[Bos, .. best.Tokens.Take(4)]])).ToTensor().ToDoubleArray();
            double log = best.Tokens.Select((token, t) => logits[(t * Vocabulary) + token] - Math.Log(logits[(t * Vocabulary)..((t + 1) * Vocabulary)].Sum(Math.Exp))).Sum();
            Assert.Equal(log, best.LogProbability, 1e-10);
        }
    }

    [Fact]
    public void A_beam_of_one_is_greedy()
    {
        Translator model = Sharpened();
        int[][] greedy = model.Greedy(Tokens.From(Sources), Bos, -1, 5);
        Hypothesis[][] beams = model.Beam(Tokens.From(Sources), Bos, -1, 5, width: 1);
        Assert.Equal(greedy, beams.Select(beam => beam[0].Tokens.ToArray()));
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(1.0)]
    public void A_wide_beam_finds_the_best_of_all(double lengthPenalty)
    {
        Translator model = Sharpened();
        Hypothesis[][] beams = model.Beam(Tokens.From(Sources), Bos, Eos, 3, width: 64, lengthPenalty);
        for (int b = 0; b < Sources.Length; b++)
        {
            (int[] Tokens, double Log)[] all = [.. Everything(model, Sources[b], 3).OrderByDescending(way => way.Log / Math.Pow(Math.Max(way.Tokens.Length, 1), lengthPenalty))];
            for (int k = 0; k < 4; k++)
            {
                Assert.Equal(all[k].Tokens, beams[b][k].Tokens);
                Assert.Equal(all[k].Log, beams[b][k].LogProbability, 1e-10);
            }
        }
    }

    [Fact]
    public void Decoding_leaves_training_alone()
    {
        Translator model = Sharpened();
        Tokens source = Tokens.From(Sources), target = Tokens.From(new int[][] { [1, 3], [1], [1, 4, 4], [1, 2] });
        Translator.Pass pass = model.Forward(source, target);
        double[] before = pass.Logits.ToTensor().ToDoubleArray();
        model.Beam(source, Bos, Eos, 4);
        Assert.Equal(before, pass.Logits.ToTensor().ToDoubleArray());
        Assert.Equal(before, model.Predict(source, target).ToTensor().ToDoubleArray());
    }

    private static Translator Sharpened()
    {
        var model = new Translator(5);
        Sharpen(model);
        return model;
    }

    // Larger weights: decisions that depend on what came before.
    private static void Sharpen(Trainable model)
    {
        var random = new Random(6);
        foreach (Parameter parameter in model.Parameters)
        {
            parameter.Set([.. parameter.Value.ToDoubleArray().Select(value => (1.5 * value) + (0.4 * (random.NextDouble() - 0.5)))]);
        }
    }

    private static int[] ByPrefixes(Func<int[], Sequence> predict, int eos, int maxSteps)
    {
        List<int> tokens = [];
        while (tokens.Count < maxSteps)
        {
            double[] logits = predict([Bos, .. tokens]).ToTensor().ToDoubleArray();
            int size = logits.Length / (tokens.Count + 1);
            double[] last = logits[^size..];
            int token = Array.IndexOf(last, last.Max());
            if (token == eos)
            {
                break;
            }

            tokens.Add(token);
        }

        return [.. tokens];
    }

    private static IEnumerable<(int[] Tokens, double Log)> Everything(Translator model, int[] source, int maxSteps)
    {
        List<(int[] Tokens, double Log)> open = [([], 0)], done = [];
        for (int step = 0; step < maxSteps; step++)
        {
            double[] logits = model.Predict(
                Tokens.From(open.Select(_ => source)), Tokens.From(open.Select(way => (int[])[Bos, .. way.Tokens]))).ToTensor().ToDoubleArray();
            List<(int[] Tokens, double Log)> next = [];
            for (int i = 0; i < open.Count; i++)
            {
                double[] last = logits[((((i + 1) * (step + 1)) - 1) * Vocabulary)..((i + 1) * (step + 1) * Vocabulary)];
                double partition = Math.Log(last.Sum(Math.Exp));
                for (int token = 0; token < Vocabulary; token++)
                {
                    double log = open[i].Log + last[token] - partition;
                    (token == Eos ? done : next).Add(token == Eos ? (open[i].Tokens, log) : ([.. open[i].Tokens, token], log));
                }
            }

            open = next;
        }

        return done.Concat(open);
    }
}
