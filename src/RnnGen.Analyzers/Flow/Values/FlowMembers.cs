using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace RnnGen.Analyzers.Flow;

/// <summary>Facts about the members of an object, by name.</summary>
internal sealed class FlowMembers : IEquatable<FlowMembers>
{
    private readonly ImmutableSortedDictionary<string, FlowValue> values;

    private FlowMembers(ImmutableSortedDictionary<string, FlowValue> values) => this.values = values;

    public static FlowMembers None { get; } = new(ImmutableSortedDictionary.Create<string, FlowValue>(StringComparer.Ordinal));

    public FlowValue? this[string name] => values.TryGetValue(name, out FlowValue? value) ? value : null;

    public FlowMembers With(string name, FlowValue value) => new(values.SetItem(name, value));

    public static FlowMembers? Join(FlowMembers? left, FlowMembers? right)
    {
        if (left is null || right is null)
            return null;
        FlowMembers joined = None;
        foreach (KeyValuePair<string, FlowValue> member in left.values)
            if (right[member.Key] is { } other)
                joined = joined.With(member.Key, FlowValue.Join(member.Value, other));
        return joined;
    }

    public bool Equals(FlowMembers? other) => other is not null && values.Count == other.values.Count && values.SequenceEqual(other.values);

    public override bool Equals(object? obj) => Equals(obj as FlowMembers);

    public override int GetHashCode() => values.Aggregate(17, static (hash, member) => unchecked((hash * 31) + StringComparer.Ordinal.GetHashCode(member.Key)));
}
