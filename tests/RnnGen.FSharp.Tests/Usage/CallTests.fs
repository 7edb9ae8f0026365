/// Calls as F# writes them: FS-01 to FS-05, FS-13 to FS-15, FS-17.
module RnnGen.FSharp.Tests.Usage.CallTests

open System
open Xunit
open RnnGen
open RnnGen.FSharp.Cells

let private model = CharModel(seed = 3)

let private values (s: Sequence) = s.ToTensor().ToArray()

[<Fact>]
let ``FS-01 tokens as literals, mapped, piped and in lists`` () =
    let expected = Tokens.From [ [| 1; 2; 3 |] ] |> model.Predict |> values
    let codes = [ 1; 2; 3 ] |> Seq.map id |> Array.ofSeq
    Assert.Equal<float32 array>(expected, Tokens.From [ Array.map id codes ] |> model.Predict |> values)
    Assert.Equal<float32 array>(expected, Tokens.FromRows [ [ 1; 2; 3 ] ] |> model.Predict |> values)
    Assert.Equal<float32 array>(expected, (array2D [ [ 1; 2; 3 ] ] |> Tokens.From |> model.Predict |> values))
    Assert.Equal<int array list>([ [| 1; 2 |]; [| 2 |] ], [ [| 1; 1; 2 |]; [| 0; 2 |] ] |> List.map (fun path -> CtcDecoding.Collapse path))
    let stream = model.CreateStream()
    Assert.Equal<float32 array>(expected, codes |> Array.collect (stream.Push >> Array.copy))

[<Fact>]
let ``FS-02 tensors from lists and arrays, and back`` () =
    let expected = Tensor.From(array2D [ [ 1f; 2f ]; [ 3f; 4f ] ])
    Assert.Equal(expected, Tensor.FromRows [ [ 1f; 2f ]; [ 3f; 4f ] ])
    Assert.Equal(expected, [| [| 1f; 2f |]; [| 3f; 4f |] |] |> Tensor.FromRows)
    Assert.Equal(expected, seq { [| 1f; 2f |]; [| 3f; 4f |] } |> Tensor.From)
    Assert.Equal(expected, Tensor.Init(2, 2, (fun i j -> float (2 * i + j + 1))))
    Assert.Equal(expected, expected.ToArray2D() |> Tensor.From)
    Assert.Equal(Tensor.From [| 3f; 4f |], expected.Row 1)
    let cube = Array3D.init 2 3 4 (fun i j k -> float32 (12 * i + 4 * j + k)) |> Tensor.From
    Assert.Equal(23f, cube[1, 2, 3])
    Assert.Equal<int seq>([ 1; 3; 4 ], cube.Slice(1, 1).Dims)

[<Fact>]
let ``FS-03 the primary methods compose without annotations`` () =
    let score = Tokens.FromRows >> model.Predict >> _.ToTensor() >> _.ToArray() >> Array.sum
    Assert.True(Single.IsFinite(score [ [ 1; 2 ] ]))
    let learn = Tokens.FromRows >> model.Forward >> _.Logits
    Assert.Equal("Sequence[1,2,7] with 2 real steps", string (learn [ [ 1; 2 ] ]))

[<Fact>]
let ``FS-04 optional arguments take options`` () =
    let tokens = Tokens.FromRows [ [ 1; 2 ] ]
    let after = model.Step(model.InitialState(), 3) |> Some
    let plain = model.Predict tokens |> values
    Assert.Equal<float32 array>(plain, model.Predict(tokens, ?initial = None) |> values)
    Assert.NotEqual<float32 array>(plain, model.Predict(tokens, ?initial = after) |> values)
    Assert.Equal<float32 array>(plain, [ tokens ] |> List.map model.Predict |> List.head |> values)

[<Fact>]
let ``FS-05 numbers need no suffix and no conversion`` () =
    let cell = GatedCell()
    let rate = 0.001

    let optimizers: Optimizer list =
        [ Adam(cell, learningRate = rate, weightDecay = 0, epsilon = 1e-8)
          AdamW(cell, learningRate = 1, weightDecay = 0.01)
          RmsProp(cell, learningRate = 0.5)
          Sgd(cell, learningRate = 2.0, momentum = 0.9) ]

    Assert.Equal<float list>([ 0.001; 1.0; 0.5; 2.0 ], optimizers |> List.map _.LearningRate)
    let pass = cell.Forward(Tensor(1, 2, GatedCell.I) |> Sequence.From)
    let loss = Losses.MeanSquaredError(pass.Output, Tensor.FromArray(Array.create 10 1f, 1, 2, GatedCell.H))
    pass.Backward loss
    let norm = Math.Max(cell.Gradients.ClipByGlobalNorm 1, loss.Value)
    Assert.True(norm > 0)
    Assert.True(cell.Gradients.ClipByValue 0.5 <= 1)

