using RnnGen.Analyzers.Tests.Harness;
using Xunit;

namespace RnnGen.Analyzers.Tests.Rules;

public sealed class Rnn0204BroadcastTests
{
    /// <summary>Half of these are wrong, half only look it.</summary>
    [Fact]
    public void Programs() => FlowMarked.Verify("""
            static void Squared([Shape("B", "1")] Tensor p, [Shape("B")] Tensor y) => Losses.MeanSquaredError(p, {|RNN0204:y|});
            static void SquaredByHand([Shape("B", "1")] Tensor p, [Shape("B")] Tensor y) { var d = p - {|RNN0204:y|}; _ = (d * d).Mean(); }
            static void Squeezed([Shape("B", "1")] Tensor p, [Shape("B")] Tensor y) => Losses.MeanSquaredError(p.Squeeze(1), y);
            static void Unsqueezed([Shape("B", "1")] Tensor p, [Shape("B")] Tensor y) => Losses.MeanSquaredError(p, y.Unsqueeze(-1));
            static void Reshaped([Shape("B", "1")] Tensor p, [Shape("B")] Tensor y) => Losses.MeanSquaredError(p.Reshape(p.Dims[0]), y);
            static void Steps([Shape("B", "T", "1")] Tensor p, [Shape("B", "T")] Tensor y) => Losses.MeanSquaredError(p.Squeeze(-1), y);
            static void OneStep([Shape("B", "T")] Tensor p, [Shape("B", "1")] Tensor y) => Losses.MeanSquaredError(p, {|RNN0204:y|});
            static void OneSequence([Shape("B", "F")] Tensor p, [Shape("1", "F")] Tensor y) => Losses.MeanSquaredError(p, {|RNN0204:y|});
            static void Bias([Shape("B", "F")] Tensor p, [Shape("F")] Tensor y) => Losses.MeanSquaredError(p, {|RNN0204:y|});
            static void Scalar([Shape("B", "F")] Tensor p) { _ = p - 0.5; _ = 2.0 * p; _ = p / p.Mean(); }
            static void Vectors1(Vectors p, [Shape("B", "1")] Tensor y) => Losses.MeanSquaredError(p, y);
            static void Same([Shape("B", "T", "F")] Tensor p, [Shape("B", "T", "F")] Tensor y) => Losses.MeanSquaredError(p, y);
        """);
}
