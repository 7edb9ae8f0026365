namespace RnnGen.Analyzers.Tests.Cases;

/// <summary>Models that the cases train, and a small training library of somebody else's that says what its calls do.</summary>
internal static class Fixtures
{
    public const string Source = """
        using System;
        using System.Collections.Generic;
        using RnnGen;
        using static RnnGen.Equations;

        namespace Fixtures;

        [SequenceModel]
        public sealed partial class LineModel
        {
            [Dimension] public const int V = 23, E = 7, H = 13;

            [Embedding(V, E)] public partial Embedding Characters { get; }
            [Lstm(E, H)] public partial Recurrent Memory { get; }
            [Linear(H, V)] public partial Linear Next { get; }

            [Forward, Shape("B", "T", "V")]
            Sequence Logits([Shape("B", "T")] Tokens tokens) => Next.Apply(Memory.Scan(Characters.Lookup(tokens)));
        }

        [SequenceModel]
        public sealed partial class Classifier
        {
            [Dimension] public const int V = 23, E = 7, H = 13, C = 5;

            [Embedding(V, E)] public partial Embedding Words { get; }
            [Gru(E, H)] public partial Recurrent Memory { get; }
            [Linear(H, C)] public partial Linear Out { get; }

            [Forward]
            Vectors Classes([Shape("B", "T")] Tokens tokens) => Out.Apply(Sequences.Last(Memory.Scan(Words.Lookup(tokens))));
        }

        [SequenceModel]
        public sealed partial class Tagger
        {
            [Dimension] public const int V = 23, E = 7, H = 13, C = 5;

            [Embedding(V, E)] public partial Embedding Words { get; }
            [Lstm(E, H)] public partial Bidirectional Memory { get; }
            [Linear(2 * H, C)] public partial Linear Out { get; }

            [Forward]
            Sequence Tags([Shape("B", "T")] Tokens tokens) => Out.Apply(Memory.Scan(Words.Lookup(tokens)));
        }

        /// <summary>A language model that drops elements while it trains.</summary>
        [SequenceModel]
        public sealed partial class DropModel
        {
            [Dimension] public const int V = 23, E = 7, H = 13;

            [Embedding(V, E)] public partial Embedding Characters { get; }
            [Lstm(E, H, Layers = 2, Dropout = 0.5)] public partial Recurrent Memory { get; }
            [Linear(H, V)] public partial Linear Next { get; }

            [Forward, Shape("B", "T", "V")]
            Sequence Logits([Shape("B", "T")] Tokens tokens) => Next.Apply(Memory.Scan(Characters.Lookup(tokens)));
        }

        /// <summary>An encoder that reads in both directions, and a decoder.</summary>
        [SequenceModel]
        public sealed partial class Translator
        {
            [Dimension] public const int S = 17, V = 23, E = 7, H = 13;

            [Embedding(S, E)] public partial Embedding Source { get; }
            [Gru(E, H)] public partial Bidirectional Encoder { get; }
            [Linear(2 * H, H)] public partial Linear Bridge { get; }
            [Embedding(V, E)] public partial Embedding Target { get; }
            [Gru(E, H)] public partial Recurrent Decoder { get; }
            [Linear(H, V)] public partial Linear Next { get; }

            [Forward, Shape("B", "T", "V")]
            Sequence Logits([Shape("B", "S")] Tokens source, [Shape("B", "T")] Tokens target)
            {
                Vectors read = Bridge.Apply(Sequences.MeanOverTime(Encoder.Scan(Source.Lookup(source))));
                return Next.Apply(Decoder.Scan(Target.Lookup(target), initial: [read]));
            }
        }

        [Lstm(7, 13)] public sealed partial class LstmCell;

        [Gru(7, 13, ZoneoutHidden = 0.1)] public sealed partial class ZoneCell;

        /// <summary>A loss of the other library.</summary>
        public sealed class Loss
        {
            public double Value { get; }
            [Role(Role.Backward)] public void Backward() { }
            [Role(Role.Backward, Scaled = true)] public void BackwardScaled(double scale) { }
            public static Loss operator *(Loss left, double right) => left;
            public static Loss operator /(Loss left, double right) => left;
        }

        /// <summary>A state that remembers how it was computed.</summary>
        public sealed class History
        {
            public static History Zeros() => new();
            [Role(Role.Stop)] public History Detach() => new();
            [Role(Role.Reset)] public static History Start(int batch) => new();
        }

        /// <summary>What a run of the other library gives.</summary>
        public sealed class Output
        {
            public History State { get; } = new();
            public Loss Loss(Tensor targets) => new();
        }

        /// <summary>A network of the other library.</summary>
        public sealed class Net
        {
            public Output Run(Tensor x, History? state = null) => new();
            public Loss LossOf(Tensor x) => new();
            public IReadOnlyList<Tensor> Gradients { get; } = [];
            [Role(Role.Zero)] public void ZeroGrad() { }
            [Role(Role.Clip)] public double ClipGrad(double bound) => 0;
        }

        /// <summary>An optimizer of the other library: it does not clear.</summary>
        public sealed class Descent
        {
            public Descent(Net net) { }
            [Role(Role.Step)] public void Step() { }
            [Role(Role.Step, Clears = true)] public void StepAndClear() { }
            [Role(Role.Zero)] public void Zero() { }
            [Role(Role.Unscale)] public void Unscale() { }
        }
        """;
}
