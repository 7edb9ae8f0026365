using System;
using System.Text;
using LineCompletion.Text;
using RnnGen;

namespace LineCompletion;

/// <summary>Continues the beginning of a line, each time with the character the model finds most likely.</summary>
internal sealed class Completer(LineModel model, Vocabulary vocabulary)
{
    private readonly TokenStream stream = model.CreateStream();

    /// <summary>The rest of the line.</summary>
    public string Complete(string prefix)
    {
        stream.Reset();
        float[] logits = [];
        foreach (int id in vocabulary.EncodePrefix(prefix))
        {
            logits = stream.Push(id);
        }

        var rest = new StringBuilder();
        int next = MostLikely(logits);
        while (next != Vocabulary.EndOfLine && prefix.Length + rest.Length < Lines.LongestLine)
        {
            rest.Append(vocabulary.Decode(next));
            next = MostLikely(stream.Push(next));
        }

        return rest.ToString();
    }

    private int MostLikely(float[] logits)
    {
        ReadOnlySpan<float> known = logits.AsSpan(0, vocabulary.Count);
        int best = Vocabulary.EndOfLine;
        for (int id = 0; id < known.Length; id++)
        {
            best = id != Vocabulary.Unknown && known[id] > known[best] ? id : best;
        }

        return best;
    }
}
