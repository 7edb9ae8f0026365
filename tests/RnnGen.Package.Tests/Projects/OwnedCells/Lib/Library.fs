module Owned.Library

open RnnGen

/// A model of this project's cells, run on two sequences of different lengths.
let run seed =
    let model = TokenModel(seed = seed)
    let logits = [ [| 1; 2; 3 |]; [| 4; 5 |] ] |> Tokens.From |> model.Predict
    let last = logits.ToTensor()[*, 2, *]
    string model, string last
