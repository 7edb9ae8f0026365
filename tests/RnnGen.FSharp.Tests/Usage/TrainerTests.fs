/// The trainer, and what FS-07 and FS-09 to FS-12 ask of options, events, tasks and findings.
module RnnGen.FSharp.Tests.Usage.TrainerTests

open System
open System.IO
open System.Threading
open Xunit
open RnnGen
open RnnGen.FSharp.Cells

let private texts = [ for n in 0..23 -> Array.init (3 + n % 6) (fun i -> (n + i) % CharModel.V) ]

let private batches () = Batches.ByLength(texts, batchSize = 4, seed = 1)

let private learn (model: CharModel) (batch: SequenceBatch) =
    let pass = model.Forward batch.Inputs
    let loss = Losses.CrossEntropy(pass.Logits, batch.Targets)
    pass.Backward loss
    loss

let private look (model: CharModel) (batch: SequenceBatch) (inspection: Inspection) =
    let pass = model.Forward batch.Inputs
    inspection.AddGate("z", pass.StepValues "z")
    inspection.AddGradient("h", pass.MeasureBackward(Losses.CrossEntropy(pass.Logits, batch.Targets)))

let private trainer seed =
    let model = CharModel(seed = seed)
    let judge () = LengthBuckets.Evaluate(batches (), fun tokens -> model.Predict tokens)
    model, Trainer(model, Adam(model, learningRate = 0.01), learn model, evaluate = judge, inspect = look model)

let private parameters (model: Trainable) = [ for p in model.Parameters -> p.Value ]

let private inFile use' =
    let file = Path.Combine(Path.GetTempPath(), $"rnngen-{Guid.NewGuid()}.safetensors")

    try
        use' file
    finally
        File.Delete file

[<Fact>]
let ``It is the loop of the textbook`` () =
    let model, trainer = trainer 1
    let result = trainer.Fit(batches (), TrainerOptions(Epochs = 3, ClipNorm = 0.3))

    let byHand = CharModel(seed = 1)
    let optimizer = Adam(byHand, learningRate = 0.01)
    let order = batches ()
    let mutable norms = []

    for epoch in 0..2 do
        for batch in order.Epoch epoch do
            learn byHand batch |> _.Value |> Double.IsFinite |> Assert.True
            norms <- byHand.Gradients.ClipByGlobalNorm 0.3 :: norms
            optimizer.Step()

    Assert.Equal<Tensor list>(parameters byHand, parameters model)
    Assert.Equal(3, result.History.Count)
    Assert.Equal(List.max norms, result.History |> Seq.map _.LargestGradientNorm |> Seq.max)
    Assert.Equal(StopReason.EpochsDone, result.StopReason)
    let last = result.History[2]
    Assert.Equal(6, last.Steps)
    Assert.Equal(0.01, last.LearningRate)
    Assert.Equal((batches ()).TokenCount, last.Loss.Tokens)
    Assert.True(last.Loss.Value < result.History[0].Loss.Value)
    Assert.InRange(last.FractionClipped, 0.0, 1.0)
    Assert.Equal<string seq>([ "z" ], last.Gates.Keys)
    Assert.Equal<string seq>([ "h" ], last.GradientsThroughTime.Keys)
    let evaluation = last.Evaluation |> Option.ofObj |> Option.get
    Assert.Equal(3, evaluation.Buckets.Count)
    Assert.Equal(result.BestLoss, evaluation.Total.Value)
    Assert.Equal(2, result.BestEpoch)

[<Fact>]
let ``Resumed, a run ends where it would have ended`` () =
    inFile (fun file ->
        let whole, trainer1 = trainer 2
        let result = trainer1.Fit(batches (), TrainerOptions(Epochs = 4))

        let options = TrainerOptions(Epochs = 4, CheckpointPath = file, CheckpointEvery = 1, Resume = true)
        let _, trainer2 = trainer 2
        use source = new CancellationTokenSource()
        let stopAt step = { new IProgress<TrainingStep> with member _.Report s = if s.Step = step then source.Cancel() }
        Assert.Throws<OperationCanceledException>(fun () -> trainer2.Fit(batches (), options, stopAt 9, source.Token) |> Assert.NotNull) |> Assert.NotNull

        let resumed, trainer3 = trainer 77
        let rest = trainer3.Fit(batches (), options)
        Assert.Equal<Tensor list>(parameters whole, parameters resumed)
        Assert.Equal<int seq>([ 1; 2; 3 ], rest.History |> Seq.map _.Epoch)
        Assert.Equal(3, rest.History[0].Steps)
        Assert.Equal(result.BestLoss, rest.BestLoss)
        Assert.Equal(24, trainer3.Optimizer.StepCount)

        let _, trainer4 = trainer 2
        Assert.Empty(trainer4.Fit(batches (), options).History))

