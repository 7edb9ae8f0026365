using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace RnnGen.Analyzers.Flow;

/// <summary>What the variables hold at one place. Keys are locals, parameters, fields of this, and the temporaries of the control-flow graph.</summary>
internal sealed class FlowState
{
    private readonly Dictionary<object, Slot> slots;

    private FlowState(Dictionary<object, Slot> slots) => this.slots = slots;

    public static FlowState Empty() => new([]);

    public IEnumerable<object> Keys => slots.Keys;

    public FlowState Copy() => new(new Dictionary<object, Slot>(slots));

    public FlowValue? Get(object key) => slots.TryGetValue(key, out Slot slot) ? slot.Value : null;

    /// <summary>The expression that gave a variable its value, if there is one.</summary>
    public SyntaxNode? DefinitionOf(object key) => slots.TryGetValue(key, out Slot slot) ? slot.Definition : null;

    public void Set(object key, FlowValue value, SyntaxNode? definition = null) => slots[key] = new Slot(value, definition);

    /// <summary>Forgets what others may have changed.</summary>
    public void Forget(Func<object, bool> changed)
    {
        foreach (object key in slots.Keys.Where(changed).ToList())
            slots.Remove(key);
    }

    /// <summary>Only the variables that cannot change any more.</summary>
    public FlowState Where(Func<object, bool> kept)
    {
        FlowState part = Empty();
        foreach (KeyValuePair<object, Slot> slot in slots)
            if (kept(slot.Key))
                part.slots.Add(slot.Key, slot.Value);
        return part;
    }

    /// <summary>Joins another path into this one; whether anything was forgotten.</summary>
    /// <param name="other">What the other path knows.</param>
    /// <param name="initial">What is known of a variable that one path has not written.</param>
    /// <param name="goesAround">Whether the other path comes back to the head of a loop.</param>
    public bool Join(FlowState other, Func<object, FlowValue> initial, bool goesAround)
    {
        List<KeyValuePair<object, Slot>> joins = [];
        foreach (KeyValuePair<object, Slot> slot in slots)
            JoinSlot(slot.Key, slot.Value);
        foreach (KeyValuePair<object, Slot> slot in other.slots)
            if (!slots.ContainsKey(slot.Key))
                JoinSlot(slot.Key, null);
        foreach (KeyValuePair<object, Slot> join in joins)
            slots[join.Key] = join.Value;
        return joins.Count > 0;

        void JoinSlot(object key, Slot? known)
        {
            FlowValue mine = known?.Value ?? initial(key), theirs = other.Get(key) ?? initial(key);
            if (known is not null && ReferenceEquals(mine, theirs))
                return;
            FlowValue joined = FlowValue.Join(mine, theirs);
            if (goesAround && mine.Axes is { } entry && theirs.Axes is { } back && joined.Axes is null && other.DefinitionOf(key) is { } assigned)
                joined = joined with { Loop = new LoopConflict(entry, back, assigned) };
            if (known is not null && mine.Equals(joined))
                return;
            joins.Add(new(key, new Slot(joined, known?.Definition ?? other.DefinitionOf(key))));
        }
    }

    public bool SameValues(FlowState other) =>
        slots.Count == other.slots.Count && slots.All(slot => other.Get(slot.Key) is { } value && value.Equals(slot.Value.Value));

    private readonly record struct Slot(FlowValue Value, SyntaxNode? Definition);
}
