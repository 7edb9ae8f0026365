using System;
using System.Linq;
using Xunit;

namespace RnnGen.Integration.Tests.Models;

/// <summary>CTC through a generated model: the gradient it leaves for Backward, and learning to label without knowing where.</summary>
public sealed class CtcModelTests
{
    private static readonly Tokens Labels = Tokens.From([[1, 2, 2], [3], [4, 1]]);

    private static readonly Sequence Signals = Sequence.From(
        Tensor.FromDoubles([.. Enumerable.Range(0, 3 * 8 * CtcModel.I).Select(i => Math.Sin(1.7 * i))], 3, 8, CtcModel.I), [8, 3, 6]);

    [Fact]
    public void Parameter_gradients_against_central_differences()
    {
        var model = new CtcModel(seed: 5);
        CtcModel.Pass pass = model.Forward(Signals);
        pass.Backward(Losses.Ctc(pass.Logits, Labels));
        const double h = 1e-5;
        foreach (Parameter parameter in model.Parameters)
        {
            double[] gradient = parameter.Gradient.ToDoubleArray(), values = parameter.Value.ToDoubleArray();
            for (int i = 0; i < values.Length; i += 7)
            {
                double Shifted(double by)
                {
                    double[] moved = [.. values];
                    moved[i] += by;
                    parameter.Set(moved);
                    return Losses.Ctc(model.Predict(Signals), Labels).Value;
                }

                double expected = (Shifted(h) - Shifted(-h)) / (2 * h);
                parameter.Set(values);
                Assert.Equal(expected, gradient[i], 1e-8);
            }
        }
    }

    [Fact]
    public void Labels_are_learned()
    {
        var model = new CtcModel(seed: 5);
        var optimizer = new Adam(model, learningRate: 0.02);
        for (int step = 0; step < 200; step++)
        {
            CtcModel.Pass pass = model.Forward(Signals);
            pass.Backward(Losses.Ctc(pass.Logits, Labels));
            model.Gradients.ClipByGlobalNorm(1);
            optimizer.Step();
        }

        Assert.Equal([[1, 2, 2], [3], [4, 1]], CtcDecoding.Greedy(model.Predict(Signals)));
    }
}

[SequenceModel(Precision = Precision.Double)]
public sealed partial class CtcModel
{
    [Dimension]
    public const int I = 4, H = 10, C = 5;

    [Gru(I, H)]
    public partial Recurrent Memory { get; }

    [Linear(H, C)]
    public partial Linear Label { get; }

    [Forward, Shape("B", "T", "C")]
    private Sequence Logits([Shape("B", "T", "I")] Sequence signals) => Label.Apply(Memory.Scan(signals));
}
