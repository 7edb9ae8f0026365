module Forecast.CommandLine

open System

type Options =
    { Csv: string option
      Column: string option
      Horizon: int
      Epochs: int
      Seed: int
      Page: string }

let usage =
    $"""Forecasts a time series with a recurrent network.

  dotnet run -c Release -- [FILE.csv [--column NAME]] [--horizon N] [--epochs N] [--seed N] [--page FILE.html]

Without a file it forecasts the Mackey-Glass series, which is chaotic. The column is named by its header or its number, from 1; the last one
if none is named. The horizon is 1 to {Forecaster.Horizon} steps, {Forecaster.Horizon} if none is given."""

let private defaults =
    { Csv = None
      Column = None
      Horizon = Forecaster.Horizon
      Epochs = 100
      Seed = 1
      Page = "forecast.html" }

let private number name least most (text: string) =
    match Int32.TryParse text with
    | true, value when value >= least && value <= most -> Ok value
    | _ -> Error $"{name} must be a number from {least} to {most}, not '{text}'."

let rec private read options arguments =
    match arguments with
    | [] -> Ok options
    | "--column" :: name :: rest -> read { options with Column = Some name } rest
    | "--horizon" :: text :: rest ->
        number "--horizon" 1 Forecaster.Horizon text |> Result.bind (fun value -> read { options with Horizon = value } rest)
    | "--epochs" :: text :: rest -> number "--epochs" 1 100000 text |> Result.bind (fun value -> read { options with Epochs = value } rest)
    | "--seed" :: text :: rest -> number "--seed" 0 Int32.MaxValue text |> Result.bind (fun value -> read { options with Seed = value } rest)
    | "--page" :: file :: rest -> read { options with Page = file } rest
    | [ option ] when option.StartsWith "--" -> Error $"{option} needs a value, or is unknown."
    | option :: _ when option.StartsWith "--" -> Error $"{option} is unknown."
    | file :: rest when options.Csv.IsNone -> read { options with Csv = Some file } rest
    | extra :: _ -> Error $"'{extra}' is one argument too many."

let parse arguments = read defaults (List.ofSeq arguments)
