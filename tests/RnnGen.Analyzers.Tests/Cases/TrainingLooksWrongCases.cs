using System.Collections.Generic;

namespace RnnGen.Analyzers.Tests.Cases;

/// <summary>Training that is right and looks as if it were not.</summary>
internal static class TrainingLooksWrongCases
{
    public static IEnumerable<Case> All =>
    [
        Right("conditional-clip", "RNN0301", "clipped only when a bound is given",
            """
            var optimizer = new Adam(model);
            foreach (var batch in batches)
            {
                var pass = model.Forward(batch.Inputs);
                pass.Backward(Losses.CrossEntropy(pass.Logits, batch.Targets));
                [[Limit(LineModel model, double? bound)| if (bound is { } limit) model.Gradients.ClipByGlobalNorm(limit); else model.Gradients.AcceptUnclipped("asked for"); ]]
                optimizer.Step();
            }
            """, "LineModel model, BatchSet batches, double? bound"),
        Right("finite-guard", "RNN0308", "a step that is left out when the norm is not finite",
            """
            var optimizer = new Adam(model);
            foreach (var batch in batches)
            {
                model.Gradients.Clear();
                var pass = model.Forward(batch.Inputs);
                pass.Backward(Losses.CrossEntropy(pass.Logits, batch.Targets));
                double norm = model.Gradients.GlobalNorm();
                if (double.IsFinite(norm))
                {
                    [[Update(LineModel model, Optimizer optimizer)| model.Gradients.ClipByGlobalNorm(1.0); optimizer.Step(); ]]
                }
            }
            """),
        Right("caught-non-finite", "RNN0308", "gradients that are not finite are thrown away",
            """
            var optimizer = new Adam(model);
            foreach (var batch in batches)
            {
                var pass = model.Forward(batch.Inputs);
                pass.Backward(Losses.CrossEntropy(pass.Logits, batch.Targets));
                try
                {
                    model.Gradients.ClipByGlobalNorm(1.0);
                    optimizer.Step();
                }
                catch (NonFiniteGradientException)
                {
                    model.Gradients.Clear();
                }
            }
            """),
        Right("finally-clears", "RNN0308", "clear in a finally block",
            """
            var optimizer = new Adam(model);
            foreach (var batch in batches)
                try
                {
                    var pass = model.Forward(batch.Inputs);
                    pass.Backward(Losses.CrossEntropy(pass.Logits, batch.Targets));
                    model.Gradients.ClipByGlobalNorm(1.0);
                    optimizer.Step();
                }
                finally
                {
                    model.Gradients.Clear();
                }
            """),
        Right("probe", "RNN0308", "gradients that are only looked at",
            """
            var optimizer = new Adam(model);
            foreach (var batch in batches)
            {
                var probe = model.Forward(batch.Inputs);
                probe.Backward(Losses.CrossEntropy(probe.Logits, batch.Targets));
                Console.WriteLine(model.Gradients.GlobalNorm());
                model.Gradients.Clear();

                var pass = model.Forward(batch.Inputs);
                pass.Backward(Losses.CrossEntropy(pass.Logits, batch.Targets));
                model.Gradients.ClipByGlobalNorm(1.0);
                optimizer.Step();
            }
            """),
        Right("accumulation", "RNN0307", "gradients of four batches added up on purpose",
            """
            var optimizer = new Adam(model);
            int i = 0;
            foreach (var batch in batches)
            {
                var pass = model.Forward(batch.Inputs);
                [[Learn(LineModel.Pass pass, SequenceBatch batch)| pass.Backward(Losses.CrossEntropy(pass.Logits, batch.Targets)); ]]
                if (++i % 4 == 0)
                {
                    model.Gradients.ClipByGlobalNorm(1.0);
                    optimizer.Step();
                }
            }
            """),
        Right("guarded-clear", "RNN0308", "cleared at the first of four batches",
            """
            var optimizer = new Adam(model);
            int i = 0;
            foreach (var batch in batches)
            {
                if (i % 4 == 0)
                    model.Gradients.Clear();
                var pass = model.Forward(batch.Inputs);
                pass.Backward(Losses.CrossEntropy(pass.Logits, batch.Targets));
                if (++i % 4 == 0)
                {
                    model.Gradients.ClipByGlobalNorm(1.0);
                    optimizer.Step();
                }
            }
            """),
        Right("two-models", "RNN0301", "two models in turn, each with an optimizer of its own",
            """
            var one = new LineModel(1);
            var two = new LineModel(2);
            var first = new Adam(one);
            var second = new Adam(two);
            foreach (var batch in batches)
            {
                var p = one.Forward(batch.Inputs);
                var q = two.Forward(batch.Inputs);
                p.Backward(Losses.CrossEntropy(p.Logits, batch.Targets));
                q.Backward(Losses.CrossEntropy(q.Logits, batch.Targets));
                one.Gradients.ClipByGlobalNorm(1.0);
                two.Gradients.ClipByGlobalNorm(1.0);
                first.Step();
                second.Step();
            }
            """),
        Right("clip-by-caller-code", "RNN0301", "a delegate that nobody can see gets the model",
            """
            var optimizer = new Adam(model);
            foreach (var batch in batches)
            {
                var pass = model.Forward(batch.Inputs);
                pass.Backward(Losses.CrossEntropy(pass.Logits, batch.Targets));
                limit(model);
                optimizer.Step();
            }
            """, "LineModel model, BatchSet batches, Action<Trainable> limit"),
        Right("clip-in-override", "RNN0301", "an abstract method clips",
            """
            var optimizer = new Adam(model);
            foreach (var batch in batches)
            {
                var pass = model.Forward(batch.Inputs);
                pass.Backward(Losses.CrossEntropy(pass.Logits, batch.Targets));
                limiter.Apply(model);
                optimizer.Step();
            }
            """, "LineModel model, BatchSet batches, Limiter limiter", types: "abstract class Limiter { public abstract void Apply(LineModel model); }"),
        Right("declared-on-method", "RNN0301", "the method declares that it does not clip",
            """
            var optimizer = new Adam(model);
            foreach (var batch in batches)
            {
                var pass = model.Forward(batch.Inputs);
                pass.Backward(Losses.CrossEntropy(pass.Logits, batch.Targets));
                optimizer.Step();
            }
            """, attributes: "[GradientPolicy(Clip.None, Because = \"the loss is bounded\")]"),
        Right("gradient-check", "RNN0301", "gradients without an optimizer",
            """
            foreach (var batch in batches)
            {
                var pass = model.Forward(batch.Inputs);
                pass.Backward(Losses.CrossEntropy(pass.Logits, batch.Targets));
                foreach (Parameter parameter in model.Parameters)
                    Console.WriteLine(parameter.Gradient);
                model.Gradients.Clear();
            }
            """),
        Right("async-loop", "RNN0301", "an asynchronous loop that clips",
            """
            var optimizer = new Adam(model);
            foreach (var batch in batches)
            {
                await Task.Yield();
                var pass = model.Forward(batch.Inputs);
                pass.Backward(Losses.CrossEntropy(pass.Logits, batch.Targets));
                double norm = model.Gradients.ClipByGlobalNorm(norms.Count > 10 ? norms.Average() : 1.0);
                norms.Add(norm);
                optimizer.Step();
            }
            """, "LineModel model, BatchSet batches, List<double> norms", returns: "async Task"),
        Right("skip-on-loss", "RNN0306", "the step is left out when the clipped norm was large",
            """
            var optimizer = new Adam(model);
            foreach (var batch in batches)
            {
                var pass = model.Forward(batch.Inputs);
                pass.Backward(Losses.CrossEntropy(pass.Logits, batch.Targets));
                double norm = model.Gradients.ClipByGlobalNorm(1.0);
                if (norm > 1000)
                {
                    model.Gradients.Clear();
                    continue;
                }

                optimizer.Step();
            }
            """),
    ];

    private static Case Right(string id, string rule, string title, string body, string parameters = "LineModel model, BatchSet batches", string attributes = "", string returns = "void", string types = "") =>
        new(id, rule, title, null, body) { Parameters = parameters, Attributes = attributes, Returns = returns, Types = types };
}
