/// FS-31: what <RnnGenFSharpPrelude> adds to a project.
module RnnGen.FSharp.Tests.PreludeTests

open System
open System.Reflection
open RnnGen
open Xunit

let private cube = Tensor.FromArray(Array.init 24 float32, 2, 3, 4) // (B=2, T=3, F=4)

let private at (b: int) (t: int) (f: int) = float32 (12 * b + 4 * t + f)

[<Fact>]
let ``Slices of rank 3 are the parts an index picks`` () =
    let all = [ 0..1 ], [ 0..2 ], [ 0..3 ]

    let check (expectedDims: int list) (bs, ts, fs) (slice: Tensor) =
        Assert.Equal<int>(expectedDims, slice.Dims)
        Assert.Equal<float32>([| for b in bs do for t in ts do for f in fs -> at b t f |], slice.ToArray())

    let bs, ts, fs = all
    check [ 2; 3; 4 ] all cube[*, *, *]
    check [ 1; 2; 2 ] ([ 1 ], [ 0; 1 ], [ 2; 3 ]) cube[1.., ..1, 2..3]
    check [ 3; 4 ] ([ 1 ], ts, fs) cube[1, *, *]
    check [ 2; 4 ] (bs, [ 2 ], fs) cube[*, 2, *]
    check [ 2; 3 ] (bs, ts, [ 3 ]) cube[*, *, 3]
    check [ 2 ] (bs, [ 1 ], [ 3 ]) cube[0.., 1, 3]
    check [ 2 ] ([ 1 ], [ 1; 2 ], [ 0 ]) cube[1, 1.., 0]
    check [ 3 ] ([ 0 ], [ 2 ], [ 0..2 ]) cube[0, 2, ..2]

[<Fact>]
let ``Slices of rank 1 and 2`` () =
    let table = Tensor.From(array2D [ [ 1f; 2f; 3f ]; [ 4f; 5f; 6f ] ])
    Assert.Equal<float32>([| 2f; 5f |], table[0.., 1].ToArray())
    Assert.Equal<float32>([| 5f; 6f |], table[1, 1..2].ToArray())
    Assert.Equal<float32>([| 3f; 6f |], table[*, 2..].ToArray())
    let row = Tensor.From [| 1f; 2f; 3f |]
    Assert.Equal<float32>([| 3f |], row[2..].ToArray())

[<Fact>]
let ``A slice of another rank and a range outside are refused`` () =
    Assert.Contains("rank 2", Assert.Throws<ArgumentException>(fun () -> cube[0.., 1] |> ignore).Message)
    Assert.Throws<ArgumentOutOfRangeException>(fun () -> cube[*, 1..3, *] |> ignore) |> ignore

[<Fact>]
let ``Patterns of dimensions`` () =
    let rank (tensor: Tensor) =
        match tensor with
        | Dims1 n -> $"{n}"
        | Dims2 struct (b, f) -> $"{b} {f}"
        | Dims3 struct (b, t, f) -> $"{b} {t} {f}"
        | _ -> "other"

    Assert.Equal<string>([ "2 3 4"; "3 4"; "4"; "other" ], [ cube; cube[0, *, *]; cube[0, 0, *]; Tensor(1, 1, 1, 1) ] |> List.map rank)

[<Fact>]
let ``Units of losses`` () =
    let loss = LossValue(sum = 2.0, tokens = 4)
    Assert.Equal(0.5<nat / token>, loss.PerToken)
    Assert.Equal(1.0<bit>, bitsOf (nats (Math.Log 2.0)))

[<Fact>]
let ``Findings are patterns`` () =
    let describe finding =
        match finding with
        | SaturatedGate(name, fraction) -> $"{name} {fraction}"
        | Overfitting(best, loss) -> $"{best} {loss}"
        | found -> string found

    let create (kind: Type) (arguments: obj array) =
        let create = kind.GetConstructors(BindingFlags.NonPublic ||| BindingFlags.Instance) |> Array.head
        create.Invoke arguments :?> Finding

    Assert.Equal("update 0.75", describe (create typeof<SaturatedGate> [| 3; "update"; 0.75 |]))
    Assert.Equal("1 2", describe (create typeof<Overfitting> [| 3; 1.0; 2.0 |]))
    Assert.StartsWith("VanishingGradient", describe (create typeof<VanishingGradient> [| 3; "memory"; 0.001 |]))

[<Fact>]
let ``Nothing of it is public`` () =
    let prelude = Assembly.GetExecutingAssembly().GetTypes() |> Array.find (fun found -> found.FullName = "RnnGen.Prelude")
    Assert.False prelude.IsPublic
