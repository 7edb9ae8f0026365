using System.Collections.Generic;
using System.Linq;
using RnnGen.Generator.Model;

namespace RnnGen.Generator.Emit;

/// <content>What users call: Forward, Predict, Step, the pass.</content>
internal sealed partial class ModelEmitter
{
    private const string InitialText = "States before the first step; zeros when null.";

    // The user's name for it, unless a pass has a member of that name.
    private static readonly HashSet<string> OfPasses =
    [
        "Forward", "Backward", "Result", "FinalState", "InitialStateGradient", "InputGradient", "InputGradientOf", "Train", "Infer", "Give", "Predict", "Pass", "Prediction",
        "Greedy", "Beam", "DecodeGreedily", "DecodeBeams", "SequenceResult", "VectorsResult", "CopySequence", "CopyVectors", "ToString", "Equals", "GetHashCode", "GetType", "MemberwiseClone", "ReferenceEquals", "Finalize",
    ];

    private void EmitEntryPoints(ForwardSpec spec)
    {
        Dimension size = spec.SizeOf(spec.Results[0].Value)!;
        writer.Blank();
        writer.Line("private Pass? trainingPass;");
        writer.Line("private Pass? inferencePass;");
        writer.Blank();
        Doc(spec.Results.Count > 1 ? $"Features of {ResultName(spec, 0)}: {size}." : spec.AxisOf(spec.Results[0].Value) < 0 ? $"Features of the result: {size}." : $"Features of the result at every step: {size}.");
        writer.Line($"public override int OutputSize => {Literals.Int(size.Value)};");
        EmitPorts("Parameters of the forward method.", "Inputs", spec.Parameters.Select(p => Port(p.Name, p.Form, p.Axis, p.Size)));
        EmitPorts("Results of the forward method.", "Results", spec.Results.Select(r => Port(r.Name, FormOf(spec, r.Value), spec.AxisOf(r.Value), spec.SizeOf(r.Value))));
        EmitCallList();
        writer.Blank();
        Doc($"Runs a batch for training, with dropout, and keeps what the backward pass needs: {Results(spec)}. The pass is reused by the next call.");
        EmitParams(spec);
        writer.Line($"public Pass Forward({Signature(spec)}) =>");
        writer.Line($"    (this.trainingPass ??= this.CreatePass()).Forward({Arguments(spec)});");
        writer.Blank();
        Doc("A pass with memory of its own, for two runs side by side.");
        writer.Line("public Pass CreatePass() => new(this);");
        writer.Blank();
        Doc($"Runs a batch without dropout: {Results(spec)}, 0 at padding.");
        EmitParams(spec);
        writer.Line($"public {PredictionType(spec)} Predict({Signature(spec)}) =>");
        writer.Line($"    (this.inferencePass ??= this.CreatePass()).Predict({Arguments(spec)});");
        if (IsStreaming)
        {
            EmitStreaming(spec);
        }
        else if (IsDecoder)
        {
            EmitDecoding(spec, "Pass");
        }
    }

    private const string DecodingText = "what comes before the decoder runs once, the decoder token by token, without dropout.";

    // On the model, and behind it on the pass.
    private void EmitDecoding(ForwardSpec spec, string target)
    {
        ForwardParameter[] given = [.. spec.Parameters.Take(spec.Parameters.Count - 1)];
        string signature = string.Join(", ", given.Select(p => $"{Runtime}{p.Form} {Argument(p)}"));
        string arguments = string.Join(", ", given.Select(Argument));
        (string name, string type, string summary, string tail, string rest, string run)[] methods =
        [
            ("Greedy", "int[][]", $"The tokens of each sequence, the most probable one at every step: {DecodingText}", "", "", "base.DecodeGreedily(bos, eos, maxSteps)"),
            ("Beam", $"{Runtime}Hypothesis[][]", $"The most probable token sequences found for each sequence, best first, by beam search: {DecodingText}", ", int width = 4, double lengthPenalty = 0", ", width, lengthPenalty", "base.DecodeBeams(bos, eos, maxSteps, width, lengthPenalty)"),
        ];
        foreach ((string name, string type, string summary, string tail, string rest, string run) in methods)
        {
            writer.Blank();
            if (target == "Pass")
            {
                Doc(summary);
                foreach (ForwardParameter parameter in given)
                {
                    Param(Argument(parameter), ShapeOf(parameter.Form, parameter.Size) + ".");
                }

                Param("bos", "The token that begins a sequence.");
                Param("eos", "The token that ends one; -1 for none. Results hold neither.");
                Param("maxSteps", "Most tokens to decode.");
                if (rest.Length > 0)
                {
                    Param("width", "Token sequences kept at every step.");
                    Param("lengthPenalty", "Exponent of the length that log probabilities are divided by: 0 prefers short results, 1 the best mean.");
                }

                writer.Line($"public {type} {name}({signature}, int bos, int eos, int maxSteps{tail}) =>");
                writer.Line($"    (this.inferencePass ??= this.CreatePass()).{name}({arguments}, bos, eos, maxSteps{rest});");
                continue;
            }

            using (writer.Block($"internal {type} {name}({signature}, int bos, int eos, int maxSteps{tail.Replace(" = 4", "").Replace(" = 0", "")})"))
            {
                EmitGive(spec, given.Length);
                writer.Line($"return {run};");
            }
        }
    }

