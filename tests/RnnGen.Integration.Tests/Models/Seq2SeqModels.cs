using static RnnGen.Sequences;

namespace RnnGen.Integration.Tests.Models;

/// <summary>A bidirectional encoder and a decoder that attends over its outputs: the shape of a seq2seq vector.</summary>
[SequenceModel]
public sealed partial class AdditiveSeq2SeqSingle
{
    [Embedding(9, 4, PaddingIndex = 0)] public partial Embedding SrcEmbedding { get; }

    [Embedding(8, 4, PaddingIndex = 0)] public partial Embedding TgtEmbedding { get; }

    [Lstm(4, 3)] public partial Bidirectional Encoder { get; }

    [Linear(6, 5)] public partial Linear BridgeH { get; }

    [Linear(6, 5)] public partial Linear BridgeC { get; }

    [Recurrent(typeof(AdditiveDecoderSingle))] public partial Recurrent Decoder { get; }

    [Linear(11, 8)] public partial Linear Out { get; }

    [Forward, Shape("B", "T", "8")]
    internal Sequence Logits([Shape("B", "S")] Tokens source, [Shape("B", "T")] Tokens target)
    {
        var keys = Encoder.Scan(SrcEmbedding.Lookup(source));
        var h = Tanh(BridgeH.Apply(keys.Final("h")));
        var c = Tanh(BridgeC.Apply(keys.Final("c")));
        var decoded = Decoder.Scan(TgtEmbedding.Lookup(target), memory: keys, initial: [h, c]);
        return Out.Apply(decoded);
    }
}

/// <summary>A bidirectional encoder and a decoder that attends over its outputs: the shape of a seq2seq vector.</summary>
[SequenceModel(Precision = Precision.Double)]
public sealed partial class AdditiveSeq2SeqDouble
{
    [Embedding(9, 4, PaddingIndex = 0)] public partial Embedding SrcEmbedding { get; }

    [Embedding(8, 4, PaddingIndex = 0)] public partial Embedding TgtEmbedding { get; }

    [Lstm(4, 3)] public partial Bidirectional Encoder { get; }

    [Linear(6, 5)] public partial Linear BridgeH { get; }

    [Linear(6, 5)] public partial Linear BridgeC { get; }

    [Recurrent(typeof(AdditiveDecoderDouble))] public partial Recurrent Decoder { get; }

    [Linear(11, 8)] public partial Linear Out { get; }

    [Forward, Shape("B", "T", "8")]
    internal Sequence Logits([Shape("B", "S")] Tokens source, [Shape("B", "T")] Tokens target)
    {
        var keys = Encoder.Scan(SrcEmbedding.Lookup(source));
        var h = Tanh(BridgeH.Apply(keys.Final("h")));
        var c = Tanh(BridgeC.Apply(keys.Final("c")));
        var decoded = Decoder.Scan(TgtEmbedding.Lookup(target), memory: keys, initial: [h, c]);
        return Out.Apply(decoded);
    }
}

/// <summary>A bidirectional encoder and a decoder that attends over its outputs: the shape of a seq2seq vector.</summary>
[SequenceModel]
public sealed partial class GeneralSeq2SeqSingle
{
    [Embedding(8, 4, PaddingIndex = 0)] public partial Embedding SrcEmbedding { get; }

    [Embedding(9, 4, PaddingIndex = 0)] public partial Embedding TgtEmbedding { get; }

    [Lstm(4, 3)] public partial Bidirectional Encoder { get; }

    [Linear(6, 5)] public partial Linear BridgeH { get; }

    [Linear(6, 5)] public partial Linear BridgeC { get; }

    [Recurrent(typeof(GeneralDecoderSingle))] public partial Recurrent Decoder { get; }

    [Linear(6, 9)] public partial Linear Out { get; }

    [Forward, Shape("B", "T", "9")]
    internal Sequence Logits([Shape("B", "S")] Tokens source, [Shape("B", "T")] Tokens target)
    {
        var keys = Encoder.Scan(SrcEmbedding.Lookup(source));
        var h = Tanh(BridgeH.Apply(keys.Final("h")));
        var c = Tanh(BridgeC.Apply(keys.Final("c")));
        var decoded = Decoder.Scan(TgtEmbedding.Lookup(target), memory: keys, initial: [h, c]);
        return Out.Apply(decoded);
    }
}

/// <summary>A bidirectional encoder and a decoder that attends over its outputs: the shape of a seq2seq vector.</summary>
[SequenceModel(Precision = Precision.Double)]
public sealed partial class GeneralSeq2SeqDouble
{
    [Embedding(8, 4, PaddingIndex = 0)] public partial Embedding SrcEmbedding { get; }

    [Embedding(9, 4, PaddingIndex = 0)] public partial Embedding TgtEmbedding { get; }

    [Lstm(4, 3)] public partial Bidirectional Encoder { get; }

    [Linear(6, 5)] public partial Linear BridgeH { get; }

    [Linear(6, 5)] public partial Linear BridgeC { get; }

    [Recurrent(typeof(GeneralDecoderDouble))] public partial Recurrent Decoder { get; }

    [Linear(6, 9)] public partial Linear Out { get; }

    [Forward, Shape("B", "T", "9")]
    internal Sequence Logits([Shape("B", "S")] Tokens source, [Shape("B", "T")] Tokens target)
    {
        var keys = Encoder.Scan(SrcEmbedding.Lookup(source));
        var h = Tanh(BridgeH.Apply(keys.Final("h")));
        var c = Tanh(BridgeC.Apply(keys.Final("c")));
        var decoded = Decoder.Scan(TgtEmbedding.Lookup(target), memory: keys, initial: [h, c]);
        return Out.Apply(decoded);
    }
}
