module App.Program

open Consumer
open RnnGen

[<EntryPoint>]
let main _ =
    let model = TokenModel(seed = 7)
    let logits = [ [| 1; 2; 3 |]; [| 4; 5 |] ] |> Tokens.From |> model.Predict
    printfn $"{model}"
    printfn $"{logits.ToTensor()}"
    0
