using System.Collections.Generic;
using System.Linq;
using RnnGen.Generator.Model;
using RnnGen.Generator.Planning;

namespace RnnGen.Generator.Emit;

/// <summary>Prints the generated half of a model: layers, the graph forward, the graph backward, the workspace.</summary>
internal sealed partial class ModelEmitter(SourceWriter writer, ModelSpec model, IReadOnlyList<ModelCell> cells)
{
    private const string Kernels = "global::RnnGen.Kernels.";
    private const string Runtime = "global::RnnGen.";
    private const string Hidden = "[global::System.ComponentModel.EditorBrowsable(global::System.ComponentModel.EditorBrowsableState.Never)]";

    private readonly ForwardSpec? forward = model.Forward;
    private readonly ModelPlan? plan = model.Forward is null ? null : new ModelPlan(model.Forward);
    private readonly string element = model.Precision == Precision.Single ? "float" : "double";
    private readonly string lanes = model.Precision == Precision.Single ? "Lanes32" : "Lanes64";

    private string Panel => $"{Kernels}Panel<{element}>";

    private string Span => $"global::System.Span<{element}>";

    private string Run => $"{Kernels}ModelRun<{element}>";

    /// <summary>Whether the model can be fed step by step; also assumed of one that could not be read.</summary>
    private bool IsStreaming => forward is null || forward.IsCausal;

    private bool IsDecoder => forward is { IsDecoder: true };

    private string BaseClass => IsStreaming ? "SequenceModel" : IsDecoder ? "DecoderModel" : "OfflineModel";

    public void Emit()
    {
        if (model.Type.Namespace.Length > 0)
        {
            using (writer.Block("namespace " + model.Type.Namespace))
            {
                EmitNested();
            }
        }
        else
        {
            EmitNested();
        }
    }

    private void EmitNested() => CellEmitter.EmitNested(writer, model.Type, 0, () =>
    {
        using (writer.Block($"{model.Type.Header} : {Kernels}{BaseClass}<{element}>, {Runtime}ISeeded<{model.Type.Name}>"))
        {
            EmitLayers();
            if (forward is null)
            {
                EmitStub();
            }
            else
            {
                EmitEntryPoints(forward);
                EmitPass(forward);
                EmitPrediction(forward);
                EmitChain(forward, plan!);
                EmitBuffers(forward, plan!);
            }
        }
    });

    private void EmitLayers()
    {
        foreach (LayerSpec layer in model.Layers)
        {
            writer.Line($"private readonly {LayerType(layer)} {Field(layer)};");
            writer.Line($"private readonly {Runtime}{Facade(layer)} {Field(layer)}View;");
        }

        writer.Blank();
        writer.Line("/// <summary>A model with freshly initialised parameters.</summary>");
        writer.Line("/// <param name=\"seed\">Seed of the initialisers and of dropout: equal seeds give equal models.</param>");
        using (writer.Block($"public {model.Type.Name}(int seed = 0) : base(seed)"))
        {
            foreach (LayerSpec layer in InOrderOfTies)
            {
                writer.Line($"{Field(layer)} = Add({Literals.Text(layer.Name)}, {Construct(layer)});");
                writer.Line($"{Field(layer)}View = new {Runtime}{Facade(layer)}({Field(layer)});");
            }

            IEnumerable<int> scans = plan?.RecurrentOps ?? [];
            writer.Line("RecurrentCalls = [" + string.Join(", ", scans.Select(op => Field(LayerOf(forward!.Ops[op])))) + "];");
            writer.Line("Complete();");
        }

        writer.Blank();
        writer.Line($"static {model.Type.Name} {Runtime}ISeeded<{model.Type.Name}>.Create(int seed) => new(seed);");
        foreach (LayerSpec layer in model.Layers)
        {
            writer.Blank();
            writer.Line($"{layer.Modifiers} partial {Runtime}{Facade(layer)} {Namer.Escape(layer.Name)} => {Field(layer)}View;".TrimStart());
        }
    }

    private LayerSpec LayerOf(ForwardOp op) => model.Layers[op.Layer];