[<Fact>]
let ``A checkpoint of another program is refused and changes nothing`` () =
    inFile (fun file ->
        let model, trainer = trainer 3
        TrainingRun.Save(file, model, trainer.Optimizer)
        let before = parameters model
        let error = Assert.Throws<InvalidDataException>(fun () -> trainer.Fit(batches (), TrainerOptions(CheckpointPath = file, Resume = true)) |> Assert.NotNull)
        Assert.Contains("trainer.Epoch", error.Message)
        Assert.Equal<Tensor list>(before, parameters model))

[<Fact>]
let ``Patience stops, and the best parameters are kept`` () =
    inFile (fun file ->
        let model = CharModel(seed = 4)
        let losses = [ 3.0; 2.0; 2.5; 2.5; 1.0 ]
        let mutable evaluations = 0
        let mutable best = []

        let judge () =
            let buckets = LengthBuckets(0, 10)
            buckets.Add(5, losses[evaluations], 1)
            best <- if evaluations = 1 then parameters model else best
            evaluations <- evaluations + 1
            buckets

        let result = Trainer(model, Adam model, learn model, evaluate = judge).Fit(batches (), TrainerOptions(Epochs = 5, Patience = 2, BestPath = file))
        Assert.Equal(StopReason.NoImprovement, result.StopReason)
        Assert.Equal((4, 2.0, 1), (result.History.Count, result.BestLoss, result.BestEpoch))
        let kept = CharModel()
        kept.Load file
        Assert.Equal<Tensor list>(best, parameters kept)
        Assert.NotEqual<Tensor list>(best, parameters model)
        Assert.Contains(result.Findings, (fun f -> f.Kind = FindingKind.Overfitting)))

[<Fact>]
let ``Time is up in the middle of an epoch`` () =
    let _, trainer = trainer 5
    let slow = { new IProgress<TrainingStep> with member _.Report _ = Thread.Sleep 20 }
    let result = trainer.Fit(batches (), TrainerOptions(Epochs = 1000000, TimeLimit = TimeSpan.FromMilliseconds 100.0), slow)
    Assert.Equal(StopReason.TimeUp, result.StopReason)
    Assert.InRange(result.History.Count, 1, 2)

[<Fact>]
let ``It trains windows of a stream with carried states`` () =
    let model = CharModel(seed = 6)
    let text = Array.init 200 (fun i -> i * i % CharModel.V)
    let windows = Batches.Streams(text, batchSize = 2, window = 10)
    let carried = CarriedState()

    let learnWindow (window: StreamBatch) =
        let pass = model.Forward(window.Inputs, carried.Into window.Window)
        let loss = Losses.CrossEntropy(pass.Logits, window.Targets)
        pass.Backward loss
        carried.Keep(window.Window, pass.FinalState)
        loss

    let result = Trainer(model, Adam(model, learningRate = 0.03), learnWindow).Fit(windows, TrainerOptions(Epochs = 8))
    Assert.Equal(10, result.History[0].Steps)
    Assert.True(result.FinalLoss < 0.7 * result.History[0].Loss.Value)

[<Fact>]
let ``Mistakes are refused by name`` () =
    let model, good = trainer 7
    let none: SequenceBatch list = []
    Assert.Contains("no batch", Assert.Throws<ArgumentException>(fun () -> good.Fit none |> Assert.NotNull).Message)
    let forgot = Trainer(model, Adam model, fun (batch: SequenceBatch) -> Losses.CrossEntropy((model.Forward batch.Inputs).Logits, batch.Targets))
    Assert.Contains("Backward", Assert.Throws<InvalidOperationException>(fun () -> forgot.Fit(batches ()) |> Assert.NotNull).Message)
    Assert.Throws<ArgumentException>(fun () -> Trainer(CharModel(), Adam model, learn model) |> Assert.NotNull) |> Assert.NotNull
    Assert.Throws<ArgumentOutOfRangeException>(fun () -> TrainerOptions(ClipNorm = 0) |> Assert.NotNull) |> Assert.NotNull

[<Fact>]
let ``FS-07 options keep what With does not name`` () =
    let defaults = TrainerOptions()
    Assert.Equal((1, 1.0, 0, false), (defaults.Epochs, defaults.ClipNorm, defaults.Patience, defaults.Resume))

    let all =
        TrainerOptions(
            Epochs = 2,
            TimeLimit = TimeSpan.FromSeconds 3.0,
            ClipNorm = 4,
            UnclippedReason = "tiny model",
            EvaluateEvery = 5,
            InspectEvery = 6,
            Patience = 7,
            CheckpointPath = "a",
            CheckpointEvery = 8,
            Resume = true,
            BestPath = "b"
        )

    let texts (o: TrainerOptions) = [ for p in typeof<TrainerOptions>.GetProperties() -> p.Name, $"{p.GetValue o}" ]
    Assert.Equal<(string * string) list>(texts all, texts (all.With()))
    let changed = all.With(patience = 9) |> _.With(clipNorm = 0.5)
    Assert.Equal((9, 0.5, 2, Some "a"), (changed.Patience, changed.ClipNorm, changed.Epochs, Option.ofObj changed.CheckpointPath))

