using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Text.Json;
using RnnGen.Integration.Tests.Harness;
using RnnGen.Testing;

namespace RnnGen.Integration.Tests.Reference;

/// <summary>Models for the kinds that are a whole model: each is written from a case's configuration and compiled here, so that a new case needs no new code.</summary>
internal static class ReferenceModels
{
    private static readonly Dictionary<string, Func<JsonElement, IEnumerable<(string Attribute, string Name, string Members)>>> Texts = new()
    {
        ["embedding"] = Embedding,
        ["language_model"] = LanguageModel,
        ["truncated_bptt"] = Truncated,
        ["seq2seq"] = Seq2SeqTexts.Of,
    };

    /// <summary>The kinds that can be written.</summary>
    public static IEnumerable<string> Kinds => Texts.Keys;

    /// <summary>The model of a case.</summary>
    public static object Create(ReferenceCase item, string kind, Precision precision)
    {
        CellSource[] sources = [.. Texts[kind](item.Config).Select(part => new CellSource(part.Name, $$"""
            using RnnGen;
            using static RnnGen.{{(part.Attribute == "SequenceModel" ? "Sequences" : "Equations")}};

            namespace {{CellSource.Namespace}};

            [{{part.Attribute}}(Precision = Precision.{{precision}})]
            public sealed partial class {{part.Name}}
            {
            {{part.Members}}
            }
            """))];
        return Activator.CreateInstance(CellCompilation.Compile(sources).GetType($"{CellSource.Namespace}.Model")!, 0)!;
    }

    /// <summary>A method of a model as a delegate; what it gives may be of a class derived from what the delegate says.</summary>
    public static TDelegate Method<TDelegate>(object model, string name)
        where TDelegate : Delegate
    {
        Type[] arguments = [.. typeof(TDelegate).GetMethod("Invoke")!.GetParameters().Select(parameter => parameter.ParameterType)];
        MethodInfo method = model.GetType().GetMethod(name, arguments) ?? throw new InvalidOperationException($"There is no {name}({string.Join(", ", arguments.Select(type => type.Name))}).");
        return method.CreateDelegate<TDelegate>(model);
    }

    /// <summary>A sequence that a pass gives by name, or a layer of a model.</summary>
    public static T Property<T>(object owner, string name) => (T)owner.GetType().GetProperty(name)!.GetValue(owner)!;

    private static IEnumerable<(string Attribute, string Name, string Members)> Embedding(JsonElement c)
    {
        string padding = c.TryGetProperty("padding_idx", out JsonElement index) && index.ValueKind == JsonValueKind.Number ? $", PaddingIndex = {index}" : "";
        yield return ("SequenceModel", "Model", $$"""
            [Embedding({{c.GetProperty("vocab")}}, {{c.GetProperty("size")}}{{padding}})] public partial Embedding Table { get; }
            [Forward] private Sequence Vectors(Tokens tokens) => Table.Lookup(tokens);
            """);
    }

    private static IEnumerable<(string Attribute, string Name, string Members)> LanguageModel(JsonElement c)
    {
        (int v, int e) = (c.GetProperty("vocab").GetInt32(), c.GetProperty("size").GetInt32());
        string tied = c.GetProperty("tied").GetBoolean() ? ", TiedTo = nameof(Embedding)" : "";
        yield return ("SequenceModel", "Model", $$"""
            [Embedding({{v}}, {{e}})] public partial Embedding Embedding { get; }
            [{{Cell(c)}}({{e}}, {{e}}, Layers = {{c.GetProperty("layers")}})] public partial Recurrent Rnn { get; }
            [Linear({{e}}, {{v}}{{tied}})] public partial Linear Decoder { get; }
            [Forward] private Sequence Logits(Tokens tokens) => Decoder.Apply(Rnn.Scan(Embedding.Lookup(tokens)));
            """);
    }

    private static IEnumerable<(string Attribute, string Name, string Members)> Truncated(JsonElement c)
    {
        JsonElement hidden = c.GetProperty("hidden_size");
        yield return ("SequenceModel", "Model", $$"""
            [{{Cell(c)}}({{c.GetProperty("input_size")}}, {{hidden}})] public partial Recurrent Rnn { get; }
            [Linear({{hidden}}, {{c.GetProperty("output_size")}})] public partial Linear Head { get; }
            [Forward] private Sequence Y(Sequence x) => Head.Apply(Rnn.Scan(x));
            """);
    }

    private static string Cell(JsonElement c) => c.GetProperty("cell").GetString() switch
    {
        "lstm" => "Lstm",
        "gru" => "Gru",
        var other => throw new InvalidOperationException($"No attribute is known for the cell {other}."),
    };
}
