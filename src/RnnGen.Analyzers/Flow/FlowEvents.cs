using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace RnnGen.Analyzers.Flow;

/// <summary>An argument: the parameter it is given to, what is known of it, and where it is written.</summary>
internal sealed record FlowArgument(IParameterSymbol? Parameter, FlowValue Value, IOperation? Operation);

/// <summary>
/// A call of a method, constructor, operator or indexer, or a read of a property, with what is known of everything that goes in.
/// </summary>
internal sealed class FlowCall(ISymbol member, IOperation operation, FlowArgument? receiver, ImmutableArray<FlowArgument> arguments, FlowContext context, int depth)
{
    private FlowValue? mapped;
    private List<AxisMismatch>? mismatches;

    /// <summary>The method or property; of a generic one its definition.</summary>
    public ISymbol Member { get; } = member;

    public IOperation Operation { get; } = operation;

    /// <summary>The object it is called on; null for a static member and a constructor.</summary>
    public FlowArgument? Receiver { get; } = receiver;

    /// <summary>One for each parameter that is given a value, in the order of the parameters.</summary>
    public ImmutableArray<FlowArgument> Arguments { get; } = arguments;

    public FlowContext Context { get; } = context;

    /// <summary>Shapes that provably do not fit; the axes domain fills it in, rules report it.</summary>
    public IReadOnlyList<AxisMismatch> Mismatches => mismatches ?? (IReadOnlyList<AxisMismatch>)[];

    public SyntaxNode Syntax => Operation.Syntax;

    public bool IsLibrary { get; } = context.IsRuntime(member);

    /// <summary>Of a member of a type of the framework its name with its namespace, of others null.</summary>
    public string? FrameworkType { get; } = FrameworkTypes.NameOf(member.ContainingType);

    /// <summary>Of a <c>Select</c>: what its lambda makes of one element.</summary>
    public FlowValue Mapped => mapped ??= FrameworkType == FrameworkTypes.Enumerable && Member.Name == "Select" ? Map() ?? FlowValue.Unknown : FlowValue.Unknown;

    public void Add(AxisMismatch mismatch) => (mismatches ??= []).Add(mismatch);

    /// <summary>The argument given to a parameter.</summary>
    public FlowArgument? Argument(string parameter)
    {
        foreach (FlowArgument argument in Arguments)
            if (argument.Parameter?.Name == parameter)
                return argument;
        return null;
    }

    /// <summary>Whether it is a member of a type of the library.</summary>
    public bool Is(string type, string member) => Member.Name == member && IsLibrary && Member.ContainingType?.Name == type;

    private FlowValue? Map()
    {
        FlowValue? rows = (Receiver ?? Argument("source"))?.Value;
        if (rows is not ({ Source: not null } or { Ids: not null } or { Order: not null }) || Argument("selector")?.Value.Function is not { } function)
            return null;
        var element = new FlowValue { Source = rows.Source, Ids = rows.Ids, Order = rows.Order, Picked = rows.Source is { } source ? new PickedFact(source, "") : null };
        return Context.Summaries.Of(function, [element], depth, CancellationToken.None)?.Result;
    }
}

/// <summary>An operator of the language itself: arithmetic and comparisons of numbers.</summary>
internal sealed record FlowArithmetic(BinaryOperatorKind Kind, FlowArgument Left, FlowArgument Right, IOperation Operation);

/// <summary>An element, or a range of elements, of an array.</summary>
internal sealed record FlowElement(FlowArgument Array, ImmutableArray<FlowArgument> Indices, IOperation Operation);

/// <summary>A value that is written to an element of an array.</summary>
/// <param name="Value">The value.</param>
/// <param name="Indices">Which element; of an array of arrays all indices.</param>
/// <param name="Operation">The assignment.</param>
internal sealed record FlowStore(FlowArgument Value, ImmutableArray<FlowArgument> Indices, IOperation Operation)
{
    /// <summary>The indices as they are written, without spaces.</summary>
    public string At => TextOf(Indices);

    public static string TextOf(ImmutableArray<FlowArgument> indices) => string.Join(",", indices.Select(index => index.Operation?.Syntax.ToString().Replace(" ", "") ?? "?"));
}

/// <summary>A new array, with its dimensions and, when they are written out, its elements.</summary>
internal sealed record FlowArray(IArrayCreationOperation Operation, ImmutableArray<FlowValue> Dimensions);

/// <summary>A value that a method returns.</summary>
internal sealed record FlowReturn(ISymbol Owner, FlowValue Value, IOperation Operation, FlowContext Context);

/// <summary>A value that is written to a variable, field or property.</summary>
internal sealed record FlowAssignment(ISymbol Target, FlowValue Value, IOperation Operation, FlowContext Context);

/// <summary>A variable at the head of a loop.</summary>
/// <param name="Variable">The local, parameter or field.</param>
/// <param name="Entry">What it holds when the loop is entered.</param>
/// <param name="Back">What it holds when the loop goes around.</param>
/// <param name="Assigned">The assignment in the loop.</param>
internal sealed record FlowLoop(ISymbol Variable, FlowValue Entry, FlowValue Back, SyntaxNode? Assigned);

/// <summary>A method after all of its events.</summary>
internal sealed record FlowMethod(ISymbol Owner, IOperation Body, FlowContext Context);
