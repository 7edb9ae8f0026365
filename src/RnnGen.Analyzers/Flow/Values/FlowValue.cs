using System.Collections.Generic;
using System.Linq;
using RnnGen.Analyzers.Facts;
using RnnGen.Generator;

namespace RnnGen.Analyzers.Flow;

/// <summary>
/// What is known of a value at a place of a method: one small fact for each domain, null where nothing is known. Where two paths meet, facts
/// that differ are forgotten. Values compare by content, so that what a method returns can be remembered for its arguments.
/// </summary>
internal sealed record FlowValue
{
    public static FlowValue Unknown { get; } = new();

    /// <summary>The axes of a tensor, sequence or array.</summary>
    public AxisList? Axes { get; init; }

    /// <summary>Of an integer: its value.</summary>
    public Axis? Number { get; init; }

    /// <summary>Whether there is padding, on which side, and whose lengths tell.</summary>
    public PaddingFact? Padding { get; init; }

    /// <summary>What the numbers mean.</summary>
    public KindFact? Kind { get; init; }

    /// <summary>Which sequence it was cut from, and how many steps ahead.</summary>
    public SourceFact? Source { get; init; }

    /// <summary>Of a state: whether gradients flow back through it.</summary>
    public HistoryFact? History { get; init; }

    /// <summary>Of a mask or of lengths: what it tells about whom.</summary>
    public MaskFact? Mask { get; init; }

    /// <summary>What the axis counts that was normalised to sum to 1.</summary>
    public AxisRole? Normalised { get; init; }

    /// <summary>Whether steps to come were read for it.</summary>
    public Direction? Looks { get; init; }

    /// <summary>Of a single id or a row of ids: what it was picked from.</summary>
    public PickedFact? Picked { get; init; }

    /// <summary>Of ids: which there are.</summary>
    public IdsFact? Ids { get; init; }

    /// <summary>In which order the sequences of a batch are.</summary>
    public OrderFact? Order { get; init; }

    /// <summary>What a sequence without a real position makes of it.</summary>
    public RowFact? Row { get; init; }

    /// <summary>The run for training that it came out of, of a model that drops elements then.</summary>
    public DroppedFact? Dropped { get; init; }

    /// <summary>A mistake that is one only if the value is used as it is.</summary>
    public PendingFact? Pending { get; init; }

    /// <summary>Elements of a tuple, an array or a list that are known one by one.</summary>
    public EquatableArray<FlowValue>? Elements { get; init; }

    /// <summary>Facts about the members of an object, by name.</summary>
    public FlowMembers? Members { get; init; }

    /// <summary>Of a delegate: the lambda it runs.</summary>
    public FlowFunction? Function { get; init; }

    /// <summary>At the head of a loop: what came in, and what comes back around.</summary>
    public LoopConflict? Loop { get; init; }

    public bool IsUnknown => Equals(Unknown);

    public static FlowValue OfAxes(AxisList? axes) => axes is null ? Unknown : new FlowValue { Axes = axes };

    public static FlowValue OfNumber(Axis? number) => number is null ? Unknown : new FlowValue { Number = number };

    public static FlowValue OfElements(IEnumerable<FlowValue> elements) => new() { Elements = elements.ToEquatableArray() };

    public FlowValue Member(string name) => Members?[name] ?? Unknown;

    public FlowValue WithMember(string name, FlowValue value) => this with { Members = (Members ?? FlowMembers.None).With(name, value) };

    /// <summary>What holds on both of two paths.</summary>
    public static FlowValue Join(FlowValue left, FlowValue right)
    {
        if (ReferenceEquals(left, right) || left.Equals(right))
            return left;
        if (ReferenceEquals(left, Unknown) || ReferenceEquals(right, Unknown))
            return (left.Loop ?? right.Loop) is { } conflict ? new FlowValue { Loop = conflict } : Unknown;
        return new FlowValue
        {
            Axes = AxisList.Join(left.Axes, right.Axes),
            Number = left.Number is not null && left.Number == right.Number ? left.Number : null,
            Padding = PaddingFact.Join(left.Padding, right.Padding),
            Kind = KindFact.Join(left.Kind, right.Kind),
            Source = SourceFact.Join(left.Source, right.Source),
            History = HistoryFact.Join(left.History, right.History),
            Mask = MaskFact.Join(left.Mask, right.Mask),
            Normalised = left.Normalised == right.Normalised ? left.Normalised : null,
            Looks = left.Looks == right.Looks ? left.Looks : null,
            Picked = left.Picked == right.Picked ? left.Picked : null,
            Ids = IdsFact.Join(left.Ids, right.Ids),
            Order = OrderFact.Join(left.Order, right.Order),
            Row = left.Row == right.Row ? left.Row : null,
            Dropped = left.Dropped == right.Dropped ? left.Dropped : null,
            Pending = left.Pending == right.Pending ? left.Pending : null,
            Elements = JoinElements(left.Elements, right.Elements),
            Members = FlowMembers.Join(left.Members, right.Members),
            Function = Equals(left.Function, right.Function) ? left.Function : null,
            Loop = left.Loop ?? right.Loop,
        };
    }

    private static EquatableArray<FlowValue>? JoinElements(EquatableArray<FlowValue>? left, EquatableArray<FlowValue>? right) =>
        left is { } a && right is { } b && a.Count == b.Count ? a.Zip(b, Join).ToEquatableArray() : null;
}
