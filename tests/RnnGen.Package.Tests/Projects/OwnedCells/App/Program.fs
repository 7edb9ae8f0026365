module App.Program

open System
open Owned

[<EntryPoint>]
let main _ =
    let model, logits = Library.run 7
    Console.WriteLine model
    Console.WriteLine logits
    Console.WriteLine(TokenModel(seed = 7).ToString() = model)
    0
