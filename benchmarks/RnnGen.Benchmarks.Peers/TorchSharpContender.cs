using System;
using System.Collections.Generic;
using System.Linq;
using RnnGen.Benchmarks.Speed;
using TorchSharp;
using static TorchSharp.torch;

namespace BenchmarkPeers;

/// <summary>PyTorch's C++ library through TorchSharp: its own LSTM, GRU and RNN, and loops over its operations for other cells.</summary>
internal sealed class TorchSharpContender : IContender
{
    public TorchSharpContender()
    {
        NativeVersions.MakeWeak();
        using Tensor one = ones(1); // loads the native library now or not at all
    }

    /// <inheritdoc/>
    public string Name => "torchsharp";

    /// <inheritdoc/>
    public string Version => "TorchSharp " + typeof(torch).Assembly.GetName().Version!.ToString(3);

    /// <inheritdoc/>
    public void UseThreads(int threads) => set_num_threads(threads);

    /// <inheritdoc/>
    public IRun? Open(Case task, CaseData data) => task switch
    {
        { Op: Case.Lm } => new TorchLanguageModel(task, data),
        { Op: Case.Stream, Cell: "lstm" or "gru" or "rnn" } => new TorchStep(task, data),
        { Op: Case.Train or Case.Infer, Cell: "lstm" or "gru" or "rnn" } => new TorchBatch(task, data, new TorchLayer(task, data)),
        { Op: Case.Train or Case.Infer } => new TorchBatch(task, data, new TorchLoop(task, data)),
        _ => null,
    };
}

/// <summary>A cell over a batch, (B,T,I) to (B,T,H).</summary>
internal interface ITorchCell
{
    /// <summary>Parameters by their names in RnnGen's model file.</summary>
    IReadOnlyDictionary<string, Tensor> Parameters { get; }

    /// <summary>The outputs of all steps.</summary>
    Tensor Run(Tensor input);
}

/// <summary>Forward, and back when it trains.</summary>
internal sealed class TorchBatch(Case task, CaseData data, ITorchCell cell) : IRun
{
    private readonly Tensor input = tensor(data.Input).reshape(task.B, task.T, task.I).requires_grad_(task.Op == Case.Train);
    private readonly Tensor gradient = tensor(data.OutputGradient).reshape(task.B, task.T, task.H);
    private float[] output = [];
    private bool keeps;

    public void Once()
    {
        using DisposeScope scope = NewDisposeScope();
        if (task.Op == Case.Infer)
        {
            using IDisposable frozen = no_grad();
            Keep(cell.Run(input));
            return;
        }

        foreach (Tensor parameter in cell.Parameters.Values)
        {
            parameter.grad = null;
        }

        input.grad = null;
        Tensor y = cell.Run(input);
        Keep(y);
        y.backward([gradient]);
    }

    public IReadOnlyDictionary<string, float[]> Results()
    {
        keeps = true;
        Once();
        keeps = false;
        var results = new Dictionary<string, float[]> { ["output"] = output };
        if (task.Op == Case.Train)
        {
            foreach ((string name, Tensor parameter) in cell.Parameters)
            {
                results.Add(name, TorchData.Of(parameter.grad!));
            }

            results.Add("input", TorchData.Of(input.grad!));
        }

        return results;
    }

    public void Dispose()
    {
        input.Dispose();
        gradient.Dispose();
    }

    private void Keep(Tensor y)
    {
        if (keeps)
        {
            output = TorchData.Of(y);
        }
    }
}

/// <summary>Between tensors and arrays.</summary>
internal static class TorchData
{
    public static float[] Of(Tensor values) => values.detach().contiguous().data<float>().ToArray();

    /// <summary>Overwrites the parameters of a module by those of a case; names may lack the layer's number.</summary>
    public static void Load(nn.Module module, CaseData data)
    {
        using IDisposable frozen = no_grad();
        foreach ((string name, TorchSharp.Modules.Parameter parameter) in module.named_parameters())
        {
            using Tensor values = tensor(data.Parameters[name.EndsWith("_l0", StringComparison.Ordinal) ? name : name + "_l0"]).reshape(parameter.shape);
            parameter.copy_(values);
        }
    }

    public static Tensor Ids(Case task, CaseData data, int by) =>
        tensor(Enumerable.Range(0, task.B).SelectMany(b => data.Sequence(b, task.T, by)).Select(id => (long)id).ToArray()).reshape(task.B, task.T);
}
