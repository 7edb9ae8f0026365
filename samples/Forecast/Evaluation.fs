module Forecast.Evaluation

/// Root mean squared error at each distance, in standard deviations of the training part.
let errors (data: Data.Scaled) horizon (forecast: int -> int -> float[]) =
    let squares =
        Data.origins data
        |> Array.map (fun origin -> forecast horizon origin |> Array.mapi (fun k value -> (value - data.Values[origin + k + 1]) ** 2.0))

    Array.init horizon (fun k -> squares |> Array.averageBy (Array.item k) |> sqrt)

/// Distances worth a row in a table: doubling, and the last.
let rows horizon =
    Seq.initInfinite (fun i -> pown 2 i * 3 / 2) |> Seq.takeWhile (fun k -> k < horizon) |> Seq.append <| [ horizon ] |> List.ofSeq