    private void EmitStreaming(ForwardSpec spec)
    {
        ForwardParameter parameter = spec.Parameters[0];
        string argument = Argument(parameter);
        bool tokens = parameter.Form == ValueForm.Tokens;
        writer.Blank();
        Doc($"One step of streaming inference. The new state's Output is {spec.Name}, (B,{spec.SizeOf(spec.Results[0].Value)!.Text}).");
        Param("state", "States before the step, from InitialState or the step before.");
        Param(argument, tokens ? "One id for each sequence, (B)." : $"One vector for each sequence, row-major (B,{parameter.Size!.Text}).");
        writer.Line(tokens
            ? $"public {Runtime}ModelState Step({Runtime}ModelState state, params int[] {argument}) => StepTokens(state, {argument});"
            : $"public {Runtime}ModelState Step({Runtime}ModelState state, float[] {argument}) => StepVectors(state, {argument}, {Literals.Int(parameter.Size!.Value)});");
        if (tokens)
        {
            writer.Blank();
            Doc("A stream that carries its states and allocates nothing per token.");
            writer.Line($"public {Runtime}TokenStream CreateStream() => new {Runtime}TokenStream<{element}>(this);");
        }
    }

    private void EmitPass(ForwardSpec spec)
    {
        writer.Blank();
        Doc("One run over a batch: the result and the way back.");
        using (writer.Block($"public sealed class Pass : {Runtime}{(IsStreaming ? "ModelPass" : IsDecoder ? "DecoderPass" : "OfflinePass")}<{element}>"))
        {
            using (writer.Block($"internal Pass({model.Type.Name} model) : base(model)"))
            {
            }

            for (int i = 0; i < spec.Results.Count; i++)
            {
                bool vectors = spec.AxisOf(spec.Results[i].Value) < 0;
                writer.Blank();
                Doc($"The result, {Shape(spec, spec.Results[i].Value)}{(vectors ? "" : ", 0 at padding")}. A view: the next run of this pass overwrites it.");
                writer.Line($"public {Runtime}{(vectors ? "Vectors" : "Sequence")} {ResultName(spec, i)} => {(vectors ? "Vectors" : "Sequence")}Result({Literals.Int(i)});");
            }

            writer.Blank();
            Doc("Runs a batch for training.");
            EmitParams(spec);
            using (writer.Block($"public Pass Forward({Signature(spec)})"))
            {
                EmitGive(spec, spec.Parameters.Count);
                writer.Line(IsStreaming ? "base.Train(initial);" : "base.Train();");
                writer.Line("return this;");
            }

            if (IsDecoder)
            {
                EmitDecoding(spec, "base");
            }

            writer.Blank();
            using (writer.Block($"internal {PredictionType(spec)} Predict({Signature(spec)})"))
            {
                EmitGive(spec, spec.Parameters.Count);
                writer.Line(IsStreaming ? "base.Infer(initial);" : "base.Infer();");
                IEnumerable<string> copies = spec.Results.Select((r, i) => (spec.AxisOf(r.Value) < 0 ? "base.CopyVectors(" : "base.CopySequence(") + Literals.Int(i) + ")");
                writer.Line(spec.Results.Count == 1 ? $"return {copies.Single()};" : $"return new Prediction({string.Join(", ", copies)});");
            }
        }
    }

