using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Linq;
using System.Numerics;
using RnnGen.Kernels;

namespace RnnGen;

/// <summary>One run of a model with a decoder.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public abstract class DecoderPass<T> : OfflinePass<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly DecoderModel<T> model;

    /// <summary>A pass of a generated model.</summary>
    /// <param name="model">The model.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected DecoderPass(DecoderModel<T> model)
        : base(model) => this.model = model;

    /// <summary>Decodes from the inputs given, taking the most probable token at every step.</summary>
    /// <param name="bos">The token that begins a sequence.</param>
    /// <param name="eos">The token that ends one; -1 for none.</param>
    /// <param name="maxSteps">Most tokens to decode.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected int[][] DecodeGreedily(int bos, int eos, int maxSteps)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxSteps);
        var stepper = DecoderStepper<T>.Open(model, this, bos);
        int batch = stepper.Rows;
        List<int>[] decoded = [.. Enumerable.Range(0, batch).Select(_ => new List<int>())];
        var ended = new bool[batch];
        var tokens = new int[batch];
        for (int step = 0; step < maxSteps && ended.Contains(false); step++)
        {
            Panel<T> logits = step == 0 ? stepper.First() : stepper.Next(tokens);
            for (int b = 0; b < batch; b++)
            {
                tokens[b] = ArgMax(logits, b);
                ended[b] |= tokens[b] == eos;
                if (!ended[b])
                {
                    decoded[b].Add(tokens[b]);
                }
            }
        }

        return [.. decoded.Select(sequence => sequence.ToArray())];
    }

    /// <summary>Decodes from the inputs given, keeping several sequences of tokens at every step.</summary>
    /// <param name="bos">The token that begins a sequence.</param>
    /// <param name="eos">The token that ends one; -1 for none.</param>
    /// <param name="maxSteps">Most tokens to decode.</param>
    /// <param name="width">Sequences kept.</param>
    /// <param name="lengthPenalty">Exponent of the length by which log probabilities are divided.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected Hypothesis[][] DecodeBeams(int bos, int eos, int maxSteps, int width, double lengthPenalty)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxSteps);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(lengthPenalty);
        return BeamSearch<T>.Run(DecoderStepper<T>.Open(model, this, bos), eos, maxSteps, width, lengthPenalty);
    }

    private static int ArgMax(Panel<T> rows, int row)
    {
        int best = 0;
        for (int v = 1; v < rows.Features; v++)
        {
            best = rows[row, v] > rows[row, best] ? v : best;
        }

        return best;
    }
}
