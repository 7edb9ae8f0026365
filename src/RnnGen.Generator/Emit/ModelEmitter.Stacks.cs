using System;
using System.Collections.Generic;
using System.Linq;
using RnnGen.Generator.Model;

namespace RnnGen.Generator.Emit;

/// <content>The options of recurrent layers.</content>
internal sealed partial class ModelEmitter
{
    private string StackArgument(LayerSpec layer)
    {
        if (layer.Stack is not { IsPlain: false } stack)
            return Literals.Double(BitConverter.Int64BitsToDouble(layer.DropoutBits));

        var options = new List<string>();
        void Flag(string name, bool value)
        {
            if (value)
                options.Add(name + " = true");
        }

        void Rate(string name, long bits)
        {
            if (bits != 0)
                options.Add(name + " = " + Literals.Double(BitConverter.Int64BitsToDouble(bits)));
        }

        Flag("Bidirectional", stack.Directions == 2);
        Rate("Dropout", layer.DropoutBits);
        Rate("InputDropout", stack.InputDropoutBits);
        Flag("VariationalDropout", stack.Variational);
        Rate("WeightDrop", stack.WeightDropBits);
        if (stack.RecurrentWeights.Count > 0)
            options.Add("RecurrentWeights = [" + string.Join(", ", stack.RecurrentWeights.Select(Literals.Text)) + "]");
        if (stack.Checkpoint != 0)
            options.Add("Checkpoint = " + Literals.Int(stack.Checkpoint));
        Flag("Residual", stack.Residual);
        if (stack.Highway)
        {
            options.Add("Highways = [" + string.Join(", ", Enumerable.Range(1, stack.Widths.Count - 1).Select(k => stack.IsJoined(k)
                ? $"new {Kernels}HighwayLayer<{element}, {Kernels}{lanes}>({Literals.Int(stack.WidthOf(k).Value)})"
                : "null")) + "]");
        }

        if (stack.Projection is { } projection)
        {
            options.Add($"Projection = new {Kernels}LinearLayer<{element}, {Kernels}{lanes}>({Literals.Int(stack.WidthOf(stack.Widths.Count - 1).Value)}, {Literals.Int(projection.Value)}, false)");
        }

        return $"new {Kernels}StackOptions<{element}> {{ {string.Join(", ", options)} }}";
    }
}