    private void EmitGive(ForwardSpec spec, int count)
    {
        for (int i = 0; i < count; i++)
        {
            writer.Line($"base.Give({Literals.Int(i)}, {Argument(spec.Parameters[i])});");
        }
    }

    // Several results have a class of their own: copies, unlike those of a pass.
    private void EmitPrediction(ForwardSpec spec)
    {
        if (spec.Results.Count == 1)
        {
            return;
        }

        writer.Blank();
        Doc("The results of a run without dropout.");
        using (writer.Block("public sealed class Prediction"))
        {
            using (writer.Block($"internal Prediction({string.Join(", ", spec.Results.Select((r, i) => $"{ResultType(spec, i)} result{Literals.Int(i)}"))})"))
            {
                for (int i = 0; i < spec.Results.Count; i++)
                {
                    writer.Line($"this.{ResultName(spec, i)} = result{Literals.Int(i)};");
                }
            }

            for (int i = 0; i < spec.Results.Count; i++)
            {
                writer.Blank();
                Doc($"{Shape(spec, spec.Results[i].Value)}.");
                writer.Line($"public {ResultType(spec, i)} {ResultName(spec, i)} {{ get; }}");
            }

            writer.Blank();
            Doc("Shapes of the results.");
            string shapes = string.Join(" + \", \" + ", spec.Results.Select((_, i) => $"this.{ResultName(spec, i)}"));
            writer.Line($"public override string ToString() => \"Prediction(\" + {shapes} + \")\";");
        }
    }

    private void EmitPorts(string summary, string name, IEnumerable<string> ports)
    {
        BeginHidden(summary);
        writer.Line($"protected override global::System.Collections.Generic.IReadOnlyList<{Kernels}ModelPort> {name} {{ get; }} = [{string.Join(", ", ports)}];");
    }

    private void EmitParams(ForwardSpec spec)
    {
        foreach (ForwardParameter parameter in spec.Parameters)
        {
            Param(Argument(parameter), ShapeOf(parameter.Form, parameter.Size) + ".");
        }

        if (IsStreaming)
        {
            Param("initial", InitialText);
        }
    }

    private string Signature(ForwardSpec spec) =>
        string.Join(", ", spec.Parameters.Select(p => $"{Runtime}{p.Form} {Argument(p)}")) + (IsStreaming ? $", {Runtime}ModelState? initial = null" : "");

    private string Arguments(ForwardSpec spec) => string.Join(", ", spec.Parameters.Select(Argument)) + (IsStreaming ? ", initial" : "");

    private static string Port(string name, ValueForm form, int axis, Dimension? size) =>
        $"new({Literals.Text(name)}, {Kernels}PortForm.{form}, {Literals.Int(axis)}, {Literals.Int(size?.Value ?? 0)})";

    private static ValueForm FormOf(ForwardSpec spec, int value) => spec.AxisOf(value) < 0 ? ValueForm.Vectors : ValueForm.Sequence;

    private static string ResultType(ForwardSpec spec, int result) => Runtime + FormOf(spec, spec.Results[result].Value);

    private static string PredictionType(ForwardSpec spec) => spec.Results.Count == 1 ? ResultType(spec, 0) : "Prediction";

    private static string Results(ForwardSpec spec) =>
        spec.Results.Count == 1
            ? $"{spec.Name} is {Shape(spec, spec.Results[0].Value)}"
            : string.Join(", ", spec.Results.Select((r, i) => $"{ResultName(spec, i)} is {Shape(spec, r.Value)}"));

    private static string Shape(ForwardSpec spec, int value) => ShapeOf(FormOf(spec, value), spec.SizeOf(value));

    private static string ShapeOf(ValueForm form, Dimension? size) => form switch
    {
        ValueForm.Tokens => "(B,T)",
        ValueForm.Sequence => $"(B,T,{size!.Text})",
        _ => $"(B,{size!.Text})",
    };

    private static string ResultName(ForwardSpec spec, int result)
    {
        string name = spec.Results[result].Name;
        return OfPasses.Contains(name) ? spec.Results.Count == 1 ? "Output" : "Output" + Literals.Int(result + 1) : CallerNames.Of(name, spec.Results.Select(other => other.Name));
    }

    private string Argument(ForwardParameter parameter) =>
        CallerNames.Of(parameter.Name, forward!.Parameters.Select(other => other.Name), "initial", "state", "bos", "eos", "maxSteps", "width", "lengthPenalty");
}
