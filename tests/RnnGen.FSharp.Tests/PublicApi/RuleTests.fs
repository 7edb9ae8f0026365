namespace RnnGen.FSharp.Tests.PublicApi

open System
open System.Reflection
open Xunit
open RnnGen
open RnnGen.FSharp.Cells

/// FS-18: the rules that keep the public API pleasant to call from F# hold over the runtime and over all generated classes.
type RuleTests() =

    static let generated: Assembly list =
        [ typeof<CharModel>.Assembly
          typeof<RnnGen.Ready.GruText>.Assembly
          typeof<CustomCell.MinimalGatedUnit>.Assembly
          typeof<Exercises.Exercise>.Assembly
          typeof<LineCompletion.LineModel>.Assembly
          typeof<PublishedResults.AddingModel>.Assembly
          typeof<RnnGen.Integration.Tests.Cells.Operations.ErfCell>.Assembly ]

    // A static class is no type argument in F#.
    static let badApi = typeof<BadApi.Members>.DeclaringType |> Option.ofObj |> Option.get

    static let breaks (types: Type list) =
        [ for t in types do
              for text in Rules.check t -> $"{t}: {text}" ]

    [<Fact>]
    member _.``The runtime follows the rules``() =
        let types = Surface.ofRuntime ()
        Assert.InRange(types.Length, 100, 1000)
        Assert.Empty(breaks types)

    [<Fact>]
    member _.``Generated classes follow the rules``() =
        let types = generated |> List.map Surface.ofGenerated
        Assert.All(types, (fun ofOne -> Assert.NotEmpty ofOne))
        Assert.InRange(types |> List.sumBy _.Length, 200, 10000)
        Assert.Empty(types |> List.concat |> breaks)

    [<Fact>]
    member _.``Each rule finds what breaks it``() =
        let numberOf (text: string) = text |> Seq.takeWhile ((<>) ':') |> Array.ofSeq |> String
        let broken = badApi.GetNestedTypes() |> Seq.collect Rules.check |> Seq.map numberOf |> set
        let all = Rules.all |> List.map fst |> set

        // Nothing here can break these: no family of findings, no other tensors.
        Assert.Equal<string Set>(set [ "R27"; "no other tensors" ], all - broken)

    /// FS-20 as well: the F# tests are named in InternalsVisibleTo, and Predict of a pass is internal.
    [<Fact>]
    member _.``Keywords as names get an underscore, on what callers write``() =
        let model = ReservedModel(seed = 1)
        let tokens = Tokens.FromRows [ [ 1; 2; 3 ]; [ 4 ] ]
        let pass = model.Forward(process_ = tokens)
        let prediction = model.CreatePass().Predict tokens
        Assert.Equal("Prediction(Vectors[2,3], Sequence[2,3,3] with 4 real steps)", string prediction)
        Assert.Equal(prediction.end_.ToTensor(), pass.end_.ToTensor())
        Assert.Equal(prediction.val_.ToTensor(), pass.val_.ToTensor())

        let cell = ReservedCell(seed = 1)
        let state = cell.Step(cell.InitialState(), end_ = [| 1f; 2f |], type_ = [| 1f; 2f; 3f |])
        Assert.Equal("RecurrentState(h[1,4])", string state)
