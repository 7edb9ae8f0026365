using System.Collections.Generic;

namespace RnnGen.Analyzers.Tests.Cases;

/// <summary>RNN0501 to RNN0505, RNN0604 to RNN0606, RNN0803: what numbers mean, what is predicted, the order of data.</summary>
internal static class ValueCases
{
    private const string Scores = "Tensor scores, int[,] targets";

    public static IEnumerable<Case> All =>
    [
        new("BUG-73", "RNN0501", "a softmax before the cross-entropy",
            """
            Tensor p = [[Tensor Normalise(Tensor scores)| scores.Softmax(2) ]];
            Console.WriteLine(Losses.CrossEntropy({|RNN0501:p|}, targets).Mean);
            """,
            """
            Tensor p = [[Tensor Normalise(Tensor scores)| scores.Softmax(2) ]];
            Console.WriteLine(Losses.CrossEntropy(scores, targets).Mean);
            Console.WriteLine(p);
            """) { Parameters = Scores },
        new("softmax-of-linear", "RNN0501", "the softmax of a model's logits in its own loss",
            """
            foreach (SequenceBatch batch in batches)
            {
                Tensor p = model.Forward(batch.Inputs).Logits.ToTensor().Softmax(-1);
                Console.WriteLine(Losses.CrossEntropy({|RNN0501:p|}, batch.Targets.ToArray()).Mean);
            }
            """,
            """
            foreach (SequenceBatch batch in batches)
            {
                Tensor p = model.Forward(batch.Inputs).Logits.ToTensor();
                Console.WriteLine(Losses.CrossEntropy(p, batch.Targets.ToArray()).Mean);
            }
            """),
        new("declared-probabilities", "RNN0501", "probabilities by declaration",
            """
            Console.WriteLine(Losses.CrossEntropy({|RNN0501:Predict(scores)|}, targets).Mean);
            """,
            """
            Console.WriteLine(Losses.NegativeLogLikelihood(Predict(scores).Log(), targets).Mean);
            """) { Parameters = Scores, Members = "[return: ValueKind(ValueKind.Prob)] static Tensor Predict(Tensor scores) => scores;" },
        new("attention-weights", "RNN0501", "attention weights are no scores of a loss", null,
            """
            Tensor weights = scores.Softmax(2);
            Tensor context = weights.MatMul(values);
            Console.WriteLine(Losses.CrossEntropy(context, targets).Mean);
            """) { Parameters = Scores + ", Tensor values" },
        new("BUG-75", "RNN0502", "raw scores in a loss that wants logarithms",
            """
            Tensor logits = pass.Logits.ToTensor();
            Console.WriteLine(Losses.NegativeLogLikelihood({|RNN0502:logits|}, targets).Mean);
            """,
            """
            Tensor logits = pass.Logits.ToTensor();
            Console.WriteLine(Losses.NegativeLogLikelihood([[Tensor Logs(Tensor logits)| logits.LogSoftmax(2) ]], targets).Mean);
            """) { Parameters = "LineModel.Pass pass, int[,] targets" },
        new("BUG-75-probabilities", "RNN0502", "probabilities in a loss that wants logarithms",
            """
            Tensor p = [[Tensor Normalise(Tensor scores)| scores.Softmax(2) ]];
            Console.WriteLine(Losses.NegativeLogLikelihood({|RNN0502:p|}, targets).Mean);
            """,
            """
            Tensor p = [[Tensor Normalise(Tensor scores)| scores.Softmax(2) ]];
            Console.WriteLine(Losses.NegativeLogLikelihood(p.Log(), targets).Mean);
            """) { Parameters = Scores },
        new("unknown-scores", "RNN0502", "nobody says what the numbers are", null,
            """
            Console.WriteLine(Losses.NegativeLogLikelihood(scores, targets).Mean);
            """) { Parameters = Scores },
        new("BUG-76", "RNN0503", "the probability of a path as a product",
            """
            Tensor p = scores.Softmax(1);
            double product = 1;
            for (int t = 0; t < ids.Length; t++)
                {|RNN0503:product *= [[float Step(Tensor p, int t, int[] ids)| p[t, ids[t] + 0] ]]|};
            Console.WriteLine(product);
            """,
            """
            Tensor p = scores.LogSoftmax(1);
            double sum = 0;
            for (int t = 0; t < ids.Length; t++)
                sum += [[float Step(Tensor p, int t, int[] ids)| p[t, ids[t] + 0] ]];
            Console.WriteLine(sum);
            """) { Parameters = "Tensor scores, int[] ids" },
        new("product-written-out", "RNN0503", "p = p * q",
            """
            double product = 1;
            foreach (int id in ids)
                product = {|RNN0503:product * Probability(id)|};
            Console.WriteLine(product);
            """,
            """
            double sum = 0;
            foreach (int id in ids)
                sum += Math.Log(Probability(id));
            Console.WriteLine(sum);
            """) { Parameters = "int[] ids", Members = "[return: ValueKind(ValueKind.Prob)] static double Probability(int id) => 0.5;" },
        new("few-factors", "RNN0503", "a product over four layers", null,
            """
            double product = 1;
            for (int layer = 0; layer < 4; layer++)
                product *= Keep(layer);
            Console.WriteLine(product);
            """) { Parameters = "int n", Members = "[return: ValueKind(ValueKind.Prob)] static double Keep(int layer) => 0.5;" },
        new("gates-product", "RNN0503", "a product of gates", null,
            """
            double c = 1;
            for (int t = 0; t < gates.Length; t++)
                c *= gates[t];
            Console.WriteLine(c);
            """) { Parameters = "double[] gates" },
        new("base-2", "RNN0504", "2 to a loss in nats",
            """
            LossValue loss = Losses.CrossEntropy(pass.Logits, batch.Targets);
            Console.WriteLine({|RNN0504:Math.Pow(2, loss.Value)|});
            """,
            """
            LossValue loss = Losses.CrossEntropy(pass.Logits, batch.Targets);
            Console.WriteLine(Math.Exp(loss.Value));
            Console.WriteLine(Math.Pow(2, loss.Value / Math.Log(2)));
            """) { Parameters = "LineModel.Pass pass, SequenceBatch batch" },
        new("BUG-81", "RNN0504", "a penalty inside the perplexity",
            """
            double reconstruction = Losses.CrossEntropy(pass.Logits, batch.Targets).Value;
            double loss = [[double Total(double reconstruction, double divergence)| reconstruction + divergence ]];
            Console.WriteLine({|RNN0504:Math.Exp(loss)|});
            """,
            """
            double reconstruction = Losses.CrossEntropy(pass.Logits, batch.Targets).Value;
            double loss = [[double Total(double reconstruction, double divergence)| reconstruction + divergence ]];
            Console.WriteLine(Math.Exp(reconstruction));
            Console.WriteLine(loss);
            """) { Parameters = "LineModel.Pass pass, SequenceBatch batch, double divergence" },
        new("exp-of-other", "RNN0504", "an exponential of something else", null,
            """
            Console.WriteLine(Math.Exp(rate * 3) + Math.Pow(2, rate));
            """) { Parameters = "double rate" },
        new("BUG-78", "RNN0505", "perplexity from the means of batches",
            """
            double sum = 0;
            int count = 0;
            foreach (SequenceBatch batch in batches)
            {
                LossValue loss = Losses.CrossEntropy(model.Forward(batch.Inputs).Logits, batch.Targets);
                sum += [[double Of(LossValue loss)| loss.Value ]];
                count++;
            }

            Console.WriteLine(Math.Exp({|RNN0505:sum / count|}));
            """,
            """
            double sum = 0;
            int count = 0;
            foreach (SequenceBatch batch in batches)
            {
                LossValue loss = Losses.CrossEntropy(model.Forward(batch.Inputs).Logits, batch.Targets);
                sum += [[double Of(LossValue loss)| loss.Sum ]];
                count += loss.Tokens;
            }

            Console.WriteLine(Math.Exp(sum / count));
            """),
        new("weighted-means", "RNN0505", "means weighted by their tokens", null,
            """
            double sum = 0;
            int count = 0;
            foreach (SequenceBatch batch in batches)
            {
                LossValue loss = Losses.CrossEntropy(model.Forward(batch.Inputs).Logits, batch.Targets);
                sum += loss.Value * loss.Tokens;
                count += loss.Tokens;
            }

            Console.WriteLine(Math.Exp(sum / count));
            """),
        new("BUG-21", "RNN0604", "both directions at the last step",
            """
            Tensor outputs = tagger.Memory.ScanBatchFirst(x).Outputs;
            Console.WriteLine([[Tensor Last(Tensor outputs)| {|RNN0604:outputs.Select(1, outputs.Dims[1] - 1)|} ]]);
            """,
            """
            Tensor outputs = tagger.Memory.ScanBatchFirst(x).Outputs;
            int steps = outputs.Dims[1];
            Tensor both = Tensor.Concat(1, outputs.Slice(2, 0, 13).Select(1, steps - 1), outputs.Slice(2, 13, 13).Select(1, 0));
            Console.WriteLine(both);
            """) { Parameters = """Tagger tagger, [Shape("B", "T", "7")] Tensor x""" },
        new("per-step-tags", "RNN0604", "a step of both directions is used for its own tag", null,
            """
            Tensor outputs = tagger.Memory.ScanBatchFirst(x).Outputs;
            for (int t = 0; t < outputs.Dims[1]; t++)
                Console.WriteLine(outputs.Select(1, t));
            """) { Parameters = """Tagger tagger, [Shape("B", "T", "7")] Tensor x""" },
        new("BUG-43", "RNN0605", "the model is asked for what it has read",
            """
            foreach (int[][] rows in texts)
            {
                Tokens tokens = Tokens.From(rows);
                LineModel.Pass pass = [[LineModel.Pass Read(LineModel model, Tokens tokens)| model.Forward(tokens) ]];
                Console.WriteLine(Losses.CrossEntropy(pass.Logits, {|RNN0605:tokens|}).Value);
            }
            """,
            """
            foreach (int[][] rows in texts)
            {
                Tokens tokens = Tokens.From(rows.Select(row => row[..^1]));
                LineModel.Pass pass = [[LineModel.Pass Read(LineModel model, Tokens tokens)| model.Forward(tokens) ]];
                Console.WriteLine(Losses.CrossEntropy(pass.Logits, Tokens.From(rows.Select(row => row[1..]))).Value);
            }
            """) { Parameters = "LineModel model, int[][][] texts" },
        new("inputs-as-targets", "RNN0605", "the inputs of a batch are its targets",
            """
            foreach (SequenceBatch batch in batches)
                Console.WriteLine(Losses.CrossEntropy(model.Forward(batch.Inputs).Logits, {|RNN0605:batch.Inputs|}).Value);
            """,
            """
            foreach (SequenceBatch batch in batches)
                Console.WriteLine(Losses.CrossEntropy(model.Forward(batch.Inputs).Logits, batch.Targets).Value);
            """),
        new("TRAP-10", "RNN0605", "the callee shifts", null,
            """
            Tokens tokens = Tokens.From(rows);
            Console.WriteLine(NextTokenLoss(model.Forward(tokens).Logits, tokens));
            """) { Parameters = "LineModel model, int[][] rows", Members = "[Role(Role.Loss), TargetShift(1)] static double NextTokenLoss(Sequence logits, Tokens tokens) => 0;" },
        new("reconstruction", "RNN0605", "an autoencoder wants its input back", null,
            """
            Tokens tokens = Tokens.From(rows);
            Console.WriteLine(Losses.CrossEntropy(model.Forward(tokens).Logits, tokens).Value);
            """) { Parameters = "LineModel model, int[][] rows", Attributes = "[Target(Reconstruction = true)]" },
        new("TRAP-20", "RNN0605", "a window and the window one token later", null,
            """
            int[] window = text[..64], next = text[1..65];
            Console.WriteLine(Losses.CrossEntropy(model.Forward(Tokens.From([window])).Logits, Tokens.From([next])).Value);
            """) { Parameters = "LineModel model, int[] text" },
        new("shifted-twice", "RNN0606", "the caller shifts, and so does the callee",
            """
            Tokens tokens = Tokens.From(rows), next = Tokens.From(rows.Select(row => row[1..]));
            Console.WriteLine(NextTokenLoss(model.Forward(tokens).Logits, {|RNN0606:next|}));
            """,
            """
            Tokens tokens = Tokens.From(rows), next = Tokens.From(rows.Select(row => row[1..]));
            Console.WriteLine(NextTokenLoss(model.Forward(tokens).Logits, tokens));
            Console.WriteLine(next);
            """) { Parameters = "LineModel model, int[][] rows", Members = "[Role(Role.Loss), TargetShift(1)] static double NextTokenLoss(Sequence logits, Tokens tokens) => 0;" },
        new("BUG-92", "RNN0803", "rows are put back into the array they come from",
            """
            for (int i = 0; i < rows.Length; i++)
                {|RNN0803:rows[order[i]] = rows[i]|};
            Console.WriteLine(logits);
            """,
            """
            var restored = new int[rows.Length][];
            for (int i = 0; i < rows.Length; i++)
                restored[order[i]] = rows[i];
            Console.WriteLine(logits);
            """) { Parameters = "int[][] rows, int[] order, Tensor logits" },
        new("swaps", "RNN0803", "a shuffle by swaps", null,
            """
            for (int i = rows.Length - 1; i > 0; i--)
            {
                int j = random.Next(i + 1);
                (rows[i], rows[j]) = (rows[j], rows[i]);
            }

            Console.WriteLine(logits);
            """) { Parameters = "int[][] rows, Random random, Tensor logits" },
    ];
}
