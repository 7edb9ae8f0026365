using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using RnnGen.Generator.Reading;

namespace RnnGen.Analyzers.Flow;

/// <summary>
/// The axes of tensors, sequences and arrays: what <c>[Shape]</c> declares, what tensor functions do with them, and sizes read back as numbers.
/// </summary>
internal sealed class AxesDomain : FlowDomain
{
    public override FlowValue Declared(ISymbol symbol, FlowValue value, FlowContext context)
    {
        ITypeSymbol? type = symbol switch { IParameterSymbol parameter => parameter.Type, IFieldSymbol field => field.Type, IPropertySymbol property => property.Type, _ => null };
        if (type is null)
            return value;
        if (symbol is IPropertySymbol layer && context.IsRuntime(type) && context.Layers.OfProperty(layer, default) is { IsUnknown: false } sizes)
            return sizes;
        if (type.SpecialType == SpecialType.System_Int32)
            return value with { Number = NumberOf(symbol) };
        AxisList? axes = context.AxesOf(symbol);
        if (axes is not null && context.IsRuntime(symbol))
            axes = new AxisUnifier(static _ => null, namesCount: false).Resolve(axes, symbol.ContainingType?.Name ?? "");
        return value with { Axes = axes ?? (symbol is IPropertySymbol ? null : OfType(type, symbol.Name, context)) };
    }

    public override FlowValue Call(FlowCall call, FlowValue result)
    {
        return call.Context.Facts.CanState(call.Member) ? OfDeclared(call, result) : Typed(call, result);
    }

    /// <summary>A call of the library, or of code that uses it and can declare shapes.</summary>
    private static FlowValue OfDeclared(FlowCall call, FlowValue result)
    {
        FlowValue receiver = ReceiverOf(call);
        var unifier = new AxisUnifier(symbol => LayerFacts.SizeOf(receiver, symbol.Name) ?? call.Argument(symbol.Name)?.Value.Number, namesCount: !call.IsLibrary);
        foreach (FlowArgument argument in call.Arguments)
            if (argument.Parameter is { } parameter && call.Context.AxesOf(parameter.OriginalDefinition) is { } wanted)
                Fit(call, unifier, argument, wanted);
        if (ModelCalls.Apply(call) is { } passed)
            result = passed;
        else if (call.Receiver is { } self && call.IsLibrary && TensorFunctions.Apply(call, self.Value) is { } function)
            result = function;
        else if (call.Context.AxesOf(call.Member) is { } declared && !(call.Member is IPropertySymbol && result.Axes is not null))
            result = result with { Axes = Result(call, unifier, declared) };
        else if (call.Is("RecurrentCell", "StateOf"))
            result = FlowValue.OfAxes(TensorFunctions.StateOf(call));
        else if (TensorFunctions.Static(call) is { } made)
            result = made;
        if (call.Mismatches.Count > 0)
            return FlowValue.Unknown;
        if (call.IsLibrary && ReturnTypeOf(call) is { } bundle)
            result = Bundles.Fill(call, bundle, result, axes => unifier.Resolve(axes, OriginOf(call)));
        return Typed(call, result);
    }

    /// <summary>What the type of a result tells where nothing else does.</summary>
    private static FlowValue Typed(FlowCall call, FlowValue result)
    {
        if (result.Axes is not null || result.Number is not null || ReturnTypeOf(call) is not { } type)
            return result;
        if (type.SpecialType == SpecialType.System_Int32)
            return TensorFunctions.Number(call) is { } number ? result with { Number = number } : result;
        return call.Context.IsRuntime(type) && OfType(type, OriginOf(call) + "." + call.Member.Name, call.Context) is { } axes ? result with { Axes = axes } : result;
    }

    public override FlowValue Assigned(FlowAssignment assignment, FlowValue value)
    {
        if (assignment.Target is not ILocalSymbol { Type.SpecialType: SpecialType.System_Int32 } local || assignment.Operation is not ISimpleAssignmentOperation)
            return value;

        // A size nobody knows is at least the same size wherever its variable is read.
        if (value.Number is null)
            return value with { Number = Axis.Of(new Symbol(local.Name, "v" + assignment.Operation.Syntax.SpanStart)) };
        return value.Number is { Label: null, Extent.Constant: not null } ? value with { Number = value.Number with { Label = local.Name } } : value;
    }

    public override FlowValue Array(FlowArray array, FlowValue result)
    {
        var axes = AxisList.Of(array.Dimensions.Select(dimension => dimension.Number ?? Axis.Unknown));
        return result with { Axes = axes };
    }

    public override FlowValue Element(FlowElement element, FlowValue result)
    {
        if (element.Array.Value.Axes is { Rank: 1 } axes && element.Indices is [{ Operation: IRangeOperation range }])
            return result with { Axes = AxisList.Of(Ranges.Cut(axes[0], range)) };
        return result;
    }

