/// FS-00: what using RnnGen looks like in F#. Its text is counted by GoldenTests: no spans, delegates, casts, ignored results, suffixes.
module RnnGen.FSharp.Tests.Usage.Golden

open System
open RnnGen
open RnnGen.FSharp.Cells

let (|Exploding|Saturated|Other|) (finding: Finding) =
    match finding with
    | :? ExplodingGradient as e -> Exploding(e.Epoch, e.Norm)
    | :? SaturatedGate as s -> Saturated(s.Name, s.Fraction)
    | f -> Other f.Message

let build<'M when 'M :> ISeeded<'M>> seeds = seeds |> List.map 'M.Create

type Outcome =
    { Losses: float list
      Seen: float list
      Messages: string list
      Scores: float list
      Steps: int
      Total: float
      Text: string }

let run () =
    let model = CharModel(seed = 7)

    // Tensors, tokens, predictions
    let x = [ [ 1f; 2f ]; [ 3f; 4f ] ] |> Tensor.FromRows
    let scaled = 2.0 * (x + x) - 1.0
    let halves = scaled.ToArray2D() |> Array2D.map (fun v -> v * 0.5f) |> Tensor.From
    let tokens = [ [ 1; 2; 3 ]; [ 4; 5 ] ] |> Tokens.FromRows
    let logits = tokens |> model.Predict |> _.ToTensor()
    let last = logits.Row(0).Row(2).ToArray() |> Array.max

    // One step after another
    let states = [ 1; 2; 3 ] |> List.scan (fun s token -> model.Step(s, token)) (model.InitialState())
    let outputs = states |> List.choose (fun s -> Option.ofObj s.Output)

    // Training
    let texts = [ for n in 3..8 -> Array.init n (fun i -> i % CharModel.V) ]
    let batches = Batches.ByLength(texts, batchSize = 2, seed = 1)
    let seen = ResizeArray<float>()

    let learn (batch: SequenceBatch) =
        let pass = model.Forward batch.Inputs
        let loss = Losses.CrossEntropy(pass.Logits, batch.Targets)
        pass.Backward loss
        loss

    let look (batch: SequenceBatch) (inspection: Inspection) =
        let pass = model.Forward batch.Inputs
        inspection.AddGate("update", pass.StepValues "z")
        inspection.AddGradient("memory", pass.MeasureBackward(Losses.CrossEntropy(pass.Logits, batch.Targets)))

    let trainer =
        Trainer(
            model,
            Adam(model, learningRate = 0.01),
            learn,
            evaluate = (fun () -> LengthBuckets.Evaluate(batches, fun t -> model.Predict t)),
            inspect = look
        )

    use _ = trainer.EpochCompleted |> Observable.subscribe (fun e -> seen.Add e.Loss.Value)
    let options = TrainerOptions(Epochs = 3, ClipNorm = 0.5, Patience = 2)
    let progress = { new IProgress<TrainingStep> with member _.Report step = seen.Add step.GradientNorm }
    let result = trainer.Fit(batches, options.With(epochs = 2), progress = progress)

    let total =
        task {
            let! a = trainer.FitAsync batches
            let! b = batches |> trainer.FitAsync
            return a.FinalLoss + b.FinalLoss
        }

    // What came out
    let messages =
        result.Findings
        |> Seq.map (function
            | Exploding(epoch, norm) -> $"epoch {epoch}: {norm}"
            | Saturated(gate, fraction) -> $"{gate}: {fraction}"
            | Other message -> message)
        |> List.ofSeq

    let kind =
        match logits.Dims[2] with
        | CharModel.H -> "hidden"
        | CharModel.V -> "characters"
        | _ -> "?"

    let bias = model.Parameters.Find "Next.bias" |> Option.ofObj |> Option.map _.Count
    let models = build<CharModel> [ 1; 2; 3 ]

    { Losses = result.History |> Seq.map _.Loss.Value |> List.ofSeq
      Seen = List.ofSeq seen
      Messages = messages
      Scores = [ 0.5 * total.Result; Math.Max(result.FinalLoss, 0); float last; halves.GetDouble 0 ]
      Steps = outputs.Length
      Total = total.Result
      Text = $"{kind} {bias} {models.Length} {model}" }
