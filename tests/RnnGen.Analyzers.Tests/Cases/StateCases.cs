using System.Collections.Generic;

namespace RnnGen.Analyzers.Tests.Cases;

/// <summary>RNN0401 to RNN0406.</summary>
internal static class StateCases
{
    private const string Net = "Net net, Descent optimizer, IEnumerable<Tensor> batches, Tensor y";

    public static IEnumerable<Case> All =>
    [
        new("BUG-50", "RNN0401", "a state is carried with its history, over updates",
            """
            History state = History.Zeros();
            foreach (Tensor x in batches)
            {
                Output output = net.Run(x, state);
                optimizer.Zero();
                [[Learn(Output output, Tensor y)| output.Loss(y).Backward(); ]]
                net.ClipGrad(1);
                optimizer.Step();
                state = {|RNN0401:output.State|};
            }
            """,
            """
            History state = History.Zeros();
            foreach (Tensor x in batches)
            {
                Output output = net.Run(x, state);
                optimizer.Zero();
                [[Learn(Output output, Tensor y)| output.Loss(y).Backward(); ]]
                net.ClipGrad(1);
                optimizer.Step();
                state = output.State.Detach();
            }
            """) { Parameters = Net },
        new("BUG-52", "RNN0401", "a field keeps the state with its history",
            """
            foreach (Tensor x in batches)
            {
                optimizer.Zero();
                Output output = net.Run(x, hidden);
                hidden = {|RNN0401:output.State|};
                output.Loss(y).Backward();
                [[Update(Net net, Descent optimizer)| net.ClipGrad(1); optimizer.Step(); ]]
            }
            """,
            """
            foreach (Tensor x in batches)
            {
                optimizer.Zero();
                Output output = net.Run(x, hidden?.Detach());
                hidden = output.State;
                output.Loss(y).Backward();
                [[Update(Net net, Descent optimizer)| net.ClipGrad(1); optimizer.Step(); ]]
            }
            """) { Parameters = Net, Members = "private History? hidden;" },
        new("stop-inside", "RNN0402", "the history is cut at every step of the window",
            """
            Loss? total = null;
            History state = History.Zeros();
            foreach (Tensor x in batches)
            {
                Output output = net.Run(x, state);
                state = {|RNN0402:output.State.Detach()|};
                total = output.Loss(y);
            }

            [[Learn(Loss? total)| total!.Backward(); ]]
            """,
            """
            Loss? total = null;
            History state = History.Zeros().Detach();
            foreach (Tensor x in batches)
            {
                Output output = net.Run(x, state);
                state = output.State;
                total = output.Loss(y);
            }

            [[Learn(Loss? total)| total!.Backward(); ]]
            """) { Parameters = Net },
        new("BUG-51", "RNN0403", "a field keeps the state while batches are shuffled",
            """
            foreach (var batch in batches)
            {
                var pass = {|RNN0403:Run(model, batch.Inputs)|};
                Console.WriteLine(Losses.CrossEntropy(pass.Logits, batch.Targets).Value);
            }
            """,
            """
            foreach (var batch in batches)
            {
                state = null;
                var pass = Run(model, batch.Inputs);
                Console.WriteLine(Losses.CrossEntropy(pass.Logits, batch.Targets).Value);
            }
            """) { Members = "private ModelState? state; private LineModel.Pass Run(LineModel model, Tokens x) { var pass = model.Forward(x, state); state = pass.FinalState; return pass; }" },
        new("BUG-56", "RNN0403", "states are carried from batch to batch while the loader shuffles",
            """
            ModelState? state = null;
            foreach (SequenceBatch batch in Batches.ByLength(texts, 16))
            {
                var pass = model.Forward(batch.Inputs, state);
                [[Show(LineModel.Pass pass, SequenceBatch batch)| Console.WriteLine(Losses.CrossEntropy(pass.Logits, batch.Targets).Value); ]]
                state = {|RNN0403:pass.FinalState|};
            }
            """,
            """
            ModelState? state = null;
            foreach (StreamBatch batch in Batches.Streams(texts, 16, 32))
            {
                var pass = model.Forward(batch.Inputs, state);
                [[Show(LineModel.Pass pass, StreamBatch batch)| Console.WriteLine(Losses.CrossEntropy(pass.Logits, batch.Targets).Value); ]]
                state = pass.FinalState;
            }
            """) { Parameters = "LineModel model, int[][] texts" },
        new("shuffled-stream", "RNN0403", "windows of a stream in random order",
            """
            ModelState? state = null;
            var random = new Random(1);
            foreach (StreamBatch batch in Batches.Streams(text, 16, 32).OrderBy(_ => random.Next()))
            {
                var pass = model.Forward(batch.Inputs, state);
                state = {|RNN0403:pass.FinalState|};
            }
            """,
            """
            var random = new Random(1);
            foreach (StreamBatch batch in Batches.Streams(text, 16, 32).OrderBy(_ => random.Next()))
            {
                ModelState? state = null;
                var pass = model.Forward(batch.Inputs, state);
                state = pass.FinalState;
            }
            """) { Parameters = "LineModel model, int[] text" },
        new("BUG-55", "RNN0403", "the state of the end of the text is used for its beginning",
            """
            ModelState? state = null;
            var stream = Batches.Streams(text, 16, 32);
            for (int epoch = 0; epoch < 3; epoch++)
                foreach (StreamBatch batch in stream)
                {
                    var pass = model.Forward(batch.Inputs, state);
                    [[Show(LineModel.Pass pass, StreamBatch batch)| Console.WriteLine(Losses.CrossEntropy(pass.Logits, batch.Targets).Value); ]]
                    state = {|RNN0403:pass.FinalState|};
                }
            """,
            """
            var stream = Batches.Streams(text, 16, 32);
            for (int epoch = 0; epoch < 3; epoch++)
            {
                ModelState? state = null;
                foreach (StreamBatch batch in stream)
                {
                    var pass = model.Forward(batch.Inputs, state);
                    [[Show(LineModel.Pass pass, StreamBatch batch)| Console.WriteLine(Losses.CrossEntropy(pass.Logits, batch.Targets).Value); ]]
                    state = pass.FinalState;
                }
            }
            """) { Parameters = "LineModel model, int[] text" },
        new("BUG-59", "RNN0404", "generation begins every character with fresh states",
            """
            int token = 1;
            for (int i = 0; i < 20; i++)
            {
                ModelState next = {|RNN0404:model.Step(model.InitialState(), token)|};
                token = [[int Sample(ModelState next)| Program.ArgMax(next.Output!) ]];
                Console.Write(token);
            }
            """,
            """
            int token = 1;
            ModelState state = model.InitialState();
            for (int i = 0; i < 20; i++)
            {
                state = model.Step(state, token);
                token = [[int Sample(ModelState state)| Program.ArgMax(state.Output!) ]];
                Console.Write(token);
            }
            """) { Members = ArgMax },
        new("invariant-state", "RNN0404", "the returned state is kept in another variable",
            """
            int token = 1;
            ModelState start = model.InitialState();
            while (token != 0)
            {
                ModelState next = {|RNN0404:model.Step(start, token)|};
                token = [[int Sample(ModelState next)| Program.ArgMax(next.Output!) ]];
            }
            """,
            """
            int token = 1;
            ModelState current = model.InitialState();
            while (token != 0)
            {
                ModelState next = model.Step(current, token);
                token = [[int Sample(ModelState next)| Program.ArgMax(next.Output!) ]];
                current = next;
            }
            """) { Members = ArgMax },
        new("stream-per-token", "RNN0404", "a new stream for every token",
            """
            int token = 1;
            for (int i = 0; i < 20; i++)
            {
                float[] logits = {|RNN0404:model.CreateStream().Push(token)|};
                token = [[int Sample(float[] logits)| Array.IndexOf(logits, logits.Max()) ]];
            }
            """,
            """
            int token = 1;
            TokenStream stream = model.CreateStream();
            for (int i = 0; i < 20; i++)
            {
                float[] logits = stream.Push(token);
                token = [[int Sample(float[] logits)| Array.IndexOf(logits, logits.Max()) ]];
            }
            """),
        new("predict-one-token", "RNN0404", "each prediction sees one token only",
            """
            int token = 1;
            for (int i = 0; i < 20; i++)
            {
                Sequence logits = {|RNN0404:model.Predict(Tokens.From(new int[,] { { token } }))|};
                token = Program.ArgMax(logits.ToTensor());
            }
            """,
            """
            var ids = new List<int> { 1 };
            for (int i = 0; i < 20; i++)
            {
                Sequence logits = model.Predict(Tokens.From([ids.ToArray()]));
                ids.Add(Program.ArgMax(logits.ToTensor()));
            }
            """) { Members = ArgMax },
        new("BUG-58", "RNN0405", "the dependency is longer than the window",
            Declared("[Bptt({|RNN0405:Window = 100|}, Dependency = 1400)]"), Declared("[Bptt(Window = 100, Dependency = 60, CarryState = true)]")) { IsFile = true },
        new("stream-window", "RNN0405", "the stream is cut shorter than the model must remember",
            """
            var carried = new CarriedState();
            foreach (StreamBatch batch in Batches.Streams(text, 16, window: {|RNN0405:20|}))
            {
                var pass = model.Forward(batch.Inputs, carried.Into(batch.Window));
                carried.Keep(batch.Window, pass.FinalState);
            }
            """,
            """
            var carried = new CarriedState();
            foreach (StreamBatch batch in Batches.Streams(text, 16, window: 64))
            {
                var pass = model.Forward(batch.Inputs, carried.Into(batch.Window));
                carried.Keep(batch.Window, pass.FinalState);
            }
            """) { Parameters = "Long model, int[] text", Types = Declared("[Bptt(Dependency = 50)]", usings: false, name: "Long") },
        new("time-steps", "RNN0405", "fewer steps are generated than the dependency has",
            """
            using RnnGen;
            using static RnnGen.Equations;
            [RecurrentCell(TimeSteps = 8), Bptt({|RNN0405:Dependency = 20|})]
            public sealed partial class Cell
            {
                [Weight(4, 4)] public partial Matrix U { get; }
                [Step] Vector Next([Input(4)] Vector x, [State(4)] Vector h) => Tanh(x + U * h);
            }
            """,
            """
            using RnnGen;
            using static RnnGen.Equations;
            [RecurrentCell(TimeSteps = 8), Bptt(Dependency = 8)]
            public sealed partial class Cell
            {
                [Weight(4, 4)] public partial Matrix U { get; }
                [Step] Vector Next([Input(4)] Vector x, [State(4)] Vector h) => Tanh(x + U * h);
            }
            """) { IsFile = true },
    ];

    internal const string ArgMax = "static int ArgMax(Tensor x) => Array.IndexOf(x.ToArray(), x.ToArray().Max());";

    internal static string Declared(string attribute, bool usings = true, string name = "Model") => (usings ? "using RnnGen;\n" : "") + $$"""
        [SequenceModel]
        {{attribute}}
        public sealed partial class {{name}}
        {
            public const int V = 23, E = 7, H = 13;
            [Embedding(V, E)] public partial Embedding Characters { get; }
            [Gru(E, H)] public partial Recurrent Memory { get; }
            [Linear(H, V)] public partial Linear Next { get; }
            [Forward] Sequence Logits([Shape("B", "T")] Tokens tokens) => Next.Apply(Memory.Scan(Characters.Lookup(tokens)));
        }
        """;
}
