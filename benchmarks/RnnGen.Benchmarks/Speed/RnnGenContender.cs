using System.Collections.Generic;
using RnnGen.Benchmarks.Speed.Cells;
using RnnGen.Kernels;

namespace RnnGen.Benchmarks.Speed;

/// <summary>This library.</summary>
internal sealed class RnnGenContender : IContender
{
    /// <inheritdoc/>
    public string Name => "rnngen";

    /// <inheritdoc/>
    public string Version => "RnnGen " + typeof(Tensor).Assembly.GetName().Version!.ToString(3);

    /// <inheritdoc/>
    public void UseThreads(int threads) => Parallelism.MaxDegreeOfParallelism = threads;

    /// <inheritdoc/>
    public IRun Open(Case task, CaseData data) => task.Op switch
    {
        Case.Lm => new LanguageModelRun(task, data),
        Case.Stream => new StreamRun(task, data, WeightFormat.Full),
        _ => new BatchRun(task, data),
    };

    private sealed class BatchRun : IRun
    {
        private readonly RecurrentCell<float> cell;
        private readonly CellPass<float> pass;
        private readonly Sequence input;
        private readonly Tensor? gradient;

        public BatchRun(Case task, CaseData data)
        {
            cell = CellTable.Create(task.Cell, task.I, task.H);
            cell.IsTraining = task.Op == Case.Train;
            pass = cell.CreatePass();
            input = Sequence.From(Tensor.FromArray(data.Input, task.B, task.T, task.I));
            gradient = cell.IsTraining ? Tensor.FromArray(data.OutputGradient, task.B, task.T, task.H) : null;
        }

        public void Once()
        {
            pass.Forward(input);
            if (gradient is not null)
            {
                pass.Backward(gradient);
            }
        }

        public IReadOnlyDictionary<string, float[]> Results()
        {
            cell.Gradients.Clear();
            Once();
            var results = new Dictionary<string, float[]>();
            if (gradient is not null)
            {
                results = CaseData.Stacked(cell.Parameters, parameter => parameter.Gradient);
                results.Add("input", pass.InputGradient.ToArray());
            }

            results.Add("output", pass.Output.ToTensor().ToArray());
            return results;
        }

        public void Dispose()
        {
        }
    }
}