    // An embedding comes before the layers that share its table.
    private IEnumerable<LayerSpec> InOrderOfTies
    {
        get
        {
            bool Waits(int layer) => model.Layers[layer].TiedTo > layer;
            for (int layer = 0; layer < model.Layers.Count; layer++)
            {
                if (!Waits(layer))
                {
                    yield return model.Layers[layer];
                    foreach (LayerSpec waiting in model.Layers.Where((other, i) => Waits(i) && other.TiedTo == layer))
                    {
                        yield return waiting;
                    }
                }
            }
        }
    }

    private bool IsTable(LayerSpec layer) => model.Layers.Any(other => other.TiedTo >= 0 && model.Layers[other.TiedTo] == layer);

    private string LayerType(LayerSpec layer) => layer.Kind switch
    {
        LayerKind.Embedding => $"{Kernels}EmbeddingLayer<{element}>",
        LayerKind.Linear => $"{Kernels}LinearLayer<{element}, {Kernels}{lanes}>",
        _ => $"{Kernels}RecurrentStack<{element}>",
    };

    private string Construct(LayerSpec layer) => layer.Kind switch
    {
        LayerKind.Embedding => $"new {LayerType(layer)}({Literals.Int(layer.Input.Value)}, {Literals.Int(layer.Output.Value)}, {Literals.Int(layer.PaddingIndex)}{(IsTable(layer) ? ", tied: true" : "")})",
        LayerKind.Linear => $"new {LayerType(layer)}({Literals.Int(layer.Input.Value)}, {Literals.Int(layer.Output.Value)}, {(layer.Bias ? "true" : "false")}{(layer.TiedTo < 0 ? "" : ", " + Field(model.Layers[layer.TiedTo]))})",
        _ => $"new {LayerType(layer)}({StackArgument(layer)}, {string.Join(", ", Enumerable.Range(0, layer.Layers * layer.Directions).Select(cell => $"new {CellClass(layer, cell / layer.Directions)}()"))})",
    };

    private static string Facade(LayerSpec layer) => layer.Directions == 2 ? "Bidirectional" : layer.Kind.ToString();

    private string CellClass(LayerSpec layer, int k) =>
        layer.CellType ?? (cells.LastOrDefault(c => c.Layer == layer && c.Position <= k)?.Name ?? "MissingCell");

    private static string Field(LayerSpec layer) => char.ToLowerInvariant(layer.Name[0]) + layer.Name.Substring(1) + "Layer";

    private void EmitStub()
    {
        string reason = $" => throw new global::System.InvalidOperationException({Literals.Text($"The forward method of {model.Type.Name} could not be read; the RNN diagnostics of the build say why.")});";
        writer.Blank();
        Doc("Features of the result at every step.");
        writer.Line("public override int OutputSize => 0;");
        EmitCallList();
        foreach (string signature in new[]
        {
            $"global::System.Collections.Generic.IReadOnlyList<{Kernels}ModelPort> Inputs",
            $"global::System.Collections.Generic.IReadOnlyList<{Kernels}ModelPort> Results",
            $"int WorkspaceLength({Run} run)",
            $"{Panel} Result({Run} run, int result, bool gradient)",
            $"{Span} RecurrentMemory({Run} run, int call)",
            $"void RunForward({Run} run)",
            $"void RunBackward({Run} run)",
        })
        {
            BeginHidden("Not there: see the diagnostics.");
            writer.Line("protected override " + signature + reason);
        }
    }

    private void EmitCallList()
    {
        BeginHidden("The recurrent layers in the order the model runs them; a layer applied twice is there twice.");
        writer.Line($"protected override global::System.Collections.Generic.IReadOnlyList<{Kernels}RecurrentStack<{element}>> RecurrentCalls {{ get; }}");
    }

    // What generated code and the runtime say to each other.
    private void BeginHidden(string summary)
    {
        writer.Blank();
        Doc(summary);
        writer.Line(Hidden);
    }

    private void Doc(string summary) => writer.Line($"/// <summary>{summary}</summary>");

    private void Param(string name, string text) => writer.Line($"/// <param name=\"{name.TrimStart('@')}\">{text}</param>");
}
