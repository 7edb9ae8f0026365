module Forecast.Program

open System.IO
open Forecast.CommandLine

let private load (options: Options) =
    match options.Csv with
    | None -> Ok(Series.mackeyGlass 4000)
    | Some path when not (File.Exists path) -> Error $"There is no file {path}."
    | Some path -> Series.ofCsv path options.Column

let private longEnough (series: Series.Series) =
    if series.Values.Length >= Data.shortest then
        Ok series
    else
        Error $"{series.Name} has {series.Values.Length} values; at least {Data.shortest} are needed."

let private run (options: Options) (series: Series.Series) =
    let data = Data.scale series.Values
    printfn $"{series.Name}: {series.Values.Length} values, the last {series.Values.Length - data.TrainingLength} held out."
    let model, result = Learning.train options data
    result.Findings |> Seq.iter (printfn "Finding: %O")

    let forecasts =
        [ "RNN", Learning.forecaster model data
          "linear", Baselines.linear data
          "naive", Baselines.naive data.Values ]

    let errors = forecasts |> List.map (fun (name, forecast) -> name, Evaluation.errors data options.Horizon forecast)
    printfn "\nHeld-out error (root mean square, in standard deviations of the series)"
    printfn $"""steps ahead  {errors |> List.map (fun (name, _) -> $"{name, 7}") |> String.concat "  "}"""

    for k in Evaluation.rows options.Horizon do
        printfn $"""{k, 11}  {errors |> List.map (fun (_, values) -> $"{values[k - 1], 7:F4}") |> String.concat "  "}"""

    Page.write options.Page series data options.Horizon forecasts errors result
    printfn $"\nPlots: {Path.GetFullPath options.Page}"

[<EntryPoint>]
let main arguments =
    match parse arguments |> Result.bind (fun options -> load options |> Result.bind longEnough |> Result.map (run options)) with
    | Ok() -> 0
    | Error message ->
        eprintfn $"{message}\n\n{usage}"
        1
