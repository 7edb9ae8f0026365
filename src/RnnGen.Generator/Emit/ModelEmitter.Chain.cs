using System.Collections.Generic;
using System.Linq;
using RnnGen.Generator.Model;

namespace RnnGen.Generator.Emit;

/// <summary>The layers one after another, and back again in reverse.</summary>
internal sealed partial class ModelEmitter
{
    private void EmitChain(ForwardSpec spec)
    {
        string arguments = $"{Kernels}Packing steps, {Kernels}CellInputs<{element}> inputs";
        List<int> calls = [.. LiveCalls(spec)];
        writer.Blank();
        writer.Line(Hidden);
        using (writer.Block($"protected override void RunForward({arguments}, {Span} workspace)"))
        {
            writer.Line("var b = new Buffers(this, workspace, steps.Rows, steps.Batch);");
            foreach (int call in calls)
            {
                writer.Blank();
                writer.Line($"// {Describe(spec, call)}");
                writer.Line(ForwardCall(spec, call));
            }
        }

        writer.Blank();
        writer.Line(Hidden);
        using (writer.Block($"protected override void RunBackward({arguments}, {Kernels}CellInputs<{element}> inputGradients, {Span} workspace)"))
        {
            writer.Line("var b = new Buffers(this, workspace, steps.Rows, steps.Batch);");
            foreach (int call in Enumerable.Reverse(calls))
            {
                writer.Blank();
                writer.Line($"// back through  {Describe(spec, call)}");
                writer.Line(BackwardCall(spec, call));
            }
        }

        writer.Blank();
        writer.Line(Hidden);
        writer.Line($"protected override int WorkspaceLength(int rows, int batch) => Buffers.Length(this, rows, batch);");
        writer.Blank();
        writer.Line(Hidden);
        using (writer.Block($"protected override {Panel} Result({Span} workspace, int rows, int batch, bool gradient)"))
        {
            writer.Line("var b = new Buffers(this, workspace, rows, batch);");
            writer.Line($"return gradient ? {Gradient(spec, spec.Result)} : {Value(spec, spec.Result)};");
        }

        writer.Blank();
        writer.Line(Hidden);
        using (writer.Block($"protected override {Span} RecurrentMemory({Span} workspace, int rows, int batch, int call)"))
        {
            writer.Line("var b = new Buffers(this, workspace, rows, batch);");
            List<int> recurrent = [.. calls.Where(c => Kind(spec, c) == LayerKind.Recurrent)];
            writer.Line(recurrent.Count == 0
                ? "throw new global::System.ArgumentOutOfRangeException(nameof(call));"
                : recurrent.Count == 1
                    ? $"return b.{Memory(recurrent[0])};"
                    : "return call switch { " + string.Join(", ", recurrent.Select((c, i) => $"{(i == recurrent.Count - 1 ? "_" : Literals.Int(i))} => b.{Memory(c)}")) + " };");
        }
    }

    // The chain from the parameter to the result; a call whose value is not used is not made.
    private static IEnumerable<int> LiveCalls(ForwardSpec spec)
    {
        var live = new List<int>();
        for (int value = spec.Result; value > 0; value = spec.Calls[value - 1].Operand)
        {
            live.Insert(0, value - 1);
        }

        return live;
    }

    private LayerKind Kind(ForwardSpec spec, int call) => model.Layers[spec.Calls[call].Layer].Kind;

    private LayerSpec Layer(ForwardSpec spec, int call) => model.Layers[spec.Calls[call].Layer];

    private string Describe(ForwardSpec spec, int call)
    {
        LayerSpec layer = Layer(spec, call);
        string verb = layer.Kind switch { LayerKind.Embedding => "Lookup", LayerKind.Recurrent => "Scan", _ => "Apply" };
        string operand = spec.Calls[call].Operand == 0 ? spec.Parameter : ValueName(spec.Calls[call].Operand);
        return $"{ValueName(call + 1)} = {layer.Name}.{verb}({operand})  (rows, {layer.Output.Text})";
    }

    private string ForwardCall(ForwardSpec spec, int call)
    {
        LayerSpec layer = Layer(spec, call);
        string operand = Value(spec, spec.Calls[call].Operand);
        return layer.Kind switch
        {
            LayerKind.Embedding => $"{Field(layer)}.Forward(steps, inputs.Tokens, b.{ValueName(call + 1)});",
            LayerKind.Linear => $"{Field(layer)}.Forward({operand}, b.{ValueName(call + 1)});",
            _ => $"{Field(layer)}.Forward(steps, {RecurrentInputs(spec, call)}, b.{Memory(call)});",
        };
    }

