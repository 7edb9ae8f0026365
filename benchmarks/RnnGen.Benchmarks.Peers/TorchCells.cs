using System.Collections.Generic;
using System.Linq;
using RnnGen.Benchmarks.Speed;
using static TorchSharp.torch;

namespace BenchmarkPeers;

/// <summary>PyTorch's own layers.</summary>
internal sealed class TorchLayer : ITorchCell
{
    private readonly nn.Module module;

    public TorchLayer(Case task, CaseData data)
    {
        module = task.Cell switch
        {
            "lstm" => nn.LSTM(task.I, task.H, batchFirst: true),
            "gru" => nn.GRU(task.I, task.H, batchFirst: true),
            _ => nn.RNN(task.I, task.H, batchFirst: true),
        };
        TorchData.Load(module, data);
        Parameters = module.named_parameters().ToDictionary(p => p.name, p => (Tensor)p.parameter);
    }

    public IReadOnlyDictionary<string, Tensor> Parameters { get; }

    public Tensor Run(Tensor input) => module switch
    {
        TorchSharp.Modules.LSTM lstm => lstm.call(input).Item1,
        TorchSharp.Modules.GRU gru => gru.call(input).Item1,
        TorchSharp.Modules.RNN rnn => rnn.call(input).Item1,
        _ => throw new System.InvalidOperationException("No other layer is made here."),
    };
}

/// <summary>Cells that PyTorch does not have, as a user writes them there: a loop over its operations.</summary>
internal sealed class TorchLoop(Case task, CaseData data) : ITorchCell
{
    private readonly Dictionary<string, Tensor> p = data.Parameters.ToDictionary(p => p.Key, p => Shaped(task, p.Key, p.Value).requires_grad_(task.Op == Case.Train));

    public IReadOnlyDictionary<string, Tensor> Parameters => p;

    public Tensor Run(Tensor input)
    {
        Tensor h = zeros(task.B, task.H), c = zeros(task.B, task.H);
        var outputs = new List<Tensor>();
        foreach (Tensor x in input.unbind(1))
        {
            (h, c) = task.Cell switch
            {
                "mgu" => (Mgu(x, h), c),
                "lnlstm" => LayerNormLstm(x, h, c),
                _ => (GruResetBefore(x, h), c),
            };
            outputs.Add(h);
        }

        return stack(outputs, 1);
    }

    private Tensor Mgu(Tensor x, Tensor h)
    {
        Tensor f = sigmoid(Product("Wf", x) + Product("Uf", h) + p["bf"]);
        Tensor n = tanh(Product("Wn", x) + Product("Un", f * h) + p["bn"]);
        return ((1 - f) * h) + (f * n);
    }

    private (Tensor H, Tensor C) LayerNormLstm(Tensor x, Tensor h, Tensor c)
    {
        Tensor i = sigmoid(Normed(Product("Wi", x) + Product("Ui", h), "I"));
        Tensor f = sigmoid(Normed(Product("Wf", x) + Product("Uf", h), "F"));
        Tensor g = tanh(Normed(Product("Wg", x) + Product("Ug", h), "G"));
        Tensor o = sigmoid(Normed(Product("Wo", x) + Product("Uo", h), "O"));
        c = (f * c) + (i * g);
        return (o * tanh(Normed(c, "C")), c);
    }

    // Gates r, z, n lie one above the other.
    private Tensor GruResetBefore(Tensor x, Tensor h)
    {
        Tensor[] wx = Product("weight_ih_l0", x).chunk(3, 1), u = p["weight_hh_l0"].chunk(3, 0), b = p["bias_ih_l0"].chunk(3, 0), d = p["bias_hh_l0"].chunk(3, 0);
        Tensor r = sigmoid(wx[0] + b[0] + nn.functional.linear(h, u[0]) + d[0]);
        Tensor z = sigmoid(wx[1] + b[1] + nn.functional.linear(h, u[1]) + d[1]);
        Tensor n = tanh(wx[2] + b[2] + nn.functional.linear(r * h, u[2]) + d[2]);
        return ((1 - z) * n) + (z * h);
    }

    private Tensor Product(string weight, Tensor x) => nn.functional.linear(x, p[weight]);

    private Tensor Normed(Tensor sum, string gate) => nn.functional.layer_norm(sum, [task.H], p["scale" + gate], p["shift" + gate]);

    private static Tensor Shaped(Case task, string name, float[] values)
    {
        Tensor flat = tensor(values);
        bool isVector = name[0] is 'b' or 's';
        return isVector ? flat : flat.reshape(-1, name[0] == 'U' || name.Contains("_hh", System.StringComparison.Ordinal) ? task.H : task.I);
    }
}

/// <summary>One step of PyTorch's cell modules, which are faster for that than its layers.</summary>
internal sealed class TorchStep : IRun
{
    private readonly Case task;
    private readonly nn.Module module;
    private readonly Tensor input;
    private Tensor h, c;

    public TorchStep(Case task, CaseData data)
    {
        this.task = task;
        module = task.Cell switch
        {
            "lstm" => nn.LSTMCell(task.I, task.H),
            "gru" => nn.GRUCell(task.I, task.H),
            _ => nn.RNNCell(task.I, task.H),
        };
        TorchData.Load(module, data);
        input = tensor(data.Input).reshape(1, task.I);
        h = zeros(1, task.H);
        c = zeros(1, task.H);
    }

    public void Once()
    {
        using System.IDisposable frozen = no_grad();
        Tensor lastH = h, lastC = c;
        switch (module)
        {
            case TorchSharp.Modules.LSTMCell lstm:
                (h, c) = lstm.call(input, (h, c));
                lastC.Dispose();
                break;
            case TorchSharp.Modules.GRUCell gru:
                h = gru.call(input, h);
                break;
            case TorchSharp.Modules.RNNCell rnn:
                h = rnn.call(input, h);
                break;
        }

        lastH.Dispose();
    }

    public IReadOnlyDictionary<string, float[]> Results()
    {
        h = zeros(1, task.H);
        c = zeros(1, task.H);
        Once();
        Once();
        return new Dictionary<string, float[]> { ["output"] = TorchData.Of(h) };
    }

    public void Dispose() => module.Dispose();
}
