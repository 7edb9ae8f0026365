using static RnnGen.Sequences;

namespace RnnGen.Integration.Tests.Models;

/// <summary>Many to one: a class for each sequence.</summary>
[SequenceModel(Precision = Precision.Double)]
public sealed partial class ManyToOne
{
    [Embedding(7, 5)] public partial Embedding Words { get; }

    [Lstm(5, 6, Layers = 2)] public partial Recurrent Memory { get; }

    [Linear(6, 3)] public partial Linear Classes { get; }

    [Forward, Shape("B", "3")]
    internal Vectors Scores([Shape("B", "T")] Tokens tokens) => Classes.Apply(Last(Memory.Scan(Words.Lookup(tokens))));
}

/// <summary>Every way to pool, and a result at every step beside it; the sequence goes into many uses.</summary>
[SequenceModel(Precision = Precision.Double)]
public sealed partial class Pooled
{
    [Gru(4, 5)] public partial Recurrent Memory { get; }

    [Linear(25, 3)] public partial Linear Summary { get; }

    [Linear(5, 2, Bias = false)] public partial Linear Tags { get; }

    [Forward]
    internal (Vectors Topic, Sequence Labels) Both(Sequence values)
    {
        var y = Memory.Scan(values);
        Vectors all = Concat(First(y), Last(y), MeanOverTime(y), MaxOverTime(y), SumOverTime(y));
        return (Tanh(Summary.Apply(all)), Tags.Apply(Relu(y)));
    }
}

/// <summary>One to many: a vector conditions every step and the state the decoder starts from.</summary>
[SequenceModel(Precision = Precision.Double)]
public sealed partial class OneToMany
{
    [Embedding(6, 3)] public partial Embedding Words { get; }

    [Linear(4, 5)] public partial Linear Bridge { get; }

    [Rnn(7, 5)] public partial Recurrent Decoder { get; }

    [Linear(5, 6)] public partial Linear Next { get; }

    [Forward, Shape("B", "T", "6")]
    internal Sequence Caption([Shape("B", "4")] Vectors image, [Shape("B", "T")] Tokens words)
    {
        var start = Tanh(Bridge.Apply(image));
        var steps = Concat(Repeat(image, words), Words.Lookup(words));
        return Next.Apply(Decoder.Scan(steps, start));
    }
}

/// <summary>Residual connections, a highway, and layers applied twice: still one step after another.</summary>
[SequenceModel(Precision = Precision.Double)]
public sealed partial class SharedResidual
{
    [Rnn(6, 6)] public partial Recurrent Memory { get; }

    [Linear(6, 6)] public partial Linear Gate { get; }

    [Forward]
    internal Sequence Values(Sequence x)
    {
        var y = x + Memory.Scan(x);
        var z = Memory.Scan(y * 0.5);
        var g = Sigmoid(Gate.Apply(z));
        y = g * Gate.Apply(y) + (1 - g) * x;
        return y - z;
    }
}

/// <summary>Both directions, joined by hand, and the states both end with.</summary>
[SequenceModel(Precision = Precision.Double)]
public sealed partial class BothWays
{
    [Lstm(3, 4)] public partial Recurrent Ahead { get; }

    [Lstm(3, 4)] public partial Recurrent Back { get; }

    [Linear(8, 2)] public partial Linear Tag { get; }

    [Forward]
    internal (Sequence Tags, Vectors Final) Both(Sequence x)
    {
        var ahead = Ahead.Scan(x);
        var back = Back.Scan(Reverse(x));
        return (Tag.Apply(Concat(ahead, Reverse(back))), Concat(ahead.Final("h"), back.Final("c")));
    }
}

/// <summary>An encoder whose final states, through a bridge, are what the decoder of another length starts from.</summary>
[SequenceModel(Precision = Precision.Double)]
public sealed partial class Translator
{
    [Embedding(8, 3)] public partial Embedding Source { get; }

    [Embedding(9, 4)] public partial Embedding Target { get; }

