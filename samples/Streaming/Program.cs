using System;
using System.IO;
using Streaming;

string model = Path.Combine(AppContext.BaseDirectory, "server-log.safetensors");
switch (args)
{
    case []:
        ScoreCommand.Run(model, measure: false);
        return 0;
    case ["--measure"]:
        ScoreCommand.Run(model, measure: true);
        return 0;
    case ["--model", var file]:
        ScoreCommand.Run(file, measure: false);
        return 0;
    case ["--train", var log, var file]:
        TrainCommand.Run(log, file);
        return 0;
    case ["--sample-log", var count]:
        foreach (string line in SampleLog.Lines(int.Parse(count), seed: 1))
        {
            Console.WriteLine(line);
        }

        return 0;
    default:
        Console.Error.WriteLine("""
            Scores lines of a log as they come: bits per character, given all lines before.

              Streaming < LOG                          with the model of the sample log
              Streaming --measure < LOG                the same, and what it took
              Streaming --model FILE < LOG             with a model of your own
              Streaming --train LOG FILE               trains that model
              Streaming --sample-log LINES             writes a log
            """);
        return 2;
}
