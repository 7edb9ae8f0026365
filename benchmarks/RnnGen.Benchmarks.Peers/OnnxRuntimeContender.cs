using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.ML.OnnxRuntime;
using RnnGen.Benchmarks.Speed;

namespace BenchmarkPeers;

/// <summary>ONNX Runtime: inference of its LSTM, GRU and RNN nodes.</summary>
internal sealed class OnnxRuntimeContender : IContender
{
    private int threads = 1;

    public OnnxRuntimeContender() => Version = "ONNX Runtime " + OrtEnv.Instance().GetVersionString();

    /// <inheritdoc/>
    public string Name => "onnxruntime";

    /// <inheritdoc/>
    public string Version { get; }

    /// <inheritdoc/>
    public void UseThreads(int threads) => this.threads = threads;

    /// <inheritdoc/>
    public IRun? Open(Case task, CaseData data) =>
        task.Op is Case.Infer or Case.Stream && task.Cell is "lstm" or "gru" or "gru-reset-before" or "rnn" ? new OnnxRun(task, data, threads) : null;
}

/// <summary>A session over a model of one node; a stream hands its states back to itself.</summary>
internal sealed class OnnxRun : IRun
{
    private readonly Case task;
    private readonly InferenceSession session;
    private readonly RunOptions options = new();
    private readonly float[] output;
    private readonly float[][] states;
    private readonly float[][] nextStates;
    private readonly string[] inputNames, outputNames;
    private readonly OrtValue[] inputs, outputs;

    public OnnxRun(Case task, CaseData data, int threads)
    {
        this.task = task;
        (string op, int[] gates) = task.Cell switch
        {
            "lstm" => ("LSTM", new[] { 0, 3, 1, 2 }), // i o f g, from i f g o
            "rnn" => ("RNN", [0]),
            _ => ("GRU", [1, 0, 2]), // z r n, from r z n
        };
        float[] Ordered(string name) => [.. gates.SelectMany(gate => data.Parameters[name].Chunk(data.Parameters[name].Length / gates.Length).ElementAt(gate))];
        byte[] model = OnnxMessage.Model(
            op, [task.T, task.B, task.I, task.H], task.Cell == "gru", Ordered("weight_ih_l0"), Ordered("weight_hh_l0"), [.. Ordered("bias_ih_l0"), .. Ordered("bias_hh_l0")]);
        using var settings = new SessionOptions { IntraOpNumThreads = threads, InterOpNumThreads = 1, GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL };
        session = new InferenceSession(model, settings);

        int count = op == "LSTM" ? 2 : 1;
        output = new float[task.T * task.B * task.H];
        states = [.. Enumerable.Range(0, count).Select(_ => new float[task.B * task.H])];
        nextStates = [.. Enumerable.Range(0, count).Select(_ => new float[task.B * task.H])];
        inputNames = ["X", .. new[] { "initial_h", "initial_c" }.Take(count)];
        outputNames = ["Y", .. new[] { "Y_h", "Y_c" }.Take(count)];
        inputs = [Value(StepsFirst(data.Input, task.I), task.T, task.B, task.I), .. states.Select(s => Value(s, 1, task.B, task.H))];
        outputs = [Value(output, task.T, 1, task.B, task.H), .. nextStates.Select(s => Value(s, 1, task.B, task.H))];
    }

    public void Once()
    {
        session.Run(options, inputNames, inputs, outputNames, outputs);
        if (task.Op == Case.Stream)
        {
            for (int i = 0; i < states.Length; i++)
            {
                nextStates[i].CopyTo(states[i], 0);
            }
        }
    }

    public IReadOnlyDictionary<string, float[]> Results()
    {
        Array.ForEach(states, Array.Clear);
        Once();
        if (task.Op == Case.Stream)
        {
            Once();
        }

        return new Dictionary<string, float[]> { ["output"] = BatchFirst(output, task.H) };
    }

    public void Dispose()
    {
        Array.ForEach(inputs, value => value.Dispose());
        Array.ForEach(outputs, value => value.Dispose());
        options.Dispose();
        session.Dispose();
    }

    private static OrtValue Value(float[] memory, params long[] dims) => OrtValue.CreateTensorValueFromMemory(memory, dims);

    private float[] StepsFirst(float[] values, int features) => Swapped(values, task.B, task.T, features);

    private float[] BatchFirst(float[] values, int features) => Swapped(values, task.T, task.B, features);

    private static float[] Swapped(float[] values, int outer, int inner, int features)
    {
        var swapped = new float[values.Length];
        for (int i = 0; i < outer; i++)
        {
            for (int j = 0; j < inner; j++)
            {
                values.AsSpan(((i * inner) + j) * features, features).CopyTo(swapped.AsSpan(((j * outer) + i) * features));
            }
        }

        return swapped;
    }
}
