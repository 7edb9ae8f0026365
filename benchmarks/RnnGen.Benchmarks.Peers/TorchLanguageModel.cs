using System.Collections.Generic;
using RnnGen.Benchmarks.Speed;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace BenchmarkPeers;

/// <summary>A training step of the language model: embedding, layer, linear output, cross-entropy that ignores padding, clipping, Adam.</summary>
internal sealed class TorchLanguageModel : IRun
{
    private const long Padding = -100;

    private readonly Tensor inputs, targets;
    private readonly TorchSharp.Modules.Embedding embedding;
    private readonly nn.Module layer;
    private readonly TorchSharp.Modules.Linear linear;
    private readonly List<Parameter> parameters;
    private readonly optim.Optimizer optimizer;

    public TorchLanguageModel(Case task, CaseData data)
    {
        inputs = TorchData.Ids(task, data, 0);
        targets = TorchData.Ids(task, data, 1).reshape(-1);
        embedding = nn.Embedding(Case.Vocabulary, task.I);
        layer = task.Cell switch
        {
            "lstm" => nn.LSTM(task.I, task.H, batchFirst: true),
            "gru" => nn.GRU(task.I, task.H, batchFirst: true),
            _ => nn.RNN(task.I, task.H, batchFirst: true),
        };
        linear = nn.Linear(task.H, Case.Vocabulary);
        parameters = [.. embedding.parameters(), .. layer.parameters(), .. linear.parameters()];
        optimizer = optim.Adam(parameters, lr: 1e-3);
    }

    public void Once()
    {
        using DisposeScope scope = NewDisposeScope();
        optimizer.zero_grad();
        Tensor x = embedding.call(inputs);
        Tensor y = layer switch
        {
            LSTM lstm => lstm.call(x).Item1,
            GRU gru => gru.call(x).Item1,
            _ => ((RNN)layer).call(x).Item1,
        };
        Tensor loss = nn.functional.cross_entropy(linear.call(y).reshape(-1, Case.Vocabulary), targets, ignore_index: Padding);
        loss.backward();
        nn.utils.clip_grad_norm_(parameters, 1.0);
        optimizer.step();
        loss.item<float>();
    }

    public IReadOnlyDictionary<string, float[]> Results() => new Dictionary<string, float[]>();

    public void Dispose()
    {
        optimizer.Dispose();
        embedding.Dispose();
        layer.Dispose();
        linear.Dispose();
    }
}
