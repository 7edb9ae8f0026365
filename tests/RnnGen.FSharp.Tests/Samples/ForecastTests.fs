/// The forecasting sample.
module RnnGen.FSharp.Tests.Samples.ForecastTests

open System
open System.IO
open Xunit
open Forecast

let private inFile extension use' =
    let file = Path.Combine(Path.GetTempPath(), $"rnngen-{Guid.NewGuid()}.{extension}")

    try
        use' file
    finally
        File.Delete file

let private options arguments =
    match CommandLine.parse arguments with
    | Ok options -> options
    | Error message -> failwith message

[<Fact>]
let ``The default series is bounded and does not repeat`` () =
    let values = (Series.mackeyGlass 1000).Values
    Assert.All(values, (fun v -> Assert.InRange(v, 0.2, 1.4)))
    let distance shift = Seq.zip values (Seq.skip shift values) |> Seq.averageBy (fun (a, b) -> abs (a - b))
    Assert.All([ 20..200 ], (fun shift -> Assert.True(distance shift > 0.01)))

[<Fact>]
let ``The linear baseline continues two waves exactly`` () =
    let data = Array.init 1200 (fun t -> 3.0 + sin (0.2 * float t) + 0.5 * cos (0.31 * float t)) |> Data.scale
    let exact = Evaluation.errors data Forecaster.Horizon (Baselines.linear data)
    Assert.All(exact, (fun error -> Assert.InRange(error, 0.0, 1e-6)))
    let naive = Evaluation.errors data 30 (Baselines.naive data.Values)
    Assert.True(naive[29] > naive[0] && naive[0] > 0.05)

[<Fact>]
let ``A little training beats the last value`` () =
    let data = (Series.mackeyGlass 1500).Values |> Data.scale
    let model, result = Learning.train (options [ "--epochs"; "12" ]) data
    let rnn = Evaluation.errors data 30 (Learning.forecaster model data)
    let naive = Evaluation.errors data 30 (Baselines.naive data.Values)
    Assert.True(rnn[23] < 0.6 * naive[23])
    Assert.True(result.FinalLoss < result.History[0].Loss.Value)

    inFile "html" (fun file ->
        Page.write file { Name = "a"; Values = data.Values } data 30 [ "RNN", Learning.forecaster model data ] [ "RNN", rnn ] result
        let page = File.ReadAllText file
        Assert.Contains("a: forecasts of 30 steps", page)
        Assert.Contains("plotly.js v", page)
        Assert.DoesNotContain("<script src", page))

[<Fact>]
let ``Columns of files are named or counted`` () =
    inFile "csv" (fun file ->
        File.WriteAllText(file, "time;value;other\n1;2.5;3\n2;-4e1;\n\n")
        let column name = Series.ofCsv file name
        Assert.Equal(Ok { Series.Name = "value"; Series.Values = [| 2.5; -40.0 |] }, column (Some "value"))
        Assert.Equal(Ok { Series.Name = "time"; Series.Values = [| 1.0; 2.0 |] }, column (Some "1"))
        let message = function Error (text: string) -> text | Ok series -> failwith $"%A{series}"
        Assert.Contains("row 2", column None |> message)
        Assert.Contains("time, value, other", column (Some "nothing") |> message)
        File.WriteAllText(file, "1,2\n3,4\n")
        Assert.Equal(Ok { Series.Name = FileInfo(file).Name; Series.Values = [| 2.0; 4.0 |] }, column None))

[<Fact>]
let ``Arguments are read or refused by name`` () =
    let all = options [ "a.csv"; "--column"; "x"; "--horizon"; "12"; "--epochs"; "3"; "--seed"; "4"; "--page"; "p.html" ]
    Assert.Equal((Some "a.csv", Some "x", 12, 3, 4, "p.html"), (all.Csv, all.Column, all.Horizon, all.Epochs, all.Seed, all.Page))
    let refused arguments = match CommandLine.parse arguments with Error message -> message | Ok o -> failwith $"%A{o}"
    Assert.Contains("--horizon", refused [ "--horizon"; "97" ])
    Assert.Contains("--page", refused [ "--page" ])
    Assert.Contains("--what", refused [ "--what"; "1" ])
    Assert.Contains("b.csv", refused [ "a.csv"; "b.csv" ])
