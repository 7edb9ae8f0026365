using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace RnnGen.Analyzers.Flow;

/// <summary>
/// What the variables hold at one place. Keys are locals, parameters, fields of this, and the temporaries of the control-flow graph. All states of
/// one run number their keys alike, so that to copy and to join them nothing is looked up.
/// </summary>
internal sealed class FlowState
{
    private readonly FlowKeys keys;
    private Slot[] slots;

    private FlowState(FlowKeys keys, Slot[] slots) => (this.keys, this.slots) = (keys, slots);

    public static FlowState Empty() => new(new FlowKeys(), []);

    public IEnumerable<object> Keys
    {
        get
        {
            for (int i = 0; i < slots.Length; i++)
                if (slots[i].Value is not null)
                    yield return keys[i];
        }
    }

    public FlowState Copy() => new(keys, (Slot[])slots.Clone());

    /// <summary>A state of the same run in which nothing is known.</summary>
    public FlowState Blank() => new(keys, []);

    /// <summary>The same for another run, which may be of another thread.</summary>
    public FlowState Apart() => Where(static _ => true);

    public FlowValue? Get(object key) => SlotOf(key).Value;

    /// <summary>The expression that gave a variable its value, if there is one.</summary>
    public SyntaxNode? DefinitionOf(object key) => SlotOf(key).Definition;

    public void Set(object key, FlowValue value, SyntaxNode? definition = null) => Set(keys.Add(key), new Slot(value, definition));

    /// <summary>Forgets what others may have changed.</summary>
    public void Forget(Func<object, bool> changed)
    {
        for (int i = 0; i < slots.Length; i++)
            if (slots[i].Value is not null && changed(keys[i]))
                slots[i] = default;
    }

    /// <summary>Some of the variables, for another run.</summary>
    public FlowState Where(Func<object, bool> kept)
    {
        FlowState part = Empty();
        for (int i = 0; i < slots.Length; i++)
            if (slots[i].Value is not null && kept(keys[i]))
                part.Set(part.keys.Add(keys[i]), slots[i]);
        return part;
    }

    /// <summary>Joins another path of the same run into this one; whether anything was forgotten.</summary>
    /// <param name="other">What the other path knows.</param>
    /// <param name="initial">What is known of a variable that one path has not written.</param>
    /// <param name="goesAround">Whether the other path comes back to the head of a loop.</param>
    public bool Join(FlowState other, Func<object, FlowValue> initial, bool goesAround)
    {
        bool changed = false;
        for (int i = 0; i < Math.Max(slots.Length, other.slots.Length); i++)
        {
            Slot known = At(i), met = other.At(i);
            if (ReferenceEquals(known.Value, met.Value))
                continue;
            FlowValue mine = known.Value ?? initial(keys[i]), theirs = met.Value ?? initial(keys[i]);
            FlowValue joined = FlowValue.Join(mine, theirs);
            if (goesAround && mine.Axes is { } entry && theirs.Axes is { } back && joined.Axes is null && met.Definition is { } assigned)
                joined = joined with { Loop = new LoopConflict(entry, back, assigned) };

            // A local that one path has not written is as good as one of which nothing is known.
            if (mine.Equals(joined) && (known.Value is not null || keys[i] is not (IFieldSymbol or IPropertySymbol or IParameterSymbol)))
                continue;
            changed = true;
            Set(i, new Slot(joined, known.Definition ?? met.Definition));
        }

        return changed;
    }

    /// <summary>Whether another state, maybe of another run, knows the same.</summary>
    public bool SameValues(FlowState other) =>
        Keys.Count() == other.Keys.Count() && Keys.All(key => other.Get(key) is { } value && value.Equals(Get(key)));

    private Slot SlotOf(object key) => keys.Find(key) is var place && place >= 0 ? At(place) : default;

    private Slot At(int place) => place < slots.Length ? slots[place] : default;

    private void Set(int place, Slot slot)
    {
        if (place >= slots.Length)
            Array.Resize(ref slots, Math.Max(place + 1, keys.Count));
        slots[place] = slot;
    }

    private readonly record struct Slot(FlowValue? Value, SyntaxNode? Definition);
}
