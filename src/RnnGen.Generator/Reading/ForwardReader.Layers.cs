using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using RnnGen.Generator.Model;

namespace RnnGen.Generator.Reading;

/// <content>Calls of the model's layers.</content>
internal sealed partial class ForwardReader
{
    private ForwardTerm? Call(IInvocationOperation call)
    {
        if (KnownSymbols.Same(call.TargetMethod.ContainingType, known.Sequences))
            return Function(call);
        if (KnownSymbols.Same(call.TargetMethod.ContainingType, known.ScannedSequence) && call.TargetMethod.Name == "Final")
            return Final(call);
        if (!IsLayerMethod(call.TargetMethod) || call.Instance is not IPropertyReferenceOperation { Instance: IInstanceReferenceOperation } property
            || layers.IndexOf(property.Property) is not (>= 0 and int layer))
            return Refuse(call);

        Dictionary<string, IOperation> arguments = call.Arguments
            .Where(argument => argument.ArgumentKind != ArgumentKind.DefaultValue && argument.Parameter is not null)
            .ToDictionary(argument => argument.Parameter!.Name, argument => argument.Value);
        LayerSpec spec = layers.Specs[layer];
        return spec.Kind switch
        {
            LayerKind.Embedding => Lookup(call, layer, spec, arguments),
            LayerKind.Linear => Operand(arguments["input"], spec) is { } value
                ? Add(new ForwardOp(ForwardCode.Apply, [value], graph.AxisOf(value), spec.Output, layer), spec.Name)
                : null,
            _ => Scan(layer, spec, arguments),
        };
    }

    private ForwardTerm? Lookup(IInvocationOperation call, int layer, LayerSpec spec, Dictionary<string, IOperation> arguments)
    {
        if (Expression(arguments["tokens"]) is not { } term)
            return null;
        return term is ForwardTerm.Value { Index: var value } && graph.FormOf(value) == ValueForm.Tokens
            ? Add(new ForwardOp(ForwardCode.Lookup, [value], graph.AxisOf(value), spec.Output, layer), spec.Name)
            : Refuse(call);
    }

    private ForwardTerm? Scan(int layer, LayerSpec spec, Dictionary<string, IOperation> arguments)
    {
        if (Operand(arguments["input"], spec) is not { } input)
            return null;
        List<int> operands = [input];

        // Further inputs in the order of the step, then the memory.
        IOperation[] beside = [.. BesideInput.Where(arguments.ContainsKey).Select(name => arguments[name])];
        int others = spec.Others.Count, wanted = others + (spec.Memory is null ? 0 : 1);
        if (beside.Length != wanted)
            return Mismatch(beside.Length > wanted ? beside[wanted] : arguments["input"], Beside(spec));
        for (int i = 0; i < others; i++)
        {
            if (Other(beside[i], input, spec, i) is not { } other)
                return null;
            operands.Add(other);
        }

        bool attends = spec.Memory is not null;
        if (attends)
        {
            if (Value(beside[others]) is not { } positions)
                return null;
            if (graph.FormOf(positions) != ValueForm.Sequence || graph.SizeOf(positions)?.Value != spec.Memory!.Value)
                return Mismatch(beside[others], "`" + spec.Name + "` attends over (B, S, " + spec.Memory + "), `" + graph.TextOf(positions) + "` is " + graph.ShapeOf(positions));
            operands.Add(positions);
        }

        if (arguments.TryGetValue("initial", out IOperation? initial))
        {
            if (Elements(initial) is not { } states || Initial(initial, states, spec) is not { } values)
                return null;
            operands.AddRange(values);
        }

        return Add(new ForwardOp(ForwardCode.Scan, operands.ToEquatableArray(), graph.AxisOf(input), spec.Output, layer, LooksAhead: spec.Directions == 2, HasMemory: attends, Inputs: 1 + others), spec.Name);
    }

    // Parameters of Recurrent.Scan between the input and the initial states.
    private static readonly string[] BesideInput = ["memory", "second", "third", "fourth"];

    private static string Beside(LayerSpec spec)
    {
        string cell = "the cell of `" + spec.Name + "` ";
        string others = string.Join(", ", spec.Others.Select(size => "(B, T, " + size + ")"));
        return spec switch
        {
            { Others.Count: 0, Memory: null } => cell + "attends over nothing: it has no [Memory] parameter",
            { Others.Count: 0 } => cell + "attends over a memory (B, S, " + spec.Memory + "): `" + spec.Name + ".Scan(input, memory)`",
            { Memory: null } => cell + "reads " + others + " beside its input",
            _ => cell + "reads " + others + " beside its input and attends over a memory (B, S, " + spec.Memory + ")",
        };
    }

    /// <summary>A further input, along the time axis of the first.</summary>
    private int? Other(IOperation argument, int input, LayerSpec spec, int index)
    {
        if (Value(argument) is not { } value)
            return null;
        if (graph.IsParameter(value) && graph.SizeOf(value) is null)
            graph.Settle(value, spec.Others[index]);
        if (graph.FormOf(value) == ValueForm.Sequence && graph.SizeOf(value)?.Value == spec.Others[index].Value && graph.AxisOf(value) == graph.AxisOf(input))
            return value;
        Mismatch(argument, "`" + spec.Name + "` reads (B, T, " + spec.Others[index] + ") along the time axis of its input, `" + graph.TextOf(value) + "` is " + graph.ShapeOf(value)
            + (graph.FormOf(value) == ValueForm.Sequence && graph.AxisOf(value) != graph.AxisOf(input) ? " along another: declare one name for both, `[Shape(\"B\", \"T\", ...)]`" : ""));
        return null;
    }

