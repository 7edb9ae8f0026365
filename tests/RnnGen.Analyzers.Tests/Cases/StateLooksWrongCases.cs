using System.Collections.Generic;
using static RnnGen.Analyzers.Tests.Cases.StateCases;

namespace RnnGen.Analyzers.Tests.Cases;

/// <summary>RNN0401 to RNN0406, the second half: streams, windows and code that only looks wrong.</summary>
internal static class StateLooksWrongCases
{
    private const string Net = "Net net, Descent optimizer, IEnumerable<Tensor> batches, Tensor y";

    public static IEnumerable<Case> All =>
    [
        new("beyond-time-steps", "RNN0406", "windows longer than the generated steps",
            "foreach (SequenceWindow window in x.Windows({|RNN0406:16|})) Console.WriteLine(cell.Forward(window.Values).Output);",
            "foreach (SequenceWindow window in x.Windows(8)) Console.WriteLine(cell.Forward(window.Values).Output);")
            { Parameters = "Short cell, Sequence x", Types = """
                [RecurrentCell(TimeSteps = 8)]
                public sealed partial class Short
                {
                    [Weight(4, 4)] public partial Matrix U { get; }
                    [Step] Vector Next([Input(4)] Vector x, [State(4)] Vector h) => Tanh(x + U * h);
                }
                """ },
        new("TRAP-13", "RNN0403", "one contiguous stream, never reset by design", null,
            """
            ModelState? state = null;
            foreach (StreamBatch batch in Batches.Streams(text, 16, 32))
            {
                var pass = model.Forward(batch.Inputs, state);
                state = pass.FinalState;
            }
            """) { Parameters = "LineModel model, int[] text" },
        new("declared-contiguous", "RNN0403", "a loader that is declared contiguous", null,
            """
            ModelState? state = null;
            foreach (SequenceBatch batch in batches)
            {
                var pass = model.Forward(batch.Inputs, state);
                state = pass.FinalState;
            }
            """) { Parameters = "LineModel model, [DataOrder(DataOrder.Contiguous)] IEnumerable<SequenceBatch> batches" },
        new("unknown-order", "RNN0403", "a loader of which nothing is known", null,
            """
            ModelState? state = null;
            foreach (SequenceBatch batch in batches)
            {
                var pass = model.Forward(batch.Inputs, state);
                state = pass.FinalState;
            }
            """) { Parameters = "LineModel model, IEnumerable<SequenceBatch> batches" },
        new("first-steps", "RNN0404", "the first step of many sequences of their own", null,
            """
            foreach (int first in starts)
            {
                ModelState next = model.Step(model.InitialState(), first);
                Console.WriteLine(next.Output);
            }
            """) { Parameters = "LineModel model, int[] starts" },
        new("restarted-sequences", "RNN0404", "every sample begins anew and goes on from its own state", null,
            """
            for (int sample = 0; sample < 3; sample++)
            {
                ModelState state = model.InitialState();
                int token = 1;
                for (int t = 0; t < 20; t++)
                {
                    state = model.Step(state, token);
                    token = Program.ArgMax(state.Output!);
                }
            }
            """) { Members = ArgMax },
        new("stream-per-sample", "RNN0404", "a stream for every sample", null,
            """
            int last = 1;
            for (int sample = 0; sample < 3; sample++)
            {
                TokenStream stream = model.CreateStream();
                for (int t = 0; t < 20; t++)
                {
                    float[] logits = stream.Push(last);
                    last = Array.IndexOf(logits, logits.Max());
                }
            }
            """),
        new("online-learning", "RNN0402", "backward inside the same loop", null,
            """
            History state = History.Zeros();
            foreach (Tensor x in batches)
            {
                optimizer.Zero();
                Output output = net.Run(x, state);
                output.Loss(y).Backward();
                net.ClipGrad(1);
                optimizer.Step();
                state = output.State.Detach();
            }
            """) { Parameters = Net },
        new("evaluation-before", "RNN0402", "an evaluation that cuts, before a loss of its own", null,
            """
            History state = History.Zeros();
            foreach (Tensor x in batches)
                state = net.Run(x, state).State.Detach();
            net.LossOf(y).Backward();
            """) { Parameters = Net },
        new("declared-one-step", "RNN0402", "a window of one step that is declared", null,
            """
            Loss? total = null;
            History state = History.Zeros();
            foreach (Tensor x in batches)
            {
                Output output = net.Run(x, state);
                state = output.State.Detach();
                total = output.Loss(y);
            }

            total!.Backward();
            """) { Parameters = Net, Attributes = "[Bptt(Window = 1)]" },
        new("whole-sequence", "RNN0401", "one backward pass over the whole sequence", null,
            """
            Loss? total = null;
            History state = History.Zeros();
            foreach (Tensor x in batches)
            {
                Output output = net.Run(x, state);
                state = output.State;
                total = output.Loss(y);
            }

            total!.Backward();
            net.ClipGrad(1);
            optimizer.Step();
            """) { Parameters = Net },
        new("reset-each-batch", "RNN0401", "the state begins anew in every batch", null,
            """
            History state = History.Zeros();
            foreach (Tensor x in batches)
            {
                state = History.Start(16);
                optimizer.Zero();
                Output output = net.Run(x, state);
                output.Loss(y).Backward();
                net.ClipGrad(1);
                optimizer.Step();
                state = output.State;
            }
            """) { Parameters = Net },
    ];
}
