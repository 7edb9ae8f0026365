using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;

namespace RnnGen.Integration.Tests.Reference;

/// <summary>A bidirectional encoder and a decoder that attends over its outputs, written from the configuration of a seq2seq case.</summary>
internal static class Seq2SeqTexts
{
    // The gates of an LSTM on v, whose four matrices of a kind are one tensor in the file.
    private static readonly string GateParameters = string.Join('\n', new[] { "i", "f", "g", "o" }.Select((gate, part) => $$"""
        [Weight(H, E + K), StoredAs("weight_ih", Part = {{part}})] public partial Matrix W_i{{gate}} { get; }
        [Weight(H, H), StoredAs("weight_hh", Part = {{part}})] public partial Matrix W_h{{gate}} { get; }
        [Bias(H), StoredAs("bias_ih", Part = {{part}})] public partial Vector b_i{{gate}} { get; }
        [Bias(H), StoredAs("bias_hh", Part = {{part}})] public partial Vector b_h{{gate}} { get; }
        """));

    private const string Gates = """
            var i = Sigmoid(W_ii * v + b_ii + W_hi * h + b_hi);
            var f = Sigmoid(W_if * v + b_if + W_hf * h + b_hf);
            var g = Tanh(W_ig * v + b_ig + W_hg * h + b_hg);
            var o = Sigmoid(W_io * v + b_io + W_ho * h + b_ho);
            c = f * c + i * g;
            h = o * Tanh(c);
        """;

    /// <summary>The decoder's cell and the model.</summary>
    public static IEnumerable<(string Attribute, string Name, string Members)> Of(JsonElement c)
    {
        int Size(string name) => c.GetProperty(name).GetInt32();
        (int e, int encoder, int h, int target) = (Size("embedding"), Size("encoder_hidden"), Size("decoder_hidden"), Size("target_vocab"));
        string attention = c.GetProperty("attention").GetString()!;
        string sizes = $"[Dimension] public const int E = {e}, H = {h}, K = {2 * encoder}";
        yield return attention switch
        {
            "additive" => ("RecurrentCell", "DecoderCell", Additive(sizes, Size("attention_size"))),
            "general" => ("RecurrentCell", "DecoderCell", General(sizes)),
            _ => throw new InvalidOperationException($"No decoder is known for the attention {attention}."),
        };

        // Additive attention sees the state before the step and gives [h; context]; general attention feeds its vector a on.
        int decoded = attention == "additive" ? h + (2 * encoder) : 2 * encoder;
        yield return ("SequenceModel", "Model", $$"""
            [Embedding({{Size("source_vocab")}}, {{e}}, PaddingIndex = {{Size("pad")}})] public partial Embedding SrcEmbedding { get; }
            [Embedding({{target}}, {{e}}, PaddingIndex = {{Size("pad")}})] public partial Embedding TgtEmbedding { get; }
            [Lstm({{e}}, {{encoder}}, Layers = {{Size("encoder_layers")}})] public partial Bidirectional Encoder { get; }
            [Linear({{2 * encoder}}, {{h}})] public partial Linear BridgeH { get; }
            [Linear({{2 * encoder}}, {{h}})] public partial Linear BridgeC { get; }
            [Recurrent(typeof(DecoderCell))] public partial Recurrent Decoder { get; }
            [Linear({{decoded}}, {{target}})] public partial Linear Out { get; }
            [Forward, Shape("B", "T", "{{target}}")]
            internal Sequence Logits([Shape("B", "S")] Tokens source, [Shape("B", "T")] Tokens target)
            {
                var keys = Encoder.Scan(SrcEmbedding.Lookup(source));
                var h = Tanh(BridgeH.Apply(keys.Final("h")));
                var c = Tanh(BridgeC.Apply(keys.Final("c")));
                var decoded = Decoder.Scan(TgtEmbedding.Lookup(target), memory: keys, initial: [h, c]);
                return Out.Apply(decoded);
            }
            """);
    }

    private static string Additive(string sizes, int attention) => $$"""
        {{sizes}}, A = {{attention}};
        [Weight(A, H)] public partial Matrix att_q { get; }
        [Weight(A, K)] public partial Matrix att_k { get; }
        [Bias(A)] public partial Vector att_b { get; }
        [Bias(A, Init = Init.Uniform)] public partial Vector att_v { get; }
        {{GateParameters}}
        [Step]
        internal (Vector y, Vector h, Vector c, Scores weights) Next([Input(E)] Vector x, [State(H)] Vector h, [State(H)] Vector c, [Memory(K)] RnnGen.Memory keys)
        {
            var weights = Softmax(Dot(att_v, Tanh(att_q * h + att_k * keys + att_b)));
            var context = Context(weights, keys);
            var v = Concat(x, context);
        {{Gates}}
            return (Concat(h, context), h, c, weights);
        }
        """;

    private static string General(string sizes) => $$"""
        {{sizes}};
        [Weight(H, K)] public partial Matrix att_W { get; }
        [Weight(K, K + H)] public partial Matrix comb_weight { get; }
        [Bias(K)] public partial Vector comb_bias { get; }
        {{GateParameters}}
        [Step(Output = "a")]
        internal (Vector h, Vector c, Vector a, Scores weights) Next([Input(E)] Vector x, [State(H)] Vector h, [State(H)] Vector c, [State(K)] Vector a, [Memory(K)] RnnGen.Memory keys)
        {
            var v = Concat(x, a);
        {{Gates}}
            var weights = Softmax(Dot(h, att_W * keys));
            var context = Context(weights, keys);
            a = Tanh(comb_weight * Concat(context, h) + comb_bias);
            return (h, c, a, weights);
        }
        """;
}
