using System.Collections.Generic;

namespace RnnGen.Analyzers.Tests.Cases;

/// <summary>Training with somebody else's library that says with attributes what its calls do.</summary>
internal static class OwnRolesCases
{
    private const string Given = "Net net, IEnumerable<Tensor> batches";

    public static IEnumerable<Case> All =>
    [
        Pair("BUG-70", "RNN0307", "cleared once, before the loop",
            """
            var optimizer = new Descent(net);
            optimizer.Zero();
            foreach (Tensor x in batches)
            {
                Loss loss = net.LossOf(x);
                {|RNN0307:loss.Backward()|};
                [[Update(Net net, Descent optimizer)| net.ClipGrad(1); optimizer.Step(); ]]
            }
            """,
            """
            var optimizer = new Descent(net);
            foreach (Tensor x in batches)
            {
                optimizer.Zero();
                Loss loss = net.LossOf(x);
                loss.Backward();
                [[Update(Net net, Descent optimizer)| net.ClipGrad(1); optimizer.Step(); ]]
            }
            """),
        Pair("cleared-once-per-epoch", "RNN0307", "cleared once per epoch",
            """
            var optimizer = new Descent(net);
            for (int epoch = 0; epoch < 3; epoch++)
            {
                net.ZeroGrad();
                foreach (Tensor x in batches)
                {
                    [[Learn(Net net, Tensor x)| {|RNN0307:net.LossOf(x).Backward()|}; ]]
                    net.ClipGrad(1);
                    optimizer.Step();
                }
            }
            """,
            """
            var optimizer = new Descent(net);
            for (int epoch = 0; epoch < 3; epoch++)
                foreach (Tensor x in batches)
                {
                    net.ZeroGrad();
                    [[Learn(Net net, Tensor x)| net.LossOf(x).Backward(); ]]
                    net.ClipGrad(1);
                    optimizer.Step();
                }
            """),
        Pair("never-cleared", "RNN0307", "never cleared",
            """
            var optimizer = new Descent(net);
            foreach (Tensor x in batches)
            {
                {|RNN0307:net.LossOf(x).Backward()|};
                net.ClipGrad(1);
                optimizer.Step();
            }
            """,
            """
            var optimizer = new Descent(net);
            foreach (Tensor x in batches)
            {
                net.LossOf(x).Backward();
                net.ClipGrad(1);
                optimizer.StepAndClear();
            }
            """),
        Pair("own-no-clip", "RNN0301", "no clipping",
            """
            var optimizer = new Descent(net);
            foreach (Tensor x in batches)
            {
                optimizer.Zero();
                [[Learn(Net net, Tensor x)| net.LossOf(x).Backward(); ]]
                {|RNN0301:optimizer.Step()|};
            }
            """,
            """
            var optimizer = new Descent(net);
            foreach (Tensor x in batches)
            {
                optimizer.Zero();
                [[Learn(Net net, Tensor x)| net.LossOf(x).Backward(); ]]
                net.ClipGrad(1);
                optimizer.Step();
            }
            """),
        Pair("own-clip-after", "RNN0302", "clipped after the update",
            """
            var optimizer = new Descent(net);
            foreach (Tensor x in batches)
            {
                optimizer.Zero();
                net.LossOf(x).Backward();
                optimizer.Step();
                [[double Limit(Net net)| {|RNN0302:net.ClipGrad(1)|} ]];
            }
            """,
            """
            var optimizer = new Descent(net);
            foreach (Tensor x in batches)
            {
                optimizer.Zero();
                net.LossOf(x).Backward();
                [[double Limit(Net net)| net.ClipGrad(1) ]];
                optimizer.Step();
            }
            """),
        Pair("own-clip-before", "RNN0303", "clipped before backward",
            """
            var optimizer = new Descent(net);
            foreach (Tensor x in batches)
            {
                optimizer.Zero();
                Loss loss = net.LossOf(x);
                [[double Limit(Net net)| {|RNN0303:net.ClipGrad(1)|} ]];
                loss.Backward();
                optimizer.Step();
            }
            """,
            """
            var optimizer = new Descent(net);
            foreach (Tensor x in batches)
            {
                optimizer.Zero();
                Loss loss = net.LossOf(x);
                loss.Backward();
                [[double Limit(Net net)| net.ClipGrad(1) ]];
                optimizer.Step();
            }
            """),
        Pair("own-clip-scaled", "RNN0304", "gradients of a scaled loss are clipped",
            """
            var optimizer = new Descent(net);
            foreach (Tensor x in batches)
            {
                optimizer.Zero();
                net.LossOf(x).BackwardScaled(1024);
                {|RNN0304:net.ClipGrad(1)|};
                [[Update(Descent optimizer)| optimizer.Unscale(); optimizer.Step(); ]]
            }
            """,
            """
            var optimizer = new Descent(net);
            foreach (Tensor x in batches)
            {
                optimizer.Zero();
                net.LossOf(x).BackwardScaled(1024);
                optimizer.Unscale();
                [[Update(Net net, Descent optimizer)| net.ClipGrad(1); optimizer.Step(); ]]
            }
            """),
        Pair("own-clip-scaled-forever", "RNN0304", "never unscaled",
            """
            var optimizer = new Descent(net);
            foreach (Tensor x in batches)
            {
                optimizer.Zero();
                net.LossOf(x).BackwardScaled(scale);
                {|RNN0304:net.ClipGrad(1)|};
                optimizer.Step();
            }
            """,
            """
            var optimizer = new Descent(net);
            foreach (Tensor x in batches)
            {
                optimizer.Zero();
                net.LossOf(x).BackwardScaled(scale);
                net.ClipGrad(1 * scale);
                optimizer.Step();
            }
            """, Given + ", double scale"),
        Pair("own-zero-between", "RNN0308", "cleared between backward and step",
            """
            var optimizer = new Descent(net);
            foreach (Tensor x in batches)
            {
                net.LossOf(x).Backward();
                {|RNN0308:optimizer.Zero()|};
                [[Update(Net net, Descent optimizer)| net.ClipGrad(1); optimizer.Step(); ]]
            }
            """,
            """
            var optimizer = new Descent(net);
            foreach (Tensor x in batches)
            {
                net.LossOf(x).Backward();
                [[Update(Net net, Descent optimizer)| net.ClipGrad(1); optimizer.Step(); ]]
                optimizer.Zero();
            }
            """),
        Pair("own-clip-ignored", "RNN0305", "clipped copies that nobody takes",
            """
            var optimizer = new Descent(net);
            foreach (Tensor x in batches)
            {
                optimizer.Zero();
                net.LossOf(x).Backward();
                {|RNN0305:GradientClipping.ByGlobalNorm(net.Gradients, 1.0)|};
                optimizer.Step();
            }
            """,
            """
            var optimizer = new Descent(net);
            foreach (Tensor x in batches)
            {
                optimizer.Zero();
                net.LossOf(x).Backward();
                var clipped = GradientClipping.ByGlobalNorm(net.Gradients, 1.0);
                set(clipped.Gradients);
                optimizer.Step();
            }
            """, Given + ", Action<IReadOnlyList<Tensor>> set"),
        Right("own-two-optimizers", "RNN0308", "a generator and a discriminator",
            """
            var one = new Descent(net);
            var two = new Descent(other);
            foreach (Tensor x in batches)
            {
                one.Zero();
                net.LossOf(x).Backward();
                net.ClipGrad(1);
                one.Step();

                two.Zero();
                other.LossOf(x).Backward();
                other.ClipGrad(1);
                two.Step();
            }
            """, Given + ", Net other"),
        Right("own-zero-inline", "RNN0307", "cleared every second step by a condition",
            """
            var optimizer = new Descent(net);
            int i = 0;
            foreach (Tensor x in batches)
            {
                if (i++ % 2 == 0)
                    optimizer.Zero();
                net.LossOf(x).Backward();
                net.ClipGrad(1);
                optimizer.Step();
            }
            """),
        Right("own-two-losses", "RNN0307", "two losses before one step",
            """
            var optimizer = new Descent(net);
            foreach (Tensor x in batches)
            {
                optimizer.Zero();
                net.LossOf(x).Backward();
                (net.LossOf(x) * 0.1).Backward();
                net.ClipGrad(1);
                optimizer.Step();
            }
            """),
        Right("own-one-step", "RNN0307", "a single update",
            """
            var optimizer = new Descent(net);
            net.LossOf(batches.First()).Backward();
            net.ClipGrad(1);
            optimizer.Step();
            """),
        Right("own-step-in-lambda", "RNN0301", "the step is taken by a closure",
            """
            var optimizer = new Descent(net);
            foreach (Tensor x in batches)
            {
                optimizer.Zero();
                net.LossOf(x).Backward();
                Action update = () => optimizer.Step();
                net.ClipGrad(1);
                update();
            }
            """),
    ];

    private static Case Pair(string id, string rule, string title, string bad, string good, string parameters = Given) =>
        new(id, rule, title, bad, good) { Parameters = parameters };

    private static Case Right(string id, string rule, string title, string body, string parameters = Given) => new(id, rule, title, null, body) { Parameters = parameters };
}
