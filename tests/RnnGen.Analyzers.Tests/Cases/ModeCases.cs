using System.Collections.Generic;

namespace RnnGen.Analyzers.Tests.Cases;

/// <summary>RNN0601 to RNN0603: what is right while a model trains, and wrong when it is measured or writes.</summary>
internal static class ModeCases
{
    private const string Drops = "DropModel model, BatchSet batches";
    private const string Measures = "[Role(Role.Evaluate)]", Writes = "[Role(Role.Generate)]";
    private const string Forced = "static double Loss(Translator model, Tokens source, Tokens target, double forcing = 0.5) => forcing;";

    public static IEnumerable<Case> All =>
    [
        new("BUG-85", "RNN0601", "the perplexity of a model that still drops elements",
            """
            var statistics = new TokenStatistics();
            foreach (SequenceBatch batch in batches)
            {
                DropModel.Pass pass = [[DropModel.Pass Read(DropModel model, SequenceBatch batch)| {|RNN0601:model.Forward(batch.Inputs)|} ]];
                statistics.Add(Losses.CrossEntropy(pass.Logits, batch.Targets));
            }

            Console.WriteLine(statistics.Perplexity);
            """,
            """
            var statistics = new TokenStatistics();
            foreach (SequenceBatch batch in batches)
            {
                Sequence logits = [[Sequence Read(DropModel model, SequenceBatch batch)| model.Predict(batch.Inputs) ]];
                statistics.Add(Losses.CrossEntropy(logits, batch.Targets));
            }

            Console.WriteLine(statistics.Perplexity);
            """) { Parameters = Drops },
        new("best-of-training-run", "RNN0601", "the most probable tokens of a run with dropout",
            """
            int[,] best = {|RNN0601:model.Forward(tokens)|}.Logits.ToTensor().ArgMax(2).ToIds();
            Console.WriteLine(best.Length);
            """,
            """
            int[,] best = model.Predict(tokens).ToTensor().ArgMax(2).ToIds();
            Console.WriteLine(best.Length);
            """) { Parameters = "DropModel model, Tokens tokens" },
        new("declared-evaluation", "RNN0601", "a method that is declared to evaluate adds losses of runs with dropout",
            """
            double sum = 0;
            int tokens = 0;
            foreach (SequenceBatch batch in batches)
            {
                LossValue loss = [[LossValue Of(DropModel model, SequenceBatch batch)| Losses.CrossEntropy({|RNN0601:model.Forward(batch.Inputs)|}.Logits, batch.Targets) ]];
                sum += loss.Sum;
                tokens += loss.Tokens;
            }

            return sum / tokens;
            """,
            """
            double sum = 0;
            int tokens = 0;
            foreach (SequenceBatch batch in batches)
            {
                LossValue loss = [[LossValue Of(DropModel model, SequenceBatch batch)| Losses.CrossEntropy(model.Predict(batch.Inputs), batch.Targets) ]];
                sum += loss.Sum;
                tokens += loss.Tokens;
            }

            return sum / tokens;
            """) { Parameters = Drops, Attributes = Measures, Returns = "double" },
        new("zoneout-cell", "RNN0601", "states of a cell with zoneout, drawn while it writes",
            """
            Console.WriteLine({|RNN0601:cell.Forward(x)|}.Output);
            """,
            """
            Console.WriteLine(cell.Scan(x));
            """) { Parameters = "ZoneCell cell, Sequence x", Attributes = Writes },
        new("own-metric-of-training-run", "RNN0601", "a metric of somebody else's",
            """
            Console.WriteLine(Score({|RNN0601:model.Forward(tokens)|}.Logits, tokens));
            """,
            """
            Console.WriteLine(Score(model.Predict(tokens), tokens));
            """) { Parameters = "DropModel model, Tokens tokens", Members = "[Role(Role.Metric)] static double Score(Sequence logits, Tokens tokens) => 0;" },
        new("training-figure", "RNN0601", "the perplexity of what is trained on", null,
            """
            var statistics = new TokenStatistics();
            var optimizer = new Adam(model);
            foreach (SequenceBatch batch in batches)
            {
                DropModel.Pass pass = model.Forward(batch.Inputs);
                LossValue loss = Losses.CrossEntropy(pass.Logits, batch.Targets);
                model.Gradients.Clear();
                pass.Backward(loss);
                model.Gradients.ClipByGlobalNorm(1.0);
                optimizer.Step();
                statistics.Add(loss);
            }

            Console.WriteLine(statistics.Perplexity);
            """) { Parameters = Drops },
        new("no-dropout", "RNN0601", "a model that drops nothing", null,
            """
            var statistics = new TokenStatistics();
            foreach (SequenceBatch batch in batches)
                statistics.Add(Losses.CrossEntropy(model.Forward(batch.Inputs).Logits, batch.Targets));
            Console.WriteLine(statistics.Perplexity);
            """),
        new("monte-carlo", "RNN0601", "masks are drawn on purpose", null,
            """
            for (int i = 0; i < 20; i++)
                Console.WriteLine(model.Forward(tokens).Logits.ToTensor().ArgMax(2));
            """) { Parameters = "DropModel model, Tokens tokens", Attributes = "[MonteCarloDropout]" },
        new("TRAP-16", "RNN0601", "a stream drops nothing, what varies is the sampling", null,
            """
            TokenStream stream = model.CreateStream();
            int token = 1;
            for (int i = 0; i < 40; i++)
            {
                float[] scores = stream.Push(token);
                token = random.Next(scores.Length);
            }
            """) { Parameters = "DropModel model, Random random", Attributes = Writes },
        new("switched-off", "RNN0601", "a cell whose masks are switched off", null,
            """
            cell.IsTraining = false;
            Console.WriteLine(cell.Forward(x).Output);
            """) { Parameters = "ZoneCell cell, Sequence x", Attributes = Measures },
        new("handed-on", "RNN0601", "who gets the pass may go back", null,
            """
            DropModel.Pass pass = model.Forward(batch.Inputs);
            Console.WriteLine(Losses.CrossEntropy(pass.Logits, batch.Targets).Perplexity);
            return pass;
            """) { Parameters = "DropModel model, SequenceBatch batch", Returns = "DropModel.Pass" },
        new("BUG-90", "RNN0602", "an evaluation that leaves teacher forcing on",
            """
            Console.WriteLine([[double Measure(Translator model, Tokens source, Tokens target)| {|RNN0602:Loss(model, source, target)|} ]]);
            """,
            """
            Console.WriteLine([[double Measure(Translator model, Tokens source, Tokens target)| Loss(model, source, target, forcing: 0) ]]);
            """) { Parameters = "Translator model, Tokens source, Tokens target", Attributes = Measures, Members = Forced },
        new("forcing-flag", "RNN0602", "a flag for teacher forcing is on by default",
            """
            Console.WriteLine({|RNN0602:Decode(model, source, target)|});
            """,
            """
            Console.WriteLine(Decode(model, source, target, teacherForcing: false));
            """) { Parameters = "Translator model, Tokens source, Tokens target", Attributes = Writes, Members = "static string Decode(Translator model, Tokens source, Tokens target, bool teacherForcing = true) => \"\" + teacherForcing;" },
        new("writes-from-targets", "RNN0602", "the decoder is given the translation it is to find",
            """
            Console.WriteLine([[Sequence Read(Translator model, Tokens source, Tokens target)| model.Predict(source, {|RNN0602:target|}) ]]);
            """,
            """
            int[][] words = model.Greedy(source, 1, 2, 40);
            Console.WriteLine(words.Length + target.Count);
            """) { Parameters = "Translator model, Tokens source, Tokens target", Attributes = Writes },
        new("targets-of-batch", "RNN0602", "the targets of a batch are read to go on from",
            """
            Console.WriteLine(model.Predict({|RNN0602:batch.Targets|}));
            """,
            """
            Console.WriteLine(model.Predict(batch.Inputs));
            """) { Parameters = "LineModel model, SequenceBatch batch", Attributes = Writes },
        new("truth-step-by-step", "RNN0602", "each step gets the true token before it",
            """
            ModelState state = model.InitialState();
            for (int t = 0; t < targets.Length; t++)
                state = {|RNN0602:model.Step(state, targets[t])|};
            Console.WriteLine(state);
            """,
            """
            ModelState state = model.InitialState();
            int next = 1;
            for (int t = 0; t < targets.Length; t++)
            {
                state = model.Step(state, next);
                next = Best(state);
            }

            Console.WriteLine(state);
            """) { Parameters = "LineModel model, int[] targets", Attributes = Writes, Members = "static int Best(ModelState state) => 0;" },
        new("TRAP-01", "RNN0602", "scoring reads the true prefix", null,
            """
            Console.WriteLine(model.Predict(source, target));
            """) { Parameters = "Translator model, Tokens source, Tokens target", Attributes = "[Role(Role.Score)]" },
        new("forcing-while-training", "RNN0602", "teacher forcing while the model trains", null,
            """
            var optimizer = new Adam(model);
            Translator.Pass pass = model.Forward(source, target);
            model.Gradients.Clear();
            pass.Backward(Losses.CrossEntropy(pass.Logits, target));
            model.Gradients.ClipByGlobalNorm(1.0);
            optimizer.Step();
            Console.WriteLine(Loss(model, source, target));
            """) { Parameters = "Translator model, [TargetShift(0)] Tokens source, Tokens target", Members = Forced, Attributes = "[Target(Reconstruction = true)]" },
        new("compared-with-truth", "RNN0602", "what was written is compared with the truth", null,
            """
            int[][] words = model.Greedy(source, 1, 2, 40);
            for (int i = 0; i < words.Length; i++)
                Console.WriteLine(words[i].SequenceEqual(targets[i]));
            """) { Parameters = "Translator model, Tokens source, int[][] targets", Attributes = Writes },
        new("forcing-off-by-default", "RNN0602", "teacher forcing is off by default", null,
            """
            Console.WriteLine(Score(model, source, target));
            """) { Parameters = "Translator model, Tokens source, Tokens target", Attributes = Measures, Members = "static double Score(Translator model, Tokens source, Tokens target, double forcing = 0) => forcing;" },
        new("forced-write", "RNN0602", "force means something else", null,
            """
            Save(model, "figures.json");
            """) { Parameters = "LineModel model", Attributes = Measures, Members = "static void Save(LineModel model, string path, bool force = true) => Console.WriteLine(path + force + model);" },
        new("BUG-24", "RNN0603", "a model that reads in both directions is to predict the next token",
            """
            Tokens tokens = Tokens.From(rows.Select(row => row[..^1]));
            Tagger.Pass pass = [[Tagger.Pass Read(Tagger tagger, Tokens tokens)| tagger.Forward(tokens) ]];
            Console.WriteLine(Losses.CrossEntropy({|RNN0603:pass.Tags|}, Tokens.From(rows.Select(row => row[1..]))).Value);
            """,
            """
            Tokens tokens = Tokens.From(rows.Select(row => row[..^1]));
            LineModel.Pass pass = [[LineModel.Pass Read(LineModel model, Tokens tokens)| model.Forward(tokens) ]];
            Console.WriteLine(Losses.CrossEntropy(pass.Logits, Tokens.From(rows.Select(row => row[1..]))).Value);
            """) { Parameters = "Tagger tagger, LineModel model, int[][] rows" },
        new("both-directions-generate", "RNN0603", "a model of both directions is to write",
            """
            Console.WriteLine(Write({|RNN0603:tagger|}));
            """,
            """
            Console.WriteLine(Write(model));
            """) { Parameters = "Tagger tagger, LineModel model", Members = "[Role(Role.Generate)] static string Write(object model) => model.ToString()!;" },
        new("causal-parameter", "RNN0603", "outputs of both directions where causal ones are declared",
            """
            Online({|RNN0603:tagger.Memory.ScanBatchFirst(x).Outputs|});
            """,
            """
            Online(cell.ScanBatchFirst(x).Outputs);
            """) { Parameters = """Tagger tagger, LstmCell cell, [Shape("B", "T", "7")] Tensor x""", Members = "static void Online([Direction(Direction.Causal)] Tensor states) => Console.WriteLine(states);" },
        new("causal-result", "RNN0603", "a method that is declared causal reads in both directions",
            """
            return {|RNN0603:tagger.Memory.ScanBatchFirst(x).Outputs|};
            """,
            """
            return cell.ScanBatchFirst(x).Outputs;
            """) { Parameters = """Tagger tagger, LstmCell cell, [Shape("B", "T", "7")] Tensor x""", Attributes = "[Direction(Direction.Causal)]", Returns = "Tensor" },
        new("declared-both", "RNN0603", "a method that is declared to read in both directions is to predict the next token",
            """
            Console.WriteLine(Losses.CrossEntropy({|RNN0603:Read(Tokens.From(rows.Select(row => row[..^1])))|}, Tokens.From(rows.Select(row => row[1..]))).Value);
            """,
            """
            Console.WriteLine(Losses.CrossEntropy(Read(Tokens.From(rows)), Tokens.From(tags)).Value);
            """) { Parameters = "int[][] rows, int[][] tags", Members = "[Direction(Direction.Both)] static Sequence Read(Tokens tokens) => throw new NotSupportedException();" },
        new("tags-of-same-steps", "RNN0603", "a tagger reads what it tags", null,
            """
            Tokens tokens = Tokens.From(rows);
            Console.WriteLine(Losses.CrossEntropy(tagger.Forward(tokens).Tags, tokens).Value);
            """) { Parameters = "Tagger tagger, int[][] rows" },
        new("tags-of-other-ids", "RNN0603", "tags are ids of their own", null,
            """
            Tokens words = Tokens.From(rows), next = Tokens.From(tags.Select(row => row[1..]));
            Console.WriteLine(Losses.CrossEntropy(tagger.Forward(words).Tags, next).Value);
            """) { Parameters = "Tagger tagger, int[][] rows, int[][] tags" },
        new("both-directions-source", "RNN0603", "the source of a decoder is read in both directions", null,
            """
            Tokens source = Tokens.From(sources), target = Tokens.From(rows.Select(row => row[..^1]));
            Console.WriteLine(Losses.CrossEntropy(translator.Forward(source, target).Logits, Tokens.From(rows.Select(row => row[1..]))).Value);
            Console.WriteLine(Write(translator));
            """) { Parameters = "Translator translator, int[][] sources, int[][] rows", Members = "[Role(Role.Generate)] static string Write(Translator model) => model.ToString();" },
    ];
}