[<Fact>]
let ``FS-09 events and progress`` () =
    let _, trainer = trainer 8
    let epochs, odd, handled = ResizeArray<int>(), ResizeArray<int>(), ResizeArray<int>()
    trainer.EpochCompleted |> Event.filter (fun e -> e.Epoch % 2 = 1) |> Event.map _.Epoch |> Event.add odd.Add
    let handler = EventHandler<TrainingEpoch>(fun _ e -> handled.Add e.Epoch)
    trainer.EpochCompleted.AddHandler handler

    using (trainer.EpochCompleted |> Observable.subscribe (fun e -> epochs.Add e.Epoch)) (fun _ ->
        trainer.Fit(batches (), TrainerOptions(Epochs = 3)) |> Assert.NotNull)

    trainer.EpochCompleted.RemoveHandler handler
    let steps = ResizeArray<int>()
    let progress = { new IProgress<TrainingStep> with member _.Report step = steps.Add step.Step }
    trainer.Fit(batches (), TrainerOptions(Epochs = 2), progress = progress) |> Assert.NotNull
    Assert.Equal<int seq>([ 0; 1; 2 ], epochs)
    Assert.Equal<int seq>([ 0; 1; 2 ], handled)
    Assert.Equal<int seq>([ 1; 1 ], odd)
    Assert.Equal<int seq>([ 19..30 ], steps)

[<Fact>]
let ``FS-10 tasks, asyncs, side by side and cancelled`` () =
    task {
        let fit seed = (trainer seed |> snd).FitAsync(batches (), TrainerOptions(Epochs = 2))
        let! one = fit 1
        let! others = [ 1; 2; 3 ] |> List.map (fit >> Async.AwaitTask) |> Async.Parallel
        Assert.Equal(one.FinalLoss, others[0].FinalLoss)
        Assert.NotEqual(one.FinalLoss, others[1].FinalLoss)
        use source = new CancellationTokenSource()
        source.Cancel()
        let cancelled = (trainer 1 |> snd).FitAsync(batches (), cancellationToken = source.Token)
        let! error = Assert.ThrowsAnyAsync<OperationCanceledException>(fun () -> cancelled)
        Assert.NotNull error
    }

let private (|Exploding|Vanishing|Saturated|Other|) (finding: Finding) =
    match finding with
    | :? ExplodingGradient as e -> Exploding(e.Norm, e.ClipNorm)
    | :? VanishingGradient as v -> Vanishing(v.Name, v.Scale)
    | :? SaturatedGate as s -> Saturated(s.Name, s.Fraction)
    | _ -> Other finding.Message

[<Fact>]
let ``FS-11 findings are a closed family`` () =
    let model = CharModel(seed = 9)

    let look (batch: SequenceBatch) (inspection: Inspection) =
        inspection.AddGate("open", Tensor.Init(1, 4, (fun _ _ -> 0.95)).Reshape(1, 4, 1) |> Sequence.From)
        inspection.AddGradient("lost", GradientThroughTime [| 1e-9; 1e-3; 1.0 |])

    let result = Trainer(model, Sgd(model, learningRate = 0.1), learn model, inspect = look).Fit(batches (), TrainerOptions(ClipNorm = 1e-4))
    let found = List.ofSeq result.Findings

    match found with
    | [ Exploding(norm, bound); Vanishing("lost", scale); Saturated("open", fraction) ] ->
        Assert.True(norm > 10.0 * bound)
        Assert.Equal(1e-9, scale)
        Assert.Equal(1.0, fraction)
    | _ -> failwith $"%A{found}"

    match found with
    | [ :? ExplodingGradient as e; _; _ ] -> Assert.Equal(0, e.Epoch)
    | _ -> failwith "unexpected"

    let advice (finding: Finding) =
        match finding.Kind with
        | FindingKind.SaturatedGate -> "gate"
        | _ -> finding.Message

    Assert.Equal("gate", found |> List.last |> advice)
    Assert.Contains("learning rate", string found.Head)

[<Fact>]
let ``FS-12 what may be missing is an option away`` () =
    let model = CharModel()
    let count name = model.Parameters.Find name |> Option.ofObj |> Option.map _.Count
    Assert.Equal<int option list>([ Some CharModel.V; None ], [ "Next.bias"; "nothing" ] |> List.map count)
    let _, trainer = trainer 1
    let last = trainer.Fit(batches ()).History |> Seq.last

    let saturated =
        match last.Gates.TryGetValue "z" with
        | true, gate -> gate.FractionSaturated
        | _ -> nan

    Assert.InRange(saturated, 0.0, 1.0)
