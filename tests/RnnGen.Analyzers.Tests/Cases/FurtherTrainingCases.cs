using System.Collections.Generic;

namespace RnnGen.Analyzers.Tests.Cases;

/// <summary>RNN0302 to RNN0310 again, in programs of another form; half of them only look wrong.</summary>
internal static class FurtherTrainingCases
{

    public static IEnumerable<Case> All =>
    [
        new("clip-behind-step-by-value", "RNN0302", "limited by value, behind the update",
            """
            var optimizer = new Sgd(model, 0.1);
            foreach (var batch in batches)
            {
                var pass = model.Forward(batch.Inputs);
                pass.Backward(Losses.CrossEntropy(pass.Logits, batch.Targets));
                optimizer.Step();
                {|RNN0302:model.Gradients.ClipByValue(0.5)|};
            }
            """,
            """
            var optimizer = new Sgd(model, 0.1);
            foreach (var batch in batches)
            {
                var pass = model.Forward(batch.Inputs);
                pass.Backward(Losses.CrossEntropy(pass.Logits, batch.Targets));
                model.Gradients.ClipByValue(0.5);
                optimizer.Step();
            }
            """),
        new("clip-again-behind-step", "RNN0302", "clipped before the update; behind it the norm is only shown",
            null,
            """
            var optimizer = new Adam(model);
            foreach (var batch in batches)
            {
                var pass = model.Forward(batch.Inputs);
                pass.Backward(Losses.CrossEntropy(pass.Logits, batch.Targets));
                model.Gradients.ClipByGlobalNorm(1.0);
                optimizer.Step();
                Console.WriteLine(model.Gradients.GlobalNorm());
            }
            """),
        new("clip-before-backward-by-value", "RNN0303", "limited by value before there is anything",
            """
            var optimizer = new Adam(model);
            foreach (var batch in batches)
            {
                var pass = model.Forward(batch.Inputs);
                {|RNN0303:model.Gradients.ClipByValue(0.5)|};
                pass.Backward(Losses.CrossEntropy(pass.Logits, batch.Targets));
                optimizer.Step();
            }
            """,
            """
            var optimizer = new Adam(model);
            foreach (var batch in batches)
            {
                var pass = model.Forward(batch.Inputs);
                pass.Backward(Losses.CrossEntropy(pass.Logits, batch.Targets));
                model.Gradients.ClipByValue(0.5);
                optimizer.Step();
            }
            """),
        new("clip-twice", "RNN0303", "clipped before and behind backward",
            null,
            """
            var optimizer = new Adam(model);
            foreach (var batch in batches)
            {
                var pass = model.Forward(batch.Inputs);
                model.Gradients.ClipByValue(5);
                pass.Backward(Losses.CrossEntropy(pass.Logits, batch.Targets));
                model.Gradients.ClipByGlobalNorm(1.0);
                optimizer.Step();
            }
            """),
        new("threshold-scaled", "RNN0304", "the threshold is scaled as well",
            null,
            """
            for (int i = 0; i < 9; i++)
            {
                optimizer.Zero();
                net.LossOf(x).BackwardScaled(scale);
                net.ClipGrad(1.0 * scale);
                optimizer.Unscale();
                optimizer.Step();
            }
            """) { Parameters = "Net net, Descent optimizer, Tensor x, double scale" },
        new("copies-shown", "RNN0305", "copies are clipped to be shown, the gradients to be applied",
            null,
            """
            var optimizer = new Adam(model);
            foreach (var batch in batches)
            {
                var pass = model.Forward(batch.Inputs);
                pass.Backward(Losses.CrossEntropy(pass.Logits, batch.Targets));
                Console.WriteLine(GradientClipping.ByGlobalNorm(model.Parameters.Select(p => p.Gradient), 1.0).Norm);
                model.Gradients.ClipByGlobalNorm(1.0);
                optimizer.Step();
            }
            """),
        new("micro-batch-by-intention", "RNN0306", "clipped for each micro-batch, by declaration",
            null,
            """
            var optimizer = new Adam(model);
            int round = 0;
            foreach (var batch in batches)
            {
                var pass = model.Forward(batch.Inputs);
                pass.Backward(Losses.CrossEntropy(pass.Logits, batch.Targets));
                model.Gradients.ClipByGlobalNorm(1.0);
                if (++round % 8 == 0)
                    optimizer.Step();
            }
            """) { Attributes = "[GradientPolicy(Clip.PerMicroBatch, Because = \"private training\")]" },
        new("unused-clip-value", "RNN0309", "a local bound in another spelling",
            """
            double {|RNN0309:clip_value|} = 0.5;
            Console.WriteLine(model.ParameterCount);
            """,
            """
            double clip_value = 0.5;
            Console.WriteLine(model.Gradients.ClipByValue(clip_value));
            """),
        new("public-bound", "RNN0309", "a public option that another project may read",
            null,
            "Console.WriteLine(model.ParameterCount);") { Members = "public double MaxGradNorm { get; set; } = 1;" },
        new("unused-result", "RNN0309", "the norm that a clip gives, kept and not looked at",
            null,
            """
            var optimizer = new Adam(model);
            foreach (var batch in batches)
            {
                var pass = model.Forward(batch.Inputs);
                pass.Backward(Losses.CrossEntropy(pass.Logits, batch.Targets));
                double gradNorm = model.Gradients.ClipByGlobalNorm(1.0);
                optimizer.Step();
            }
            """),
        new("two-models-two-optimizers", "RNN0310", "two models, each with its own optimizer",
            null,
            """
            var first = new LineModel(1);
            var second = new LineModel(2);
            var one = new Adam(first);
            var two = new Adam(second);
            foreach (var batch in batches)
            {
                var a = first.Forward(batch.Inputs);
                a.Backward(Losses.CrossEntropy(a.Logits, batch.Targets));
                first.Gradients.ClipByGlobalNorm(1.0);
                one.Step();
                var b = second.Forward(batch.Inputs);
                b.Backward(Losses.CrossEntropy(b.Logits, batch.Targets));
                second.Gradients.ClipByGlobalNorm(1.0);
                two.Step();
            }
            """),
        new("exchanged-optimizers", "RNN0310", "one of two models is updated by the optimizer of the other",
            """
            var first = new LineModel(1);
            var second = new LineModel(2);
            var optimizer = new Sgd(second, 0.1);
            foreach (var batch in batches)
            {
                var pass = first.Forward(batch.Inputs);
                pass.Backward(Losses.CrossEntropy(pass.Logits, batch.Targets));
                first.Gradients.ClipByGlobalNorm(1.0);
                {|RNN0310:optimizer.Step()|};
            }

            Console.WriteLine(second.ParameterCount);
            """,
            """
            var first = new LineModel(1);
            var second = new LineModel(2);
            var optimizer = new Sgd(first, 0.1);
            foreach (var batch in batches)
            {
                var pass = first.Forward(batch.Inputs);
                pass.Backward(Losses.CrossEntropy(pass.Logits, batch.Targets));
                first.Gradients.ClipByGlobalNorm(1.0);
                optimizer.Step();
            }

            Console.WriteLine(second.ParameterCount);
            """),
    ];
}
