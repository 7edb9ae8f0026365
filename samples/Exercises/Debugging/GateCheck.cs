using RnnGen;

namespace Exercises.Debugging;

/// <summary>Are the gates of the trained LSTM stuck open or closed? What they were at every real step is read from a pass.</summary>
public sealed class GateCheck
{
    public GateCheck(RecallModel model, Tokens tokens)
    {
        RecallModel.Pass pass = model.Forward(tokens);
        Input = GateStatistics.From(pass.StepValues("i"));
        Forget = GateStatistics.From(pass.StepValues("f"));
        Output = GateStatistics.From(pass.StepValues("o"));
    }

    public GateStatistics Input { get; }

    public GateStatistics Forget { get; }

    public GateStatistics Output { get; }
}
