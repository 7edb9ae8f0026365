module RnnGenModel.Program

open RnnGen

let words = [ "recurrent"; "network"; "sequence"; "gradient"; "memory"; "hidden"; "state"; "gate"; "cell"; "time" ]

let token (letter: char) = int letter - int 'a' + 1

let sequences = words |> List.map (fun word -> [| 0; yield! Seq.map token word; 0 |])

let train (model: WordModel) =
    let optimizer = Adam(model, learningRate = 1e-2)
    for epoch in 1..60 do
        let statistics = TokenStatistics()
        for batch in Batches.ByLength(sequences, batchSize = 5) do
            let pass = model.Forward batch.Inputs
            let loss = Losses.CrossEntropy(pass.Logits, batch.Targets)
            pass.Backward loss
            let _norm = model.Gradients.ClipByGlobalNorm 1.0
            optimizer.Step()
            statistics.Add loss
        if epoch % 20 = 0 then
            printfn $"epoch {epoch}  loss {statistics.Mean:F3}"

let mostLikely (state: ModelState) =
    match state.Output with
    | null -> 0
    | output ->
        let logits = output.ToArray()
        Array.findIndex ((=) (Array.max logits)) logits

/// The most likely letters, one after the other, until the word ends.
let complete (model: WordModel) (first: char) =
    let start = model.Step(model.Step(model.InitialState(), 0), token first)
    start
    |> Seq.unfold (fun state ->
        match mostLikely state with
        | 0 -> None
        | next -> Some(char (next + int 'a' - 1), model.Step(state, next)))
    |> Seq.truncate 20
    |> Seq.fold (fun word letter -> word + string letter) (string first)

[<EntryPoint>]
let main _ =
    let model = WordModel(seed = 1)
    printfn $"{model}"
    train model
    model.Save "words.safetensors"
    "rnm" |> Seq.iter (complete model >> printfn "%s")
    0
