using System;
using RnnGen;

namespace Streaming;

/// <summary>
/// How surprising a line is after all lines before it: bits per character. The states go from line to line, and nothing is allocated.
/// </summary>
internal sealed class LineScorer
{
    private readonly TokenStream stream;
    private float[] logits;

    public LineScorer(LogModel model)
    {
        stream = model.CreateStream();
        logits = stream.Push(Characters.LineEnd);
    }

    /// <summary>Scores a line, given without its end, and its end.</summary>
    public double Score(ReadOnlySpan<byte> line)
    {
        double bits = 0;
        foreach (byte character in line)
        {
            bits += Read(Characters.Token(character));
        }

        bits += Read(Characters.LineEnd);
        return bits / (line.Length + 1);
    }

    // -log2 of the softmax at the token that came, and on to the next.
    private double Read(int token)
    {
        float largest = float.NegativeInfinity;
        foreach (float logit in logits)
        {
            largest = MathF.Max(largest, logit);
        }

        double sum = 0;
        foreach (float logit in logits)
        {
            sum += MathF.Exp(logit - largest);
        }

        double bits = Math.Log2(sum) - ((logits[token] - largest) / Math.Log(2));
        logits = stream.Push(token);
        return bits;
    }
}
