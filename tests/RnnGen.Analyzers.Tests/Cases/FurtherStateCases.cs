using System.Collections.Generic;

namespace RnnGen.Analyzers.Tests.Cases;

/// <summary>RNN0401, RNN0405 and RNN0406 again, in programs of another form; half of them only look wrong.</summary>
internal static class FurtherStateCases
{
    private const string Net = "Net net, Descent optimizer, IEnumerable<Tensor> batches, Tensor y";

    private const string Short = """
        [RecurrentCell(TimeSteps = 8)]
        public sealed partial class Short
        {
            [Weight(4, 4)] public partial Matrix U { get; }
            [Step] Vector Next([Input(4)] Vector x, [State(4)] Vector h) => Tanh(x + U * h);
        }
        """;

    public static IEnumerable<Case> All =>
    [
        new("begun-anew", "RNN0401", "every round begins with a state of its own",
            null,
            """
            foreach (Tensor x in batches)
            {
                optimizer.Zero();
                History state = History.Start(4);
                Output output = net.Run(x, state);
                output.Loss(y).Backward();
                net.ClipGrad(1);
                optimizer.Step();
                state = output.State;
            }
            """) { Parameters = Net },
        new("cut-behind-step", "RNN0401", "the history is cut behind the update",
            null,
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
        new("window-without-dependency", "RNN0405", "a short window of a model that declares no dependency",
            null,
            """
            var carried = new CarriedState();
            foreach (StreamBatch batch in Batches.Streams(text, 16, window: 20))
            {
                var pass = model.Forward(batch.Inputs, carried.Into(batch.Window));
                carried.Keep(batch.Window, pass.FinalState);
            }
            """) { Parameters = "LineModel model, int[] text" },
        new("windows-of-a-constant", "RNN0406", "the length of the windows is a constant elsewhere",
            """
            const int Window = 9;
            foreach (SequenceWindow window in x.Windows({|RNN0406:Window|}))
                Console.WriteLine(cell.Forward(window.Values).Output);
            """,
            """
            const int Window = 8;
            foreach (SequenceWindow window in x.Windows(Window))
                Console.WriteLine(cell.Forward(window.Values).Output);
            """) { Parameters = "Short cell, Sequence x", Types = Short },
        new("windows-of-unknown-length", "RNN0406", "nobody knows how long the windows are",
            null,
            """
            foreach (SequenceWindow window in x.Windows(steps))
                Console.WriteLine(cell.Forward(window.Values).Output);
            """) { Parameters = "Short cell, Sequence x, int steps", Types = Short },
    ];
}
