module Forecast.Data

open RnnGen

/// A series on the scale of its training part: mean 0, standard deviation 1. What lies behind the training part is held out.
type Scaled =
    { Values: float[]
      TrainingLength: int
      Mean: float
      Deviation: float }

/// Windows of one batch, and at each of their values the ones that follow.
type Batch =
    { Inputs: Sequence
      Targets: Tensor
      Counted: bool[,] }

/// Steps of a window, and those at its beginning that only fill the memory.
let window, warmUp = 160, 24

let private stride, batchSize = 16, 8

/// The shortest series that leaves something to learn from and something to hold out.
let shortest = 4 * (window + Forecaster.Horizon)

let scale (values: float[]) =
    let trainingLength = values.Length * 3 / 4
    let training = Array.take trainingLength values
    let mean = Array.average training
    let deviation = training |> Array.averageBy (fun v -> (v - mean) ** 2.0) |> sqrt |> max 1e-9

    { Values = values |> Array.map (fun v -> (v - mean) / deviation)
      TrainingLength = trainingLength
      Mean = mean
      Deviation = deviation }

let private batchOf (values: float[]) (starts: int[]) =
    let inputs = Array3D.init starts.Length window 1 (fun b t _ -> float32 values[starts[b] + t])
    let targets = Array3D.init starts.Length window Forecaster.Horizon (fun b t k -> float32 values[starts[b] + t + k + 1])

    { Inputs = inputs |> Tensor.From |> Sequence.From
      Targets = Tensor.From targets
      Counted = Array2D.init starts.Length window (fun _ t -> t >= warmUp) }

/// Batches of windows of the training part, shuffled anew in each epoch.
let batches seed (data: Scaled) =
    let starts = [| 0..stride .. data.TrainingLength - window - Forecaster.Horizon |]
    let order = Batches.Shuffled(starts, seed).Epoch 0 |> Array.ofSeq
    Batches.Shuffled(order |> Array.chunkBySize batchSize |> Array.map (batchOf data.Values), seed)

/// Places of the held-out part to forecast from: so many values behind each are known.
let origins (data: Scaled) = [| data.TrainingLength - 1 .. data.Values.Length - 1 - Forecaster.Horizon |]
