using System.Collections.Generic;

namespace RnnGen.Analyzers.Tests.Cases;

/// <summary>RNN0301 to RNN0310 with the library's own models and optimizers.</summary>
internal static class TrainingCases
{
    public static IEnumerable<Case> All =>
    [
        new("BUG-68", "RNN0301", "no clipping at all",
            """
            var optimizer = new Adam(model);
            foreach (SequenceBatch batch in batches)
            {
                var pass = model.Forward(batch.Inputs);
                [[Learn(LineModel.Pass pass, SequenceBatch batch)| pass.Backward(Losses.CrossEntropy(pass.Logits, batch.Targets)); ]]
                {|RNN0301:optimizer.Step()|};
            }
            """,
            """
            var optimizer = new Adam(model);
            foreach (SequenceBatch batch in batches)
            {
                var pass = model.Forward(batch.Inputs);
                [[Learn(LineModel.Pass pass, SequenceBatch batch)| pass.Backward(Losses.CrossEntropy(pass.Logits, batch.Targets)); ]]
                model.Gradients.ClipByGlobalNorm(1.0);
                optimizer.Step();
            }
            """),
        new("BUG-62", "RNN0302", "clipped after the update",
            """
            var optimizer = new Sgd(model, 0.1);
            foreach (var batch in batches)
            {
                LineModel.Pass pass = model.Forward(batch.Inputs);
                LossValue loss = Losses.CrossEntropy(pass.Logits, batch.Targets);
                [[Update(LineModel.Pass pass, LossValue loss, Optimizer optimizer)| pass.Backward(loss); optimizer.Step(); ]]
                {|RNN0302:model.Gradients.ClipByGlobalNorm(1.0)|};
            }
            """,
            """
            var optimizer = new Sgd(model, 0.1);
            foreach (var batch in batches)
            {
                LineModel.Pass pass = model.Forward(batch.Inputs);
                LossValue loss = Losses.CrossEntropy(pass.Logits, batch.Targets);
                pass.Backward(loss);
                [[Update(LineModel model, Optimizer optimizer)| model.Gradients.ClipByGlobalNorm(1.0); optimizer.Step(); ]]
            }
            """),
        new("BUG-63", "RNN0303", "clipped where the loss is computed, before the gradients exist",
            """
            var optimizer = new Adam(model);
            foreach (var batch in batches)
            {
                var pass = model.Forward(batch.Inputs);
                var loss = Losses.CrossEntropy(pass.Logits, batch.Targets);
                [[double Limit(LineModel model)| {|RNN0303:model.Gradients.ClipByGlobalNorm(1.0)|} ]];
                pass.Backward(loss);
                optimizer.Step();
            }
            """,
            """
            var optimizer = new Adam(model);
            foreach (var batch in batches)
            {
                var pass = model.Forward(batch.Inputs);
                var loss = Losses.CrossEntropy(pass.Logits, batch.Targets);
                pass.Backward(loss);
                [[double Limit(LineModel model)| model.Gradients.ClipByGlobalNorm(1.0) ]];
                optimizer.Step();
            }
            """),
        new("BUG-71", "RNN0308", "cleared for every micro-batch while the step waits for the fourth",
            """
            var optimizer = new Adam(model);
            int i = 0;
            foreach (var batch in batches)
            {
                {|RNN0308:model.Gradients.Clear()|};
                var pass = model.Forward(batch.Inputs);
                pass.Backward(Losses.CrossEntropy(pass.Logits, batch.Targets));
                if (++i % 4 == 0)
                {
                    [[Update(LineModel model, Optimizer optimizer)| model.Gradients.ClipByGlobalNorm(1.0); optimizer.Step(); ]]
                }
            }
            """,
            """
            var optimizer = new Adam(model);
            int i = 0;
            foreach (var batch in batches)
            {
                var pass = model.Forward(batch.Inputs);
                pass.Backward(Losses.CrossEntropy(pass.Logits, batch.Targets));
                if (++i % 4 == 0)
                {
                    [[Update(LineModel model, Optimizer optimizer)| model.Gradients.ClipByGlobalNorm(1.0); optimizer.Step(); model.Gradients.Clear(); ]]
                }
            }
            """),
        new("cleared-before-step", "RNN0308", "cleared between backward and step",
            """
            var optimizer = new Adam(model);
            foreach (var batch in batches)
            {
                var pass = model.Forward(batch.Inputs);
                pass.Backward(Losses.CrossEntropy(pass.Logits, batch.Targets));
                [[Clean(LineModel model)| {|RNN0308:model.Gradients.Clear()|}; ]]
                model.Gradients.ClipByValue(0.5);
                optimizer.Step();
            }
            """,
            """
            var optimizer = new Adam(model);
            foreach (var batch in batches)
            {
                [[Clean(LineModel model)| model.Gradients.Clear(); ]]
                var pass = model.Forward(batch.Inputs);
                pass.Backward(Losses.CrossEntropy(pass.Logits, batch.Targets));
                model.Gradients.ClipByValue(0.5);
                optimizer.Step();
            }
            """),
        new("window-cleared-inside", "RNN0308", "each window clears what the step after the windows was to apply",
            """
            var optimizer = new Sgd(model, 0.1);
            foreach (var group in batches.Chunk(4))
            {
                foreach (var batch in group)
                {
                    {|RNN0308:model.Gradients.Clear()|};
                    var pass = model.Forward(batch.Inputs);
                    [[Learn(LineModel.Pass pass, SequenceBatch batch)| pass.Backward(Losses.CrossEntropy(pass.Logits, batch.Targets)); ]]
                }

                model.Gradients.ClipByGlobalNorm(1);
                optimizer.Step();
            }
            """,
            """
            var optimizer = new Sgd(model, 0.1);
            foreach (var group in batches.Chunk(4))
            {
                model.Gradients.Clear();
                foreach (var batch in group)
                {
                    var pass = model.Forward(batch.Inputs);
                    [[Learn(LineModel.Pass pass, SequenceBatch batch)| pass.Backward(Losses.CrossEntropy(pass.Logits, batch.Targets)); ]]
                }

                model.Gradients.ClipByGlobalNorm(1);
                optimizer.Step();
            }
            """),
        new("clip-each-micro-batch", "RNN0306", "every micro-batch is clipped, their sum is applied",
            """
            var optimizer = new Adam(model);
            int round = 0;
            foreach (var batch in batches)
            {
                var pass = model.Forward(batch.Inputs);
                [[Learn(LineModel.Pass pass, SequenceBatch batch)| pass.Backward(Losses.CrossEntropy(pass.Logits, batch.Targets)); ]]
                {|RNN0306:model.Gradients.ClipByGlobalNorm(1.0)|};
                round++;
                if (round % 8 == 0)
                    optimizer.Step();
            }
            """,
            """
            var optimizer = new Adam(model);
            int round = 0;
            foreach (var batch in batches)
            {
                var pass = model.Forward(batch.Inputs);
                [[Learn(LineModel.Pass pass, SequenceBatch batch)| pass.Backward(Losses.CrossEntropy(pass.Logits, batch.Targets)); ]]
                round++;
                if (round % 8 == 0)
                {
                    model.Gradients.ClipByGlobalNorm(1.0);
                    optimizer.Step();
                }
            }
            """),
        new("clip-copies", "RNN0305", "copies of the gradients are clipped",
            """
            var optimizer = new Adam(model);
            foreach (var batch in batches)
            {
                var pass = model.Forward(batch.Inputs);
                [[Learn(LineModel.Pass pass, SequenceBatch batch)| pass.Backward(Losses.CrossEntropy(pass.Logits, batch.Targets)); ]]
                {|RNN0305:GradientClipping.ByGlobalNorm(model.Parameters.Select(p => p.Gradient), 1.0)|};
                optimizer.Step();
            }
            """,
            """
            var optimizer = new Adam(model);
            foreach (var batch in batches)
            {
                var pass = model.Forward(batch.Inputs);
                [[Learn(LineModel.Pass pass, SequenceBatch batch)| pass.Backward(Losses.CrossEntropy(pass.Logits, batch.Targets)); ]]
                double norm = GradientClipping.ByGlobalNorm(model.Parameters.Select(p => p.Gradient), 1.0).Norm;
                model.Gradients.ClipByGlobalNorm(Math.Min(norm, 1.0));
                optimizer.Step();
            }
            """),
        new("other-model", "RNN0310", "the optimizer was made for another model",
            """
            var teacher = new LineModel(1);
            var student = new LineModel(2);
            var optimizer = new Adam(teacher);
            foreach (var batch in batches)
            {
                var pass = student.Forward(batch.Inputs);
                [[Learn(LineModel.Pass pass, SequenceBatch batch)| pass.Backward(Losses.CrossEntropy(pass.Logits, batch.Targets)); ]]
                student.Gradients.ClipByGlobalNorm(1.0);
                {|RNN0310:optimizer.Step()|};
            }
            """,
            """
            var teacher = new LineModel(1);
            var student = new LineModel(2);
            var optimizer = new Adam(student);
            foreach (var batch in batches)
            {
                var wanted = teacher.Predict(batch.Inputs);
                var pass = student.Forward(batch.Inputs);
                [[Learn(LineModel.Pass pass, SequenceBatch batch)| pass.Backward(Losses.CrossEntropy(pass.Logits, batch.Targets)); ]]
                student.Gradients.ClipByGlobalNorm(1.0);
                optimizer.Step();
            }
            """),
        new("no-clip-fields", "RNN0301", "a trainer class that never clips",
            """
            foreach (var batch in batches)
            {
                var pass = this.model.Forward(batch.Inputs);
                [[Learn(LineModel.Pass pass, SequenceBatch batch)| pass.Backward(Losses.CrossEntropy(pass.Logits, batch.Targets)); ]]
                {|RNN0301:optimizer.Step()|};
            }
            """,
            """
            foreach (var batch in batches)
            {
                var pass = this.model.Forward(batch.Inputs);
                [[Learn(LineModel.Pass pass, SequenceBatch batch)| pass.Backward(Losses.CrossEntropy(pass.Logits, batch.Targets)); ]]
                this.model.Gradients.ClipPerParameter(1);
                optimizer.Step();
            }
            """) { Members = "private readonly LineModel model = new(1); private readonly Adam optimizer; public Program() => optimizer = new Adam(model);", Parameters = "BatchSet batches" },
        new("no-clip-while", "RNN0301", "a while loop with a loss that falls",
            """
            var optimizer = new RmsProp(model);
            double last = double.MaxValue;
            while (last > 0.5)
            {
                foreach (var batch in batches)
                {
                    var pass = model.Forward(batch.Inputs);
                    LossValue loss = Losses.CrossEntropy(pass.Logits, batch.Targets);
                    pass.Backward(loss);
                    last = loss.Value;
                    [[Update(Optimizer optimizer)| {|RNN0301:optimizer.Step()|}; ]]
                }
            }
            """,
            """
            var optimizer = new RmsProp(model);
            double last = double.MaxValue;
            while (last > 0.5)
            {
                foreach (var batch in batches)
                {
                    var pass = model.Forward(batch.Inputs);
                    LossValue loss = Losses.CrossEntropy(pass.Logits, batch.Targets);
                    pass.Backward(loss);
                    last = loss.Value;
                    model.Gradients.AcceptUnclipped("a tiny tanh network on ten steps");
                    [[Update(Optimizer optimizer)| optimizer.Step(); ]]
                }
            }
            """),
        new("no-clip-cell", "RNN0301", "a cell on its own, from given gradients",
            """
            var optimizer = new Sgd(cell, 0.01);
            for (int epoch = 0; epoch < 9; epoch++)
            {
                var pass = cell.Forward(x);
                [[Learn(CellPass<float> pass, Tensor wanted)| pass.Backward(pass.Output.ToTensor() - wanted); ]]
                {|RNN0301:optimizer.Step()|};
            }
            """,
            """
            var optimizer = new Sgd(cell, 0.01);
            for (int epoch = 0; epoch < 9; epoch++)
            {
                var pass = cell.Forward(x);
                [[Learn(CellPass<float> pass, Tensor wanted)| pass.Backward(pass.Output.ToTensor() - wanted); ]]
                cell.Gradients.ClipByValue(1);
                optimizer.Step();
            }
            """) { Parameters = "LstmCell cell, Sequence x, Tensor wanted" },
        new("two-loops", "RNN0301", "the second of two loops forgets the clip",
            """
            var optimizer = new Adam(model);
            foreach (var batch in batches)
            {
                var pass = model.Forward(batch.Inputs);
                pass.Backward(Losses.CrossEntropy(pass.Logits, batch.Targets));
                model.Gradients.ClipByGlobalNorm(1.0);
                optimizer.Step();
            }

            foreach (var batch in batches)
            {
                var pass = model.Forward(batch.Inputs);
                pass.Backward(Losses.CrossEntropy(pass.Logits, batch.Targets));
                {|RNN0301:optimizer.Step()|};
            }
            """,
            """
            var optimizer = new Adam(model);
            foreach (var batch in batches)
            {
                var pass = model.Forward(batch.Inputs);
                pass.Backward(Losses.CrossEntropy(pass.Logits, batch.Targets));
                model.Gradients.ClipByGlobalNorm(1.0);
                optimizer.Step();
            }

            foreach (var batch in batches)
                Console.WriteLine(Losses.CrossEntropy(model.Predict(batch.Inputs), batch.Targets).Perplexity);
            """),
        new("unused-bound", "RNN0309", "a bound that nobody reads",
            """
            const double {|RNN0309:maxGradNorm|} = 1.0;
            Console.WriteLine(model.ParameterCount);
            """,
            """
            const double maxGradNorm = 1.0;
            Console.WriteLine(maxGradNorm);
            """),
    ];
}
