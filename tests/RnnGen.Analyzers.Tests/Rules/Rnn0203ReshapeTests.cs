using RnnGen.Analyzers.Tests.Harness;
using Xunit;

namespace RnnGen.Analyzers.Tests.Rules;

public sealed class Rnn0203ReshapeTests
{
    /// <summary>Half of these are wrong, half only look it.</summary>
    [Fact]
    public void Programs() => FlowMarked.Verify("""
            static void Run([Shape("B", "T", "F")] Tensor x, [Shape("2", "B", "H")] Tensor directions)
            {
                int b = x.Dims[0], t = x.Dims[1], f = x.Dims[2];
                _ = {|RNN0203:x.Reshape(t, b, f)|};
                _ = {|RNN0203:x.Reshape(t, b * f)|};
                _ = {|RNN0203:x.Reshape(b, f, t)|};
                _ = x.Reshape(b * t, f);
                _ = x.Reshape(b, t * f);
                _ = x.Reshape(b, 1, t, f);
                _ = x.Reshape(-1);
                _ = x.Reshape(b * t, f).Reshape(b, t, f);
                _ = x.Reshape(b, t / 2, 2 * f);
                _ = {|RNN0203:directions.Reshape(directions.Dims[1], 2 * directions.Dims[2])|};
                _ = directions.Permute(1, 0, 2).Reshape(directions.Dims[1], 2 * directions.Dims[2]);
                _ = new Tensor(2, 3).Reshape(3, 2);
                _ = new Tensor(6, 4).Reshape(8, 3);
            }

            static void Constants() { const int B = 2, T = 3; _ = {|RNN0203:new Tensor(B, T).Reshape(T, B)|}; _ = new Tensor(B, T).Reshape(B * T); }
            static void Locals() { int batch = 4, steps = 6; _ = {|RNN0203:new Tensor(batch, steps, 5).Reshape(steps, batch, 5)|}; _ = new Tensor(batch, steps, 5).Reshape(batch * steps, 5); }
            static Tensor Heads([Shape("B", "T", "512")] Tensor x) => x.Reshape(x.Dims[0], x.Dims[1], 8, 64).Permute(0, 2, 1, 3);
            static Tensor HeadsWrong([Shape("B", "T", "512")] Tensor x) => {|RNN0203:x.Reshape(x.Dims[0], 8, x.Dims[1], 64)|};
        """);

    [Fact]
    public void The_order_is_in_the_message() => Assert.Equal(
        "A reshape from (B, T, F) to (T, B, F) mixes up the axes: elements keep their order in memory; write `Permute(1, 0, 2)`",
        FlowMarked.Message("""
            static Tensor Run([Shape("B", "T", "F")] Tensor x) => {|RNN0203:x.Reshape(x.Dims[1], x.Dims[0], x.Dims[2])|};
            """));
}