    private IReadOnlyList<int>? Initial(IOperation place, IReadOnlyList<IOperation> given, LayerSpec spec)
    {
        List<int> values = [];
        int count = spec.Layers * spec.Directions * spec.States.Count;
        if (given.Count == 0)
            return values;
        if (given.Count > count)
        {
            Mismatch(place, "`" + spec.Name + "` carries " + count + (count == 1 ? " state" : " states") + " (" + string.Join(", ", spec.States.Select(state => state.Name))
                + (spec.Directions > 1 ? " of each direction" : "") + (spec.Layers > 1 ? " of each layer" : "") + "), " + given.Count + " given");
            return null;
        }

        foreach (IOperation item in given)
        {
            VariableSpec state = StateOf(spec, values.Count);
            if (Value(item) is not { } value)
                return null;
            if (graph.FormOf(value) != ValueForm.Vectors || graph.SizeOf(value)?.Value != state.Size.Value)
            {
                Mismatch(item, "the state `" + state.Name + "` of `" + spec.Name + "` is (B, " + state.Size + "), `" + graph.TextOf(value) + "` is " + graph.ShapeOf(value));
                return null;
            }

            values.Add(value);
        }

        return values;
    }

    // Of the cells layer by layer, forwards before backwards. Where widths differ, every state has the width of its layer.
    private static VariableSpec StateOf(LayerSpec spec, int index)
    {
        VariableSpec state = spec.States[index % spec.States.Count];
        return spec.BuiltIn is null || spec.Stack!.Widths.All(width => width == spec.Stack.Widths[0]) ? state : state with { Size = spec.Stack!.Widths[index / spec.States.Count / spec.Directions] };
    }

    private ForwardTerm? Final(IInvocationOperation call)
    {
        if (call.Instance is null || Value(call.Instance) is not { } scan)
            return null;
        ForwardOp op = graph.Op(scan);
        LayerSpec spec = layers.Specs[op.Layer];
        if (call.Arguments is not [{ Value.ConstantValue: { HasValue: true, Value: string name } }])
            return Refuse(call.Syntax.GetLocation(), "the name of a final state must be a constant, for example `Final(\"h\")`");
        if (spec.States.Count == 0)
            return Refuse(call.Syntax.GetLocation(), "the states of the cell of `" + spec.Name + "` are not visible here: make its step `public`");
        int state = spec.States.ToList().FindIndex(candidate => candidate.Name == name);
        if (state < 0)
            return Refuse(call.Arguments[0].Syntax.GetLocation(), "`" + spec.Name + "` has no state `" + name + "`: its states are " + string.Join(", ", spec.States.Select(candidate => "`" + candidate.Name + "`")));
        int first = ((spec.Layers - 1) * spec.Directions * spec.States.Count) + state;
        ForwardTerm? forwards = Add(new ForwardOp(ForwardCode.Final, [scan], -1, spec.States[state].Size, op.Layer, first), spec.Name + "." + name);
        if (spec.Directions == 1 || forwards is not ForwardTerm.Value { Index: var one })
            return forwards;
        ForwardTerm? backwards = Add(new ForwardOp(ForwardCode.Final, [scan], -1, spec.States[state].Size, op.Layer, first + spec.States.Count), spec.Name + "." + name);
        return backwards is ForwardTerm.Value { Index: var other }
            ? Add(new ForwardOp(ForwardCode.Concat, [one, other], -1, Total("2 * " + spec.States[state].Size.Text, 2 * spec.States[state].Size.Value)), spec.Name + "." + name)
            : null;
    }

    /// <summary>The operand of a layer, of the size the layer reads.</summary>
    private int? Operand(IOperation argument, LayerSpec spec)
    {
        if (Value(argument) is not { } value)
            return null;
        if (graph.IsParameter(value) && graph.SizeOf(value) is null)
            graph.Settle(value, spec.Input);
        if (graph.SizeOf(value) is { } given && given.Value == spec.Input.Value)
            return value;
        Mismatch(argument, "`" + spec.Name + "` reads " + (graph.FormOf(value) == ValueForm.Vectors ? "(B, " : "(B, T, ") + spec.Input + "), `" + graph.TextOf(value) + "` is " + graph.ShapeOf(value));
        return null;
    }

    /// <summary>A sequence or vectors; anything else is refused.</summary>
    private int? Value(IOperation operation)
    {
        ForwardTerm? term = Expression(operation);
        if (term is ForwardTerm.Value { Index: var value } && graph.FormOf(value) != ValueForm.Tokens)
            return value;
        if (term is not null)
            Refuse(operation);
        return null;
    }

    /// <summary>The elements of an array argument: written one by one, as a collection expression or as an array.</summary>
    private IReadOnlyList<IOperation>? Elements(IOperation operation)
    {
        switch (operation)
        {
            case IConversionOperation conversion:
                return Elements(conversion.Operand);
            case IArrayCreationOperation { Initializer: { } initializer }:
                return initializer.ElementValues;
            case IArrayCreationOperation { DimensionSizes: [{ ConstantValue: { HasValue: true, Value: 0 } }] }:
                return [];
            case ICollectionExpressionOperation collection when collection.Elements.All(element => element is not ISpreadOperation):
                return collection.Elements;
            default:
                Refuse(operation);
                return null;
        }
    }

    private bool IsLayerMethod(IMethodSymbol method) =>
        (KnownSymbols.Same(method.ContainingType, known.Embedding) && method.Name == "Lookup")
        || ((KnownSymbols.Same(method.ContainingType, known.Recurrent) || KnownSymbols.Same(method.ContainingType, known.Bidirectional)) && method.Name == "Scan")
        || (KnownSymbols.Same(method.ContainingType, known.Linear) && method.Name == "Apply");
}