    private static void Fit(FlowCall call, AxisUnifier unifier, FlowArgument argument, AxisList wanted)
    {
        bool isState = call.IsLibrary && argument.Parameter!.Name is "initial" or "state";
        if (argument.Parameter!.IsParams && argument.Value.Elements is { } elements && argument.Operation?.WithoutConversions() is IArrayCreationOperation { Initializer.ElementValues: var written } && written.Length == elements.Count)
        {
            for (int i = 0; i < elements.Count; i++)
                if (elements[i].Axes is { } axes && unifier.Fork().Fit(argument with { Value = elements[i], Operation = written[i] }, wanted, axes, isState) is { } wrong)
                    call.Add(isState ? wrong with { Kind = MismatchKind.State } : wrong);
        }
        else if (argument.Value.Axes is { } actual)
        {
            if (unifier.Fit(argument, wanted, actual, isState) is { } mismatch)
                call.Add(
                    isState ? mismatch with { Kind = MismatchKind.State }
                    : IsMask(argument.Parameter) ? mismatch with { Kind = MismatchKind.Mask }
                    : mismatch with { WouldBroadcast = Elementwise.IsLoss(call) && Elementwise.Broadcasts(mismatch.Expected, actual) });
        }
        else if (argument.Value.Loop is { } loop && AxisOrder.IsWrong(wanted, loop.Back, !call.IsLibrary) && !AxisOrder.IsWrong(wanted, loop.Entry, !call.IsLibrary))
        {
            call.Add(new AxisMismatch(MismatchKind.Order, argument, wanted, loop.Back, Permutation: AxisOrder.Permutation(wanted, loop.Back)) { Loop = loop });
        }
    }

    private static bool IsMask(IParameterSymbol parameter) => parameter.Type is IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_Boolean }
        || parameter.Name.EndsWith("engths", System.StringComparison.Ordinal) || parameter.Name.EndsWith("mask", System.StringComparison.OrdinalIgnoreCase);

    private static AxisList Result(FlowCall call, AxisUnifier unifier, AxisList declared)
    {
        bool isFree = !call.IsLibrary && call.Arguments.IsEmpty;
        return isFree ? declared : unifier.Resolve(declared, OriginOf(call));
    }

    /// <summary>What is known of the layer, cell or object the call belongs to.</summary>
    private static FlowValue ReceiverOf(FlowCall call)
    {
        if (call.Receiver is not { } receiver)
            return FlowValue.Unknown;
        return LayerFacts.Knows(receiver.Value) || receiver.Operation?.Type is not INamedTypeSymbol type ? receiver.Value : call.Context.Layers.OfType(type, default);
    }

    /// <summary>Where symbols of a result come from: the object they are read from, or the call.</summary>
    private static string OriginOf(FlowCall call) => call.Member is IPropertySymbol && call.Receiver?.Operation?.WithoutConversions() switch
    {
        ILocalReferenceOperation local => local.Local.Name,
        IParameterReferenceOperation parameter => parameter.Parameter.Name,
        IFieldReferenceOperation field => field.Field.Name,
        _ => null,
    } is { } name ? name : "c" + call.Syntax.SpanStart;

    private static ITypeSymbol? ReturnTypeOf(FlowCall call) => call.Member switch
    {
        IMethodSymbol { MethodKind: MethodKind.Constructor } => null,
        IMethodSymbol method => method.ReturnType,
        IPropertySymbol property => property.Type,
        _ => null,
    };

    /// <summary>What a type alone tells: a sequence is (B, T, features) whatever it holds.</summary>
    private static AxisList? OfType(ITypeSymbol type, string origin, FlowContext context)
    {
        if (!context.IsRuntime(type))
            return null;
        Axis batch = Axis.Of(new Symbol("B", origin)), time = Axis.Of(new Symbol("T", origin));
        return KnownSymbols.Same(type, context.Known.Tokens) ? AxisList.Of(batch, time)
            : KnownSymbols.Same(type, context.Known.Vectors) ? AxisList.Of(batch, Axis.Unknown)
            : KnownSymbols.Same(type, context.Known.Sequence) || KnownSymbols.Same(type, context.Known.ScannedSequence) ? AxisList.Of(batch, time, Axis.Unknown)
            : null;
    }

    /// <summary>An integer that does not change while the method runs.</summary>
    private static Axis? NumberOf(ISymbol symbol) => symbol switch
    {
        IFieldSymbol { HasConstantValue: true, ConstantValue: int value } => Axis.Of(value, symbol.Name),
        IParameterSymbol => Axis.Of(new Symbol(symbol.Name, "p")),
        IFieldSymbol { IsReadOnly: true } or IPropertySymbol { SetMethod: null } when symbol.DeclaringSyntaxReferences.Length > 0 => Axis.Of(new Symbol(symbol.Name, "f" + symbol.ContainingType.Name)),
        _ => null,
    };
}
