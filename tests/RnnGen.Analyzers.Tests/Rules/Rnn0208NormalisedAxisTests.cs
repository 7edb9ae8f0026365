using RnnGen.Analyzers.Tests.Harness;
using Xunit;

namespace RnnGen.Analyzers.Tests.Rules;

public sealed class Rnn0208NormalisedAxisTests
{
    [Fact]
    public void Classes_are_what_a_loss_wants_normalised() => FlowMarked.Verify("""
            static void OverTime([Shape("B", "T", "V")] Tensor z, [Shape("B", "T")] int[,] y) => Losses.NegativeLogLikelihood({|RNN0208:z.LogSoftmax(1)|}, y);
            static void OverTimeFromTheEnd([Shape("B", "T", "V")] Tensor z, [Shape("B", "T")] int[,] y) { var p = z.LogSoftmax(-2); Losses.NegativeLogLikelihood({|RNN0208:p|}, y); }
            static void OverClasses([Shape("B", "T", "V")] Tensor z, [Shape("B", "T")] int[,] y) => Losses.NegativeLogLikelihood(z.LogSoftmax(2), y);
            static void OverClassesFromTheEnd([Shape("B", "T", "V")] Tensor z, [Shape("B", "T")] int[,] y) => Losses.NegativeLogLikelihood(z.LogSoftmax(-1), y);
            static Tensor OverSequences([Shape("B", "V")] Tensor z) => {|RNN0208:z.Softmax(0)|};
            static Tensor OverVocabulary([Shape("B", "V")] Tensor z) => z.Softmax(1);
            static Tensor Attention([Shape("B", "T")] Tensor scores) => scores.Softmax(1);
            static Tensor AttentionOverSteps([Shape("B", "Q", "S")] Tensor scores) => scores.Softmax(2);
            static Tensor OneVector([Shape("V")] Tensor z) => z.Softmax(0);
            static Tensor Unknown(Tensor z) => z.Softmax(0);
            static Tensor TimeMajorAttention([Shape("T", "B")] Tensor scores) => scores.Softmax(0);
        """);
}
