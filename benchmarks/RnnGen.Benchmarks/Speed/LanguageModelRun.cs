using System;
using System.Collections.Generic;
using System.Linq;
using RnnGen.Benchmarks.Speed.Cells;
using RnnGen.Kernels;

namespace RnnGen.Benchmarks.Speed;

/// <summary>A training step of a language model. Its parameters begin at random, so it has no numbers to compare but the falling loss.</summary>
internal sealed class LanguageModelRun : IRun
{
    private readonly Action step;

    public LanguageModelRun(Case task, CaseData data)
    {
        Tokens inputs = Shifted(task, data, 0), targets = Shifted(task, data, 1);
        step = task.Cell switch
        {
            "lstm" => Lstm(),
            "gru" => Gru(),
            _ => Rnn(),
        };

        Action Lstm()
        {
            var model = new LstmLanguageModel(1);
            return Step(model, () => model.Forward(inputs), pass => pass.Logits, targets);
        }

        Action Gru()
        {
            var model = new GruLanguageModel(1);
            return Step(model, () => model.Forward(inputs), pass => pass.Logits, targets);
        }

        Action Rnn()
        {
            var model = new RnnLanguageModel(1);
            return Step(model, () => model.Forward(inputs), pass => pass.Logits, targets);
        }
    }

    /// <inheritdoc/>
    public void Once() => step();

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, float[]> Results() => new Dictionary<string, float[]>();

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private static Action Step<TPass>(SequenceModel<float> model, Func<TPass> forward, Func<TPass, Sequence> logits, Tokens targets)
        where TPass : ModelPass<float>
    {
        var optimizer = new Adam(model, learningRate: 1e-3);
        return () =>
        {
            TPass pass = forward();
            LossValue loss = Losses.CrossEntropy(logits(pass), targets);
            pass.Backward(loss);
            model.Gradients.ClipByGlobalNorm(1.0);
            optimizer.Step();
        };
    }

    private static Tokens Shifted(Case task, CaseData data, int by) => Tokens.From([.. Enumerable.Range(0, task.B).Select(b => data.Sequence(b, task.T, by))]);
}
