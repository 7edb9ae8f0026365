using System;
using System.Collections.Generic;
using System.Linq;
using LineCompletion.Text;
using RnnGen;

namespace LineCompletion;

/// <summary>
/// Continues the beginning of a line by beam search: of the continuations it follows at the same time, the whole one with the largest
/// probability wins. The most likely character each time would run in circles.
/// </summary>
internal sealed class Completer(LineModel model, Vocabulary vocabulary)
{
    private const int Width = 5;

    /// <summary>The rest of the line, at least one character.</summary>
    public string Complete(string prefix)
    {
        ModelState state = model.InitialState();
        foreach (int id in vocabulary.EncodePrefix(prefix))
        {
            state = model.Step(state, id);
        }

        var best = new Continuation(state, "", double.NegativeInfinity);
        List<Continuation> open = [new(state, "", 0)];
        for (int length = prefix.Length; open.Count > 0 && length < Lines.LongestLine; length++)
        {
            List<Candidate> next = [.. open.SelectMany(Next).OrderByDescending(candidate => candidate.LogProbability).Take(Width)];
            if (next.Find(candidate => candidate.Id == Vocabulary.EndOfLine) is { } ended && ended.LogProbability > best.LogProbability)
            {
                best = ended.Of with { LogProbability = ended.LogProbability };
            }

            open = [.. next.Where(candidate => candidate.Id != Vocabulary.EndOfLine && candidate.LogProbability > best.LogProbability).Select(Extend)];
        }

        return double.IsFinite(best.LogProbability) ? best.Text : open.FirstOrDefault()?.Text ?? "";
    }

    private IEnumerable<Candidate> Next(Continuation continuation)
    {
        float[] logits = continuation.State.Output!.ToArray();
        double max = logits.Max();
        double logSum = max + Math.Log(logits.Sum(logit => Math.Exp(logit - max)));
        return Enumerable.Range(0, vocabulary.Count)
            .Where(id => id != Vocabulary.Unknown && (id != Vocabulary.EndOfLine || continuation.Text.Length > 0))
            .Select(id => new Candidate(continuation, id, continuation.LogProbability + logits[id] - logSum));
    }

    private Continuation Extend(Candidate candidate) =>
        new(model.Step(candidate.Of.State, candidate.Id), candidate.Of.Text + vocabulary.Decode(candidate.Id), candidate.LogProbability);

    private sealed record Continuation(ModelState State, string Text, double LogProbability);

    private sealed record Candidate(Continuation Of, int Id, double LogProbability);
}