    private string BackwardCall(ForwardSpec spec, int call)
    {
        LayerSpec layer = Layer(spec, call);
        string operand = Value(spec, spec.Calls[call].Operand), below = Gradient(spec, spec.Calls[call].Operand), above = Gradient(spec, call + 1);
        return layer.Kind switch
        {
            LayerKind.Embedding => $"{Field(layer)}.Backward(steps, inputs.Tokens, {above});",
            LayerKind.Linear => $"{Field(layer)}.Backward({operand}, {above}, {below}, b.{Memory(call)});",
            _ => $"{Field(layer)}.Backward(steps, {RecurrentInputs(spec, call)}, new({above}), new({below}), b.{Memory(call)});",
        };
    }

    private string RecurrentInputs(ForwardSpec spec, int call) =>
        $"new({Value(spec, spec.Calls[call].Operand)}) {{ Dropout = inputs.Dropout.For({Literals.Int(RecurrentIndex(spec, call))}) }}";

    private int RecurrentIndex(ForwardSpec spec, int call) => LiveCalls(spec).Where(c => Kind(spec, c) == LayerKind.Recurrent).ToList().IndexOf(call);

    private static string ValueName(int value) => "v" + Literals.Int(value);

    private static string Memory(int call) => "memory" + Literals.Int(call + 1);

    private string Value(ForwardSpec spec, int value) =>
        value == 0 ? "inputs.First"
        : Kind(spec, value - 1) == LayerKind.Recurrent ? $"{Field(Layer(spec, value - 1))}.Output(b.{Memory(value - 1)}, b.rows, b.batch)"
        : "b." + ValueName(value);

    private static string Gradient(ForwardSpec spec, int value) => value == 0 ? "inputGradients.First" : "b.d" + ValueName(value);

    private void EmitBuffers(ForwardSpec spec)
    {
        var fields = new List<(string Type, string Name, string Length, string Comment)>();
        foreach (int call in LiveCalls(spec))
        {
            LayerSpec layer = Layer(spec, call);
            string length = $"{Panel}.Length({Literals.Int(layer.Output.Value)}, 1, rows)", shape = $"(rows, {layer.Output.Text})";
            if (layer.Kind != LayerKind.Recurrent)
            {
                fields.Add((Panel, ValueName(call + 1), length, $"{shape}  {layer.Name}"));
            }

            fields.Add((Panel, "d" + ValueName(call + 1), length, $"{shape}  dL/d{ValueName(call + 1)}"));
            if (layer.Kind != LayerKind.Embedding)
            {
                string memory = layer.Kind == LayerKind.Linear ? $"model.{Field(layer)}.WorkspaceLength" : $"model.{Field(layer)}.WorkspaceLength(rows, batch)";
                fields.Add((Span, Memory(call), memory, $"workspace of {layer.Name}"));
            }
        }

        writer.Blank();
        writer.Line("// The workspace of one pass.");
        using (writer.Block("private readonly ref struct Buffers"))
        {
            writer.Line("public readonly int rows;");
            writer.Line("public readonly int batch;");
            foreach ((string type, string name, _, string comment) in fields)
            {
                writer.Line($"public readonly {type} {name}; // {comment}");
            }

            writer.Blank();
            using (writer.Block($"public Buffers({model.Type.Name} model, {Span} workspace, int rows, int batch)"))
            {
                writer.Line("this.rows = rows;");
                writer.Line("this.batch = batch;");
                foreach ((string type, string name, string length, _) in fields)
                {
                    string size = length.Replace(Panel + ".Length", Panel + ".Take").Replace("(", "(ref workspace, ");
                    if (type == Panel)
                    {
                        writer.Line($"{name} = {size};");
                    }
                    else
                    {
                        writer.Line($"{name} = workspace[..{length}];");
                        writer.Line($"workspace = workspace[{length}..];");
                    }
                }
            }

            writer.Blank();
            writer.Line($"public static int Length({model.Type.Name} model, int rows, int batch) => checked(");
            writer.Line("    " + string.Join("\n    + ", fields.Select(f => f.Length)) + ");");
        }
    }
}