    [Lstm(3, 5)] public partial Recurrent Encoder { get; }

    [Linear(5, 6)] public partial Linear BridgeH { get; }

    [Linear(5, 6)] public partial Linear BridgeC { get; }

    [Lstm(4, 6)] public partial Recurrent Decoder { get; }

    [Linear(6, 9)] public partial Linear Out { get; }

    [Forward, Shape("B", "T", "9")]
    internal Sequence Logits([Shape("B", "S")] Tokens source, [Shape("B", "T")] Tokens target)
    {
        var encoded = Encoder.Scan(Source.Lookup(source));
        Vectors h = Tanh(BridgeH.Apply(encoded.Final("h")));
        Vectors c = Tanh(BridgeC.Apply(encoded.Final("c")));
        var decoded = Decoder.Scan(Target.Lookup(target), initial: [h, c]);
        return Out.Apply(decoded);
    }
}

/// <summary>Two inputs along one axis.</summary>
[SequenceModel(Precision = Precision.Double)]
public sealed partial class TwoInputs
{
    [Gru(3, 4)] public partial Recurrent Left { get; }

    [Gru(5, 4)] public partial Recurrent Right { get; }

    [Forward]
    internal Sequence Sum([Shape("B", "T", "3")] Sequence a, [Shape("B", "T", "5")] Sequence b) => Left.Scan(a) * Right.Scan(b) + Left.Scan(a * 0.25 + 0.125);
}

/// <summary>A decoder that attends over an encoder's outputs, which are used elsewhere too.</summary>
[SequenceModel(Precision = Precision.Double)]
public sealed partial class AttendingTranslator
{
    [Embedding(8, 3)] public partial Embedding Source { get; }

    [Embedding(9, 4)] public partial Embedding Target { get; }

    [Lstm(3, 6)] public partial Recurrent Encoder { get; }

    [Linear(6, 5)] public partial Linear Bridge { get; }

    [Recurrent(typeof(AdditiveDecoder))] public partial Recurrent Decoder { get; }

    [Linear(11, 9)] public partial Linear Out { get; }

    [Forward, Shape("B", "T", "9")]
    internal Sequence Logits([Shape("B", "S")] Tokens source, [Shape("B", "T")] Tokens target)
    {
        var encoded = Encoder.Scan(Source.Lookup(source));
        var start = Tanh(Bridge.Apply(MeanOverTime(encoded)));
        var words = Target.Lookup(target);
        return Out.Apply(Decoder.Scan(words, encoded, start) + Decoder.Scan(words, memory: Reverse(encoded)));
    }
}

/// <summary>Cells of several inputs as layers: the time since the step before, a second vector.</summary>
[SequenceModel(Precision = Precision.Double)]
public sealed partial class Timed
{
    [Cfc(3, 6, Backbone = 4)] public partial Recurrent First { get; }

    [Cfc(6, 5, Backbone = 3)] public partial Recurrent Second { get; }

    [Recurrent(typeof(TimedPair))] public partial Recurrent Third { get; }

    [Linear(3, 6)] public partial Linear Start { get; }

    [Forward]
    internal Sequence Values([Shape("B", "T", "3")] Sequence x, [Shape("B", "T", "1")] Sequence dt)
    {
        var second = Second.Scan(First.Scan(x, dt, Start.Apply(Last(x))), dt * 0.5);
        return Third.Scan(second, x, dt);
    }
}

[RecurrentCell(Precision = Precision.Double)]
public sealed partial class TimedPair
{
    [Weight(6, 5)] public partial Matrix W { get; }

    [Weight(6, 3)] public partial Matrix V { get; }

    [Step]
    public Vector Next([Input(5)] Vector x, [Input(3)] Vector y, [Input] Scalar dt, [State(6)] Vector h) =>
        RnnGen.Equations.Tanh(W * x + dt * (V * y) + RnnGen.Equations.Exp(-dt * dt) * h);
}
