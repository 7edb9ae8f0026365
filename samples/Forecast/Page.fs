module Forecast.Page

open Plotly.NET
open RnnGen

let private line name (ys: float seq) (xs: int seq) = Chart.Line(x = xs, y = ys, Name = name)

/// The forecasts from one place of the held-out part, on the scale of the series.
let private example (data: Data.Scaled) horizon origin forecasts =
    let unscaled = Seq.map (fun v -> data.Mean + v * data.Deviation)
    let shown = [ origin - 2 * Data.warmUp .. origin + horizon ]

    [ shown |> line "series" (shown |> Seq.map (fun t -> data.Values[t]) |> unscaled)
      for name, forecast in forecasts do
          [ origin + 1 .. origin + horizon ] |> line name (forecast horizon origin |> unscaled) ]
    |> Chart.combine
    |> Chart.withXAxisStyle "time"
    |> Chart.withYAxisStyle "value"

let private errorLines errors =
    [ for name, values: float[] in errors -> [ 1 .. values.Length ] |> line $"{name}, error" values ]
    |> Chart.combine
    |> Chart.withXAxisStyle "steps ahead"
    |> Chart.withYAxisStyle "root mean squared error"

let private losses (result: TrainingResult) =
    result.History |> Seq.map _.Epoch |> line "training error" (result.History |> Seq.map (fun e -> sqrt e.Loss.Value))
    |> Chart.withXAxisStyle "epoch"
    |> Chart.withYAxisStyle "root mean squared error"

/// Writes one page that needs no network.
let write path (series: Series.Series) (data: Data.Scaled) horizon forecasts errors result =
    let origins = Data.origins data

    [ example data horizon origins[origins.Length / 2] forecasts; errorLines errors; losses result ]
    |> Chart.Grid(3, 1)
    |> Chart.withTitle $"{series.Name}: forecasts of {horizon} steps"
    |> Chart.withSize (1000, 1200)
    |> Chart.withDisplayOptions (DisplayOptions.init (PlotlyJSReference = PlotlyJSReference.Full))
    |> Chart.saveHtml path
