using System;
using System.Linq;
using RnnGen.Benchmarks;
using RnnGen.Benchmarks.AnalyzerCost;
using RnnGen.Benchmarks.BuildCost;
using RnnGen.Benchmarks.Scan;

(string Name, Action Run)[] cases =
[
    ("analyzers", AnalyzerCostCase.Run),
    ("build-cost", BuildCostCase.Run),
    ("checkpoint", CheckpointCase.Run),
    ("elementwise", ElementwiseCase.Run),
    ("scan", ScanCase.Run),
];

if (args.Length != 1 || cases.All(item => item.Name != args[0]))
{
    Console.Error.WriteLine($"Name one case: {string.Join(", ", cases.Select(item => item.Name))}.");
    return 2;
}

Console.WriteLine(Machine.Description);
Console.WriteLine();
cases.Single(item => item.Name == args[0]).Run();
return 0;
