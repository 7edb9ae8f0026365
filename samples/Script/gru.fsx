// Trains a GRU on the lines of a file, looks inside it, lets it write and saves it:
//   dotnet fsi gru.fsx [FILE]
#i "nuget: ../../artifacts/package"
#r "nuget: RnnGen, 0.1.0"

open System.IO
open RnnGen
open RnnGen.Ready

let file = fsi.CommandLineArgs |> Array.tryItem 1 |> Option.defaultValue (Path.Combine(__SOURCE_DIRECTORY__, "gru.fsx"))
let encode line = $"\n{line}\n".ToCharArray() |> Array.map int |> Array.filter (fun code -> code < GruText.V)
let batches = Batches.ByLength(File.ReadLines file |> Seq.map encode, batchSize = 8)
let model = GruText(seed = 1)

let learn (batch: SequenceBatch) =
    let pass = model.Forward batch.Inputs
    let loss = Losses.CrossEntropy(pass.Logits, batch.Targets)
    pass.Backward loss
    loss

let look (batch: SequenceBatch) (inspection: Inspection) =
    let pass = model.Forward batch.Inputs
    inspection.AddGate("update gate", pass.StepValues "z")
    inspection.AddGradient("memory", pass.MeasureBackward(Losses.CrossEntropy(pass.Logits, batch.Targets)))

let trainer = Trainer(model, Adam(model, learningRate = 0.01), learn, inspect = look)
trainer.EpochCompleted |> Event.add (printfn "%O")
let result = trainer.Fit(batches, TrainerOptions(Epochs = 30, InspectEvery = 30))
let last = Seq.last result.History
for gate in last.Gates do printfn $"{gate.Key}: {gate.Value}"
for gradient in last.GradientsThroughTime do printfn $"{gradient.Key}: {gradient.Value}"
result.Findings |> Seq.iter (printfn "%O")

let stream = model.CreateStream()
let next code = stream.Push code |> Array.indexed |> Array.maxBy snd |> fst
let start = "let " |> Seq.fold (fun _ letter -> next (int letter)) 0
let line = start |> Seq.unfold (fun code -> if code = int '\n' then None else Some(char code, next code)) |> Seq.truncate 60
printfn $"It writes: let {System.String.Concat line}"
model.Save "gru.safetensors"
