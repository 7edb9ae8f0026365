using System.Collections.Generic;

namespace RnnGen.Analyzers.Flow;

/// <summary>The numbers that the variables of one run have in its states.</summary>
internal sealed class FlowKeys
{
    private readonly Dictionary<object, int> places = [];
    private readonly List<object> keys = [];

    public int Count => keys.Count;

    public object this[int place] => keys[place];

    /// <summary>The number of a key, or -1 when it has none.</summary>
    public int Find(object key) => places.TryGetValue(key, out int place) ? place : -1;

    /// <summary>The number of a key, a new one if it has none.</summary>
    public int Add(object key)
    {
        if (!places.TryGetValue(key, out int place))
        {
            places.Add(key, place = keys.Count);
            keys.Add(key);
        }

        return place;
    }
}