[<Literal>]
let private Hidden = CharModel.H

[<AttributeUsage(AttributeTargets.Method)>]
type SizeAttribute(size: int) =
    inherit Attribute()
    member _.Size = size

[<Fact; Size(CharModel.V)>]
let ``FS-13 sizes are constants in matches, literals and attributes`` () =
    let kind size =
        match size with
        | Hidden -> "hidden"
        | CharModel.V -> "characters"
        | _ -> "other"

    Assert.Equal<string list>([ "hidden"; "characters"; "other" ], [ 6; 7; 8 ] |> List.map kind)

let private build<'M when 'M :> ISeeded<'M>> seeds = seeds |> List.map 'M.Create

/// An F# type behind the same constraint would have to be a Trainable, which only generated classes are.
[<Fact>]
let ``FS-14 functions over any model or cell`` () =
    let parameters (m: Trainable) = [ for p in m.Parameters -> p.Value ]
    Assert.Equal<Tensor list list>([ CharModel(seed = 1) |> parameters; CharModel(seed = 2) |> parameters ], build<CharModel> [ 1; 2 ] |> List.map parameters)
    Assert.Equal<Tensor list>(GatedCell(seed = 5) |> parameters, build<GatedCell> [ 5 ] |> List.head |> parameters)

let private refused run =
    let error = Assert.Throws<ShapeMismatchException>(Action run)
    Assert.Contains(error.Argument, error.Message)
    Assert.Contains(error.Expected, error.Message)
    Assert.Contains(error.Actual, error.Message)
    error.Argument, error.Expected, error.Actual

[<Fact>]
let ``FS-15 wrong shapes say the argument, what it should be and what it is`` () =
    let series = SeriesModel()
    let logits = Tokens.FromRows [ [ 1; 2 ] ] |> model.Predict
    Assert.Equal(("values", "(B, T, F)", "(2, 3)"), refused (fun () -> Tensor(2, 3) |> Sequence.From |> Assert.NotNull))
    Assert.Equal("(1)", refused (fun () -> Sequence.From(Tensor(2, 3, 2), [| 3 |]) |> Assert.NotNull) |> fun (_, _, actual) -> actual)
    let _, expected, actual = refused (fun () -> Tensor(1, 4, 3) |> Sequence.From |> series.Predict |> Assert.NotNull)
    Assert.Contains("2", expected)
    Assert.Contains("3", actual)
    let argument, _, _ = refused (fun () -> Losses.CrossEntropy(logits, Tokens.FromRows [ [ 1; 2; 3 ] ]) |> Assert.NotNull)
    Assert.Equal("targets", argument)
    let outside = Assert.Throws<ArgumentOutOfRangeException>(fun () -> Losses.CrossEntropy(logits, Tokens.FromRows [ [ 1; 7 ] ]) |> Assert.NotNull)
    Assert.Contains("7", outside.Message)
    Assert.Throws<ShapeMismatchException>(fun () -> model.Step(model.InitialState 2, 1) |> Assert.NotNull) |> Assert.NotNull

[<Fact>]
let ``FS-17 texts say name and shape`` () =
    let things: obj list =
        [ model
          GatedCell()
          Tensor(2, 3)
          Tokens.FromRows [ [ 1; 2 ] ]
          model.InitialState 2
          GatedCell().InitialState()
          model.Parameters
          model.Parameters[0]
          model.Gradients
          Adam model
          TrainerOptions(Epochs = 3)
          LossValue(1.5, 3) ]

    let texts = things |> List.collect (fun t -> [ string t; sprintf "%O" t; sprintf "%A" t ])
    Assert.All(texts, (fun text -> Assert.DoesNotContain("System.", text)))
    Assert.All(texts, (fun text -> Assert.DoesNotContain("FSI_", text)))
    Assert.Contains("Tensor[2,3]", texts)
    Assert.Contains("RecurrentState(h[1,5])", texts)
    Assert.Contains("LossValue 0.5 over 3 tokens", texts)
