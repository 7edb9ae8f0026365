/// What holds for all inputs: FS-06, FS-16, and save then load.
module RnnGen.FSharp.Tests.Usage.LawTests

open System
open System.IO
open FsCheck
open FsCheck.FSharp
open Xunit
open RnnGen
open RnnGen.FSharp.Cells

let private check (cases: Gen<'T>) (law: 'T -> unit) =
    Check.One(Config.QuickThrowOnFailure.WithMaxTest 40, Prop.forAll (Arb.fromGen cases) (fun case -> law case))

let private seeds = Gen.choose (0, 100000)

let private texts =
    let text = Gen.choose (1, 9) |> Gen.bind (fun length -> Gen.arrayOfLength length (Gen.choose (0, CharModel.V - 1)))
    Gen.choose (1, 5) |> Gen.bind (fun batch -> Gen.listOfLength batch text)

let private vectors size =
    let number = Gen.choose (-2000, 2000) |> Gen.map (fun n -> float32 n / 1000f)
    Gen.choose (1, 9) |> Gen.bind (fun length -> Gen.listOfLength length (Gen.arrayOfLength size number))

let private close (expected: float32 array) (actual: float32 array) =
    Assert.Equal(expected.Length, actual.Length)
    Array.iter2 (fun (e: float32) (a: float32) -> Assert.InRange(a, e - 2e-6f * (1f + abs e), e + 2e-6f * (1f + abs e))) expected actual

let private output (state: ModelState) = state.Output |> Option.ofObj |> Option.map _.ToArray() |> Option.get

[<Fact>]
let ``FS-06 steps of a model, scanned, are its run over the sequence`` () =
    check (Gen.zip seeds texts) (fun (seed, texts) ->
        let model = CharModel(seed = seed)
        let text = List.head texts
        let expected = (Tokens.From [ text ] |> model.Predict).ToTensor()
        let states = text |> List.ofArray |> List.scan (fun s token -> model.Step(s, token)) (model.InitialState())
        List.tail states |> List.iteri (fun t s -> close (expected.Row(0).Row(t).ToArray()) (output s)))

[<Fact>]
let ``FS-06 steps of a cell, folded, mapped and unfolded, are its run over the sequence`` () =
    check (Gen.zip seeds (vectors GatedCell.I)) (fun (seed, xs) ->
        let cell = GatedCell(seed = seed)
        let pass = Tensor.FromArray(Array.concat xs, 1, xs.Length, GatedCell.I) |> Sequence.From |> cell.Forward
        let final = pass.FinalState["h"].ToArray()
        let folded = (cell.InitialState(), xs) ||> List.fold (fun s x -> cell.Step(s, x))
        let _, mapped = (cell.InitialState(), xs) ||> List.mapFold (fun s x -> let n = cell.Step(s, x) in n["h"], n) |> fun (hs, s) -> hs, s

        let unfolded =
            (cell.InitialState(), xs)
            |> Seq.unfold (fun (s, rest) ->
                match rest with
                | [] -> None
                | x :: more -> let n = cell.Step(s, x) in Some(n["h"].ToArray(), (n, more)))

        close final (folded["h"].ToArray())
        close final (mapped["h"].ToArray())
        close final (Seq.last unfolded)
        close (pass.Output.ToTensor().Row(0).ToArray()) (Array.concat unfolded))

/// Padding never counts, so that there is no mask to forget: the second half of FS-16 has no case.
[<Fact>]
let ``FS-16 padding changes no loss, no output and no gradient`` () =
    check (Gen.zip3 seeds texts (Gen.choose (1, 4))) (fun (seed, texts, extra) ->
        let longest = texts |> List.map _.Length |> List.max
        let lengths = texts |> List.map _.Length |> Array.ofList
        let padded filler = Array2D.init texts.Length (longest + extra) (fun b t -> if t < lengths[b] then texts[b][t] else filler)

        let learn (tokens: Tokens) =
            let model = CharModel(seed = seed)
            let pass = model.Forward tokens
            let loss = Losses.CrossEntropy(pass.Logits, tokens)
            pass.Backward loss
            loss, [ for p in model.Parameters -> p.Gradient ], pass.Logits.ToTensor()

        let loss, gradients, logits = learn (Tokens.From texts)
        let paddedLoss, paddedGradients, paddedLogits = learn (Tokens.From(padded (CharModel.V - 1), lengths))
        Assert.Equal(loss.Sum, paddedLoss.Sum)
        Assert.Equal(loss.Tokens, paddedLoss.Tokens)
        Assert.Equal<Tensor list>(gradients, paddedGradients)

        for b in 0 .. texts.Length - 1 do
            Assert.Equal(logits.Row(b), paddedLogits.Row(b).Slice(0, longest))
            Assert.All(paddedLogits.Row(b).Slice(lengths[b], longest + extra - lengths[b]).ToArray(), (fun v -> Assert.Equal(0f, v))))

[<Fact>]
let ``Saved and loaded, a model is the same`` () =
    let file = Path.Combine(Path.GetTempPath(), $"rnngen-{Guid.NewGuid()}.safetensors")

    try
        check (Gen.zip seeds texts) (fun (seed, texts) ->
            let model, other = CharModel(seed = seed), CharModel(seed = seed + 1)
            model.Save(file, dict [ "seed", string seed ])
            other.Load file
            let tokens = Tokens.From texts
            Assert.Equal((model.Predict tokens).ToTensor(), (other.Predict tokens).ToTensor())
            Assert.Equal<Tensor list>([ for p in model.Parameters -> p.Value ], [ for p in other.Parameters -> p.Value ])
            Assert.Equal(string seed, (SafeTensors.Read file).Metadata["seed"]))
    finally
        File.Delete file
