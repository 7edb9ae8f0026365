module Forecast.Learning

open System
open RnnGen

let private learn (model: Forecaster) (batch: Data.Batch) =
    let pass = model.Forward batch.Inputs
    let loss = Losses.MeanSquaredError(pass.Values, batch.Targets, batch.Counted)
    pass.Backward loss
    loss

let private inspect (model: Forecaster) (batch: Data.Batch) (inspection: Inspection) =
    let pass = model.Forward batch.Inputs
    inspection.AddGate("update gate", pass.StepValues "z")
    inspection.AddGradient("memory", pass.MeasureBackward(Losses.MeanSquaredError(pass.Values, batch.Targets, batch.Counted)))

/// Trains a model; says after every tenth epoch how it goes.
let train (options: CommandLine.Options) (data: Data.Scaled) =
    let model = Forecaster(seed = options.Seed)
    let batches = Data.batches options.Seed data
    let optimizer = Adam(model, learningRate = 4e-3)
    optimizer.Schedule <- LearningRateSchedule.WarmupCosine(peak = 4e-3, warmupSteps = 20, totalSteps = 20 + options.Epochs * batches.Count, final = 1e-5)
    let trainer = Trainer(model, optimizer, learn model, inspect = inspect model)

    use _ =
        trainer.EpochCompleted
        |> Observable.filter (fun e -> (e.Epoch + 1) % 10 = 0)
        |> Observable.subscribe (fun e ->
            let gate = e.Gates["update gate"].FractionSaturated

            printfn
                $"epoch {e.Epoch + 1, 4}  error {sqrt e.Loss.Value:F4}  gradient {e.GradientNorm:F3}  update gate saturated {gate:P0}  {e.Elapsed.TotalSeconds, 5:F1} s")

    let result = trainer.Fit(batches, TrainerOptions(Epochs = options.Epochs, InspectEvery = 10))
    model, result

/// Forecasts from all places at once: one run over the whole series.
let forecaster (model: Forecaster) (data: Data.Scaled) =
    let series = Tensor.FromArray(Array.map float32 data.Values, 1, data.Values.Length, 1) |> Sequence.From
    let values = (model.Predict series).ToTensor().Row 0
    fun horizon origin -> values.Row(origin).ToDoubleArray() |> Array.take horizon
