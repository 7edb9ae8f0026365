using System;
using System.Linq;
using RnnGen.Benchmarks;
#if BUILD_COST
using RnnGen.Benchmarks.AnalyzerCost;
using RnnGen.Benchmarks.BuildCost;
#endif
using RnnGen.Benchmarks.Scan;
using RnnGen.Benchmarks.Speed;

if (args.Length == 0 || args[0].StartsWith("--", StringComparison.Ordinal))
{
    return SpeedCommand.Run(args, []);
}

(string Name, Action Run)[] cases =
[
#if BUILD_COST
    ("analyzers", AnalyzerCostCase.Run),
    ("build-cost", BuildCostCase.Run),
    ("generator", GeneratorCase.Run),
    ("native", NativeCase.Run),
#endif
    ("checkpoint", CheckpointCase.Run),
    ("elementwise", ElementwiseCase.Run),
    ("scan", ScanCase.Run),
];

if (args.Length != 1 || cases.All(item => item.Name != args[0]))
{
    Console.Error.WriteLine($"Name one case: {string.Join(", ", cases.Select(item => item.Name))}; or give options of the grid, --ops train for example.");
    return 2;
}

Console.WriteLine(Machine.Description);
Console.WriteLine();
cases.Single(item => item.Name == args[0]).Run();
return 0;
