using System;
using System.Collections.Generic;
using System.Linq;
using RnnGen.Generator.Model;

namespace RnnGen.Generator.Emit;

/// <summary>Prints the generated half of a model: layers, the chain forward, the chain backward, the workspace.</summary>
internal sealed partial class ModelEmitter(SourceWriter writer, ModelSpec model, IReadOnlyList<ModelCell> cells)
{
    private const string Kernels = "global::RnnGen.Kernels.";
    private const string Runtime = "global::RnnGen.";
    private const string Hidden = "[global::System.ComponentModel.EditorBrowsable(global::System.ComponentModel.EditorBrowsableState.Never)]";

    private readonly ForwardSpec? forward = model.Forward;
    private readonly string element = model.Precision == Precision.Single ? "float" : "double";
    private readonly string lanes = model.Precision == Precision.Single ? "Lanes32" : "Lanes64";

    private string Panel => $"{Kernels}Panel<{element}>";

    private string Span => $"global::System.Span<{element}>";

    private string InputType => Runtime + (forward!.TakesTokens ? "Tokens" : "Sequence");

    private Dimension OutputSize => FeaturesOf(forward!.Result)!;

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
        using (writer.Block($"{model.Type.Header} : {Kernels}SequenceModel<{element}>"))
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
                EmitChain(forward);
                EmitBuffers(forward);
            }
        }
    });

    private void EmitLayers()
    {
        foreach (LayerSpec layer in model.Layers)
        {
            writer.Line($"private readonly {LayerType(layer)} {Field(layer)};");
            writer.Line($"private readonly {Runtime}{layer.Kind} {Field(layer)}View;");
        }

        writer.Blank();
        writer.Line("/// <summary>A model with freshly initialised parameters.</summary>");
        writer.Line("/// <param name=\"seed\">Seed of the initialisers and of dropout: equal seeds give equal models.</param>");
        using (writer.Block($"public {model.Type.Name}(int seed = 0) : base(seed)"))
        {
            foreach (LayerSpec layer in model.Layers)
            {
                writer.Line($"{Field(layer)} = Add({Literals.Text(layer.Name)}, {Construct(layer)});");
                writer.Line($"{Field(layer)}View = new {Runtime}{layer.Kind}({Field(layer)});");
            }

            writer.Line("RecurrentCalls = [" + string.Join(", ", RecurrentCalls.Select(c => Field(model.Layers[c.Layer]))) + "];");
            writer.Line("Complete();");
        }

        foreach (LayerSpec layer in model.Layers)
        {
            writer.Blank();
            writer.Line($"{layer.Modifiers} partial {Runtime}{layer.Kind} {Namer.Escape(layer.Name)} => {Field(layer)}View;".TrimStart());
        }
    }

    private IEnumerable<LayerCall> RecurrentCalls => forward is null
        ? []
        : LiveCalls(forward).Select(c => forward.Calls[c]).Where(c => model.Layers[c.Layer].Kind == LayerKind.Recurrent);

    private string LayerType(LayerSpec layer) => layer.Kind switch
    {
        LayerKind.Embedding => $"{Kernels}EmbeddingLayer<{element}>",
        LayerKind.Linear => $"{Kernels}LinearLayer<{element}, {Kernels}{lanes}>",
        _ => $"{Kernels}RecurrentStack<{element}>",
    };

    private string Construct(LayerSpec layer) => layer.Kind switch
    {
        LayerKind.Embedding => $"new {LayerType(layer)}({Literals.Int(layer.Input.Value)}, {Literals.Int(layer.Output.Value)}, {Literals.Int(layer.PaddingIndex)})",
        LayerKind.Linear => $"new {LayerType(layer)}({Literals.Int(layer.Input.Value)}, {Literals.Int(layer.Output.Value)}, {(layer.Bias ? "true" : "false")})",
        _ => $"new {LayerType(layer)}({Literals.Double(BitConverter.Int64BitsToDouble(layer.DropoutBits))}, {string.Join(", ", Enumerable.Range(0, layer.Layers).Select(k => $"new {CellClass(layer, k)}()"))})",
    };

    private string CellClass(LayerSpec layer, int k) =>
        layer.CellType ?? (cells.LastOrDefault(c => c.Layer == layer && c.Position <= k)?.Name ?? "MissingCell");

    private static string Field(LayerSpec layer) => char.ToLowerInvariant(layer.Name[0]) + layer.Name.Substring(1) + "Layer";

    private Dimension? FeaturesOf(int value) => value == 0 ? forward!.InputSize : model.Layers[forward!.Calls[value - 1].Layer].Output;

    private void EmitEntryPoints(ForwardSpec spec)
    {
        string size = Literals.Int(OutputSize.Value);
        string argument = Argument(spec), shape = spec.TakesTokens ? "(B,T)" : $"(B,T,{spec.InputSize!.Text})";
        writer.Blank();
        writer.Line("private Pass? trainingPass;");
        writer.Blank();
        Doc($"Features of the result at every step: {OutputSize}.");
        writer.Line($"public override int OutputSize => {size};");
        writer.Blank();
        writer.Line(Hidden);
        writer.Line($"protected override global::System.Collections.Generic.IReadOnlyList<{Kernels}RecurrentStack<{element}>> RecurrentCalls {{ get; }}");
        writer.Blank();
        Doc($"Runs a batch for training, with dropout, and keeps what the backward pass needs: {spec.Name} is (B,T,{OutputSize.Text}). The pass is reused by the next call.");
        Param(argument, shape + ".");
        Param("initial", "States before the first step; zeros when null.");
        writer.Line($"public Pass Forward({InputType} {argument}, {Runtime}ModelState? initial = null) =>");
        writer.Line($"    (trainingPass ??= CreatePass()).Forward({argument}, initial);");
        writer.Blank();
        Doc("A pass with memory of its own, for two runs side by side.");
        writer.Line("public Pass CreatePass() => new(this);");
        writer.Blank();
        Doc($"Runs a batch without dropout: {spec.Name}, (B,T,{OutputSize.Text}), 0 at padding.");
        Param(argument, shape + ".");
        Param("initial", "States before the first step; zeros when null.");
        writer.Line($"public {Runtime}Sequence Predict({InputType} {argument}, {Runtime}ModelState? initial = null) =>");
        writer.Line(spec.TakesTokens ? $"    PredictTokens({argument}, initial);" : $"    PredictVectors({argument}, {Literals.Int(spec.InputSize!.Value)}, initial);");
        writer.Blank();
        Doc($"One step of streaming inference. The new state's Output is {spec.Name}, (B,{OutputSize.Text}).");
        Param("state", "States before the step, from InitialState or the step before.");
        Param(argument, spec.TakesTokens ? "One id for each sequence, (B)." : $"One vector for each sequence, row-major (B,{spec.InputSize!.Text}).");
        writer.Line(spec.TakesTokens
            ? $"public {Runtime}ModelState Step({Runtime}ModelState state, params int[] {argument}) => StepTokens(state, {argument});"
            : $"public {Runtime}ModelState Step({Runtime}ModelState state, float[] {argument}) => StepVectors(state, {argument}, {Literals.Int(spec.InputSize!.Value)});");
        if (spec.TakesTokens)
        {
            writer.Blank();
            Doc("A stream that carries its states and allocates nothing per token.");
            writer.Line($"public {Runtime}TokenStream CreateStream() => new {Runtime}TokenStream<{element}>(this);");
        }
    }

    private void EmitPass(ForwardSpec spec)
    {
        string argument = Argument(spec);
        writer.Blank();
        Doc("One run over a batch: the result and the way back.");
        using (writer.Block($"public sealed class Pass : {Runtime}ModelPass<{element}>"))
        {
            using (writer.Block($"internal Pass({model.Type.Name} model) : base(model)"))
            {
            }

            writer.Blank();
            Doc($"The result, (B,T,{OutputSize.Text}), 0 at padding. A view: the next run of this pass overwrites it.");
            writer.Line($"public {Runtime}Sequence {ResultName(spec)} => Result;");
            writer.Blank();
            Doc("Runs a batch for training.");
            Param(argument, (spec.TakesTokens ? "(B,T)" : $"(B,T,{spec.InputSize!.Text})") + ".");
            Param("initial", "States before the first step; zeros when null.");
            using (writer.Block($"public Pass Forward({InputType} {argument}, {Runtime}ModelState? initial = null)"))
            {
                writer.Line(spec.TakesTokens ? $"Train({argument}, initial);" : $"Train({argument}, {Literals.Int(spec.InputSize!.Value)}, initial);");
                writer.Line("return this;");
            }
        }
    }

    private void EmitStub()
    {
        string reason = $" => throw new global::System.InvalidOperationException({Literals.Text($"The forward method of {model.Type.Name} could not be read; the RNN diagnostics of the build say why.")});";
        string steps = Kernels + "Packing steps";
        writer.Blank();
        Doc("Features of the result at every step.");
        writer.Line("public override int OutputSize => 0;");
        writer.Blank();
        writer.Line(Hidden);
        writer.Line($"protected override global::System.Collections.Generic.IReadOnlyList<{Kernels}RecurrentStack<{element}>> RecurrentCalls {{ get; }}");
        foreach (string signature in new[]
        {
            "int WorkspaceLength(int rows, int batch)",
            $"{Panel} Result({Span} workspace, int rows, int batch, bool gradient)",
            $"{Span} RecurrentMemory({Span} workspace, int rows, int batch, int call)",
            $"void RunForward({steps}, {Kernels}CellInputs<{element}> inputs, {Span} workspace)",
            $"void RunBackward({steps}, {Kernels}CellInputs<{element}> inputs, {Kernels}CellInputs<{element}> inputGradients, {Span} workspace)",
        })
        {
            writer.Blank();
            writer.Line(Hidden);
            writer.Line("protected override " + signature + reason);
        }
    }

    private void Doc(string summary) => writer.Line($"/// <summary>{summary}</summary>");

    private void Param(string name, string text) => writer.Line($"/// <param name=\"{name.TrimStart('@')}\">{text}</param>");

    // The user's name for it, unless a pass has a member of that name.
    private static string ResultName(ForwardSpec spec) =>
        spec.Name is "Forward" or "Backward" or "Result" or "FinalState" or "InitialStateGradient" or "InputGradient" or "Train" or "Pass" or "ToString" ? "Output" : Namer.Escape(spec.Name);

    // The user's name for it, unless a parameter beside it has that name.
    private static string Argument(ForwardSpec spec) => spec.Parameter is "initial" or "state" ? spec.Parameter + "_" : Namer.Escape(spec.Parameter);
}
