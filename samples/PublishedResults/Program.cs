using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using PublishedResults;

(string Name, string Title, Func<TextWriter, IReadOnlyList<Outcome>> Run)[] tasks =
[
    ("reber", "Embedded Reber grammar", EmbeddedReber.Run),
    ("adding", "Adding problem", AddingProblem.Run),
    ("order", "Temporal order", TemporalOrder.Run),
    ("copy", "Copy memory", CopyMemory.Run),
];

string[] unknown = [.. args.Except(tasks.Select(task => task.Name))];
if (unknown.Length > 0)
{
    Console.Error.WriteLine($"There is no task {string.Join(", ", unknown)}; there are {string.Join(", ", tasks.Select(task => task.Name))}. Without a name all run.");
    return 2;
}

var table = new List<(Outcome Outcome, string Time)>();
foreach ((string name, string title, Func<TextWriter, IReadOnlyList<Outcome>> run) in tasks.Where(task => args.Length == 0 || args.Contains(task.Name)))
{
    Console.WriteLine(title);
    var watch = Stopwatch.StartNew();
    IReadOnlyList<Outcome> outcomes = run(Console.Out);
    table.AddRange(outcomes.Select((outcome, i) => (outcome, i == 0 ? $"{watch.Elapsed.TotalSeconds:0} s" : "")));
    Console.WriteLine();
}

Console.WriteLine($"{"Task",-26}{"Solved when",-40}{"Here",-26}{"",-10}{"Time",6}");
foreach ((Outcome outcome, string time) in table)
{
    Console.WriteLine($"{outcome.Task,-26}{outcome.Criterion,-40}{outcome.Result,-26}{(outcome.Reached ? "reached" : "MISSED"),-10}{time,6}");
}

return table.All(row => row.Outcome.Reached) ? 0 : 1;
