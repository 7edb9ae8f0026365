using System.Collections.Generic;
using System.Linq;
using RnnGen;

namespace Exercises;

/// <summary>The model of exercise 8.</summary>
[SequenceModel]
public sealed partial class ShapeModel
{
    [Dimension]
    public const int V = 100, E = 8, H = 16;

    [Embedding(V, E)]
    public partial Embedding Words { get; }

    [Gru(E, H)]
    public partial Recurrent Memory { get; }

    [Linear(H, V)]
    public partial Linear Next { get; }

    [Forward, Shape("B", "T", "V")]
    private Sequence Logits([Shape("B", "T")] Tokens tokens) => Next.Apply(Memory.Scan(Words.Lookup(tokens)));
}

/// <summary>Exercise 8: the shapes of a generated model.</summary>
public static class TaskShapes
{
    public static IReadOnlyList<Answer> Solve() => [Answer.Of("logits", [.. new TaskShapes.Shapes(3, 5).Logits.Select(size => (double)size)], 3, 5, 100)];

    /// <summary>Runs the model over a batch and looks.</summary>
    public sealed class Shapes
    {
        public Shapes(int batch, int steps)
        {
            var model = new ShapeModel();
            var tokens = Tokens.From(new int[batch, steps]);
            ShapeModel.Pass pass = model.Forward(tokens);
            Tensor last = pass.FinalState.Layers[0]["h"];
            Targets = [tokens.Batch, tokens.Steps];
            Logits = pass.Logits.ToTensor().Dims;
            HiddenStates = model.Memory.Scan(model.Words.Lookup(tokens)).ToTensor().Dims;
            LastState = last.Dims;
            ManyToOneLogits = model.Next.Apply(Sequence.From(last.Reshape(batch, 1, ShapeModel.H))).ToTensor().Reshape(batch, ShapeModel.V).Dims;
        }

        public IReadOnlyList<int> Targets { get; }

        public IReadOnlyList<int> Logits { get; }

        public IReadOnlyList<int> HiddenStates { get; }

        public IReadOnlyList<int> LastState { get; }

        public IReadOnlyList<int> ManyToOneLogits { get; }
    }
}
