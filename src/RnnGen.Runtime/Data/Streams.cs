using System;
using System.Collections.Generic;
using System.Linq;

namespace RnnGen;

/// <summary>Token streams cut into windows, for truncated backpropagation through time.</summary>
internal static class Streams
{
    /// <summary>Each lane reads sequences one after another; a window of a lane ends where its sequence ends.</summary>
    public static IReadOnlyList<StreamBatch> Cut(List<int[]>[] lanes, int window)
    {
        var stream = new object();
        var batches = new List<StreamBatch>();
        var sequence = new int[lanes.Length];
        var place = new int[lanes.Length];
        for (int index = 0; lanes.Where((lane, b) => sequence[b] < lane.Count).Any(); index++)
        {
            var inputs = new int[lanes.Length][];
            var targets = new int[lanes.Length][];
            var startsNew = new bool[lanes.Length];
            for (int b = 0; b < lanes.Length; b++)
            {
                int[] tokens = sequence[b] < lanes[b].Count ? lanes[b][sequence[b]] : [];
                int count = Math.Min(window, Math.Max(tokens.Length - 1 - place[b], 0));
                startsNew[b] = place[b] == 0;
                inputs[b] = tokens[place[b]..(place[b] + count)];
                targets[b] = count == 0 ? [] : tokens[(place[b] + 1)..(place[b] + 1 + count)];
                place[b] += count;
                if (sequence[b] < lanes[b].Count && place[b] >= tokens.Length - 1)
                {
                    sequence[b]++;
                    place[b] = 0;
                }
            }

            batches.Add(new StreamBatch(Tokens.From(inputs), Tokens.From(targets), new StreamWindow(stream, index, index * window, startsNew)));
        }

        return batches.AsReadOnly();
    }
}
