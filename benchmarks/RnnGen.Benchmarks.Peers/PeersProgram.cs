using System;
using System.Collections.Generic;
using RnnGen.Benchmarks.Speed;

namespace BenchmarkPeers;

/// <summary>The grid of RnnGen.Benchmarks with other libraries beside it, interleaved case by case.</summary>
internal static class PeersProgram
{
    private static int Main(string[] arguments)
    {
        var peers = new List<IContender>();
        Add(peers, "TorchSharp", static () => new TorchSharpContender());
        Add(peers, "ONNX Runtime", static () => new OnnxRuntimeContender());
        return SpeedCommand.Run(arguments, peers);
    }

    // Native libraries have demands of their own on the machine.
    private static void Add(List<IContender> peers, string name, Func<IContender> create)
    {
        try
        {
            peers.Add(create());
        }
        catch (Exception problem)
        {
            Console.Error.WriteLine($"{name} does not load here and is left out: {problem.GetBaseException().Message.Split('\n')[0]}");
        }
    }
}
