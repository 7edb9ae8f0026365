using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using RnnGen.Kernels;

namespace RnnGen;

/// <summary>
/// Beam search: of all ways to go on, the most probable ones are kept at every step. A sequence that has ended leaves the beam; the search
/// of a batch ends when nothing in a beam can overtake what has ended, or after the last step.
/// </summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
internal static class BeamSearch<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private sealed record Beam(int[] Tokens, double LogProbability, int Row);

    public static Hypothesis[][] Run(DecoderStepper<T> encoded, int eos, int maxSteps, int width, double lengthPenalty)
    {
        int batch = encoded.Rows;
        DecoderStepper<T> decoder = encoded.Repeat(width);
        List<Hypothesis>[] ended = [.. Enumerable.Range(0, batch).Select(_ => new List<Hypothesis>())];
        List<Beam>[] live = [.. Enumerable.Range(0, batch).Select(b => new List<Beam> { new([], 0, b * width) })];
        var tokens = new int[batch * width];
        var from = new int[batch * width];
        for (int step = 0; step < maxSteps && live.Any(beams => beams.Count > 0); step++)
        {
            Panel<T> logits = step == 0 ? decoder.First() : decoder.Next(tokens, from);
            for (int b = 0; b < batch; b++)
            {
                live[b] = GoOn(logits, live[b], ended[b], eos, width, lengthPenalty);
                for (int k = 0; k < live[b].Count; k++)
                {
                    int row = (b * width) + k;
                    (tokens[row], from[row]) = (live[b][k].Tokens[^1], live[b][k].Row);
                    live[b][k] = live[b][k] with { Row = row };
                }
            }
        }

        return
        [
            .. Enumerable.Range(0, batch).Select(b => ended[b].Concat(live[b].Select(beam => Ranked(beam.Tokens, beam.LogProbability, lengthPenalty)))
                .OrderByDescending(hypothesis => hypothesis.Score).Take(width).ToArray()),
        ];
    }

    private static List<Beam> GoOn(Panel<T> logits, List<Beam> beams, List<Hypothesis> ended, int eos, int width, double lengthPenalty)
    {
        List<(Beam Parent, int Token, double LogProbability)> ways = [];
        foreach (Beam beam in beams)
        {
            ways.AddRange(LogSoftmax(logits, beam.Row).Select((log, token) => (beam, token, beam.LogProbability + log)));
        }

        List<Beam> next = [];
        foreach ((Beam parent, int token, double log) in ways.OrderByDescending(way => way.LogProbability).Take(2 * width))
        {
            if (token == eos)
            {
                ended.Add(Ranked(parent.Tokens, log, lengthPenalty));
            }
            else if (next.Count < width)
            {
                next.Add(new Beam([.. parent.Tokens, token], log, parent.Row));
            }
        }

        // Without a length penalty a score only falls: what is worse than the best that have ended cannot overtake them.
        bool decided = lengthPenalty == 0 && ended.Count >= width
            && ended.OrderByDescending(hypothesis => hypothesis.Score).ElementAt(width - 1).Score >= next.Select(beam => beam.LogProbability).DefaultIfEmpty(double.NegativeInfinity).Max();
        return decided ? [] : next;
    }

    private static Hypothesis Ranked(int[] tokens, double log, double lengthPenalty) =>
        new(tokens, log, log / Math.Pow(Math.Max(tokens.Length, 1), lengthPenalty));

    private static double[] LogSoftmax(Panel<T> logits, int row)
    {
        var values = new double[logits.Features];
        for (int v = 0; v < values.Length; v++)
        {
            values[v] = double.CreateTruncating(logits[row, v]);
        }

        double max = values.Max();
        double partition = max + Math.Log(values.Sum(value => Math.Exp(value - max)));
        return Array.ConvertAll(values, value => value - partition);
    }
}
