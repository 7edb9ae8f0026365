namespace RnnGen.Integration.Tests.Models;

/// <summary>Two stacked LSTM layers between an embedding and a linear output that share their matrix: the shape of the language_model vectors.</summary>
[SequenceModel]
public sealed partial class LanguageModel11x5Single
{
    [Embedding(11, 5)] public partial Embedding Embedding { get; }

    [Lstm(5, 5, Layers = 2)] public partial Recurrent Rnn { get; }

    [Linear(5, 11, TiedTo = nameof(Embedding))] public partial Linear Decoder { get; }

    [Forward, Shape("B", "T", "V")]
    private Sequence Logits([Shape("B", "T")] Tokens tokens) => Decoder.Apply(Rnn.Scan(Embedding.Lookup(tokens)));
}

/// <inheritdoc cref="LanguageModel11x5Single"/>
[SequenceModel(Precision = Precision.Double)]
public sealed partial class LanguageModel11x5Double
{
    [Embedding(11, 5)] public partial Embedding Embedding { get; }

    [Lstm(5, 5, Layers = 2)] public partial Recurrent Rnn { get; }

    [Linear(5, 11, TiedTo = nameof(Embedding))] public partial Linear Decoder { get; }

    [Forward]
    private Sequence Logits(Tokens tokens) => Decoder.Apply(Rnn.Scan(Embedding.Lookup(tokens)));
}

/// <inheritdoc cref="LanguageModel11x5Single"/>
[SequenceModel]
public sealed partial class LanguageModel9x6Single
{
    [Embedding(9, 6)] public partial Embedding Embedding { get; }

    [Lstm(6, 6, Layers = 2)] public partial Recurrent Rnn { get; }

    [Linear(6, 9, TiedTo = nameof(Embedding))] public partial Linear Decoder { get; }

    [Forward]
    private Sequence Logits(Tokens tokens)
    {
        Sequence vectors = Embedding.Lookup(tokens);
        Sequence hidden = Rnn.Scan(vectors);
        return Decoder.Apply(hidden);
    }
}

/// <inheritdoc cref="LanguageModel11x5Single"/>
[SequenceModel(Precision = Precision.Double)]
public sealed partial class LanguageModel9x6Double
{
    [Embedding(9, 6)] public partial Embedding Embedding { get; }

    [Lstm(6, 6, Layers = 2)] public partial Recurrent Rnn { get; }

    [Linear(6, 9, TiedTo = nameof(Embedding))] public partial Linear Decoder { get; }

    [Forward]
    private Sequence Logits(Tokens tokens) => Decoder.Apply(Rnn.Scan(Embedding.Lookup(tokens)));
}

/// <summary>A table alone: the shape of the embedding vectors.</summary>
[SequenceModel]
public sealed partial class Table6x3Single
{
    [Embedding(6, 3)] public partial Embedding Table { get; }

    [Forward]
    private Sequence Vectors(Tokens tokens) => Table.Lookup(tokens);
}

/// <inheritdoc cref="Table6x3Single"/>
[SequenceModel(Precision = Precision.Double)]
public sealed partial class Table6x3Double
{
    [Embedding(6, 3)] public partial Embedding Table { get; }

    [Forward]
    private Sequence Vectors(Tokens tokens) => Table.Lookup(tokens);
}

/// <summary>With a row that takes no gradient.</summary>
[SequenceModel]
public sealed partial class Table7x4Pad0Single
{
    [Embedding(7, 4, PaddingIndex = 0)] public partial Embedding Table { get; }

    [Forward]
    private Sequence Vectors(Tokens tokens) => Table.Lookup(tokens);
}

/// <inheritdoc cref="Table7x4Pad0Single"/>
[SequenceModel(Precision = Precision.Double)]
public sealed partial class Table7x4Pad0Double
{
    [Embedding(7, 4, PaddingIndex = 0)] public partial Embedding Table { get; }

    [Forward]
    private Sequence Vectors(Tokens tokens) => Table.Lookup(tokens);
}
