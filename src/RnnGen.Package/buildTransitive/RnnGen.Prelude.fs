/// What RnnGen adds for F#, compiled into a project that sets <RnnGenFSharpPrelude>true</RnnGenFSharpPrelude>.
[<AutoOpen>]
module internal RnnGen.Prelude

open System

/// Entropy in units of e: what the losses are in.
[<Measure>]
type nat

/// Entropy in units of 2.
[<Measure>]
type bit

/// A real position of a batch.
[<Measure>]
type token

/// A loss of RnnGen with its unit.
let inline nats (loss: float) : float<nat> = LanguagePrimitives.FloatWithMeasure loss

/// 1 nat is 1 / ln 2 bits.
let bitsOf (loss: float<nat>) : float<bit> = loss / Math.Log 2.0 * 1.0<bit / nat>

type LossValue with

    /// Mean loss, with its unit.
    member loss.PerToken: float<nat / token> = loss.Value * 1.0<nat / token>

/// The dimensions of a tensor of rank 1.
[<return: Struct>]
let (|Dims1|_|) (tensor: Tensor) =
    if tensor.Rank = 1 then ValueSome tensor.Dims[0] else ValueNone

/// The dimensions of a tensor of rank 2: (B,F).
[<return: Struct>]
let (|Dims2|_|) (tensor: Tensor) =
    if tensor.Rank = 2 then ValueSome struct (tensor.Dims[0], tensor.Dims[1]) else ValueNone

/// The dimensions of a tensor of rank 3: (B,T,F).
[<return: Struct>]
let (|Dims3|_|) (tensor: Tensor) =
    if tensor.Rank = 3 then ValueSome struct (tensor.Dims[0], tensor.Dims[1], tensor.Dims[2]) else ValueNone

/// What a training may be told of itself, as patterns with what was measured.
let (|ExplodingGradient|VanishingGradient|SaturatedGate|Overfitting|ForgetsLongSequences|OtherFinding|) (finding: Finding) =
    match finding with
    | :? ExplodingGradient as found -> ExplodingGradient(found.Norm, found.ClipNorm)
    | :? VanishingGradient as found -> VanishingGradient(found.Name, found.Scale)
    | :? SaturatedGate as found -> SaturatedGate(found.Name, found.Fraction)
    | :? Overfitting as found -> Overfitting(found.BestLoss, found.Loss)
    | :? ForgetsLongSequences as found -> ForgetsLongSequences(found.ShortLoss, found.LongLoss)
    | _ -> OtherFinding

let private ranked rank (tensor: Tensor) =
    if tensor.Rank <> rank then
        // Not an interpolated string: FSharp.Core's formatting warns when it is compiled ahead of time.
        let places = string<int> rank
        raise (ArgumentException("A slice with " + places + " places needs a tensor of rank " + places + ", this is " + tensor.ToString() + "."))

    tensor

let private range axis (first: int option) (last: int option) (tensor: Tensor) =
    let start = defaultArg first 0
    tensor.Slice(axis, start, defaultArg last (tensor.Dims[axis] - 1) - start + 1)

/// t[1..], t[0.., 1], t[.., 2.., ..]: copies, by the rules of Tensor.Slice and Tensor.Select; both ends of a range belong to it.
type Tensor with

    member t.GetSlice(first, last) = t |> ranked 1 |> range 0 first last

    member t.GetSlice(first0, last0, first1, last1) =
        t |> ranked 2 |> range 0 first0 last0 |> range 1 first1 last1

    member t.GetSlice(index0: int, first1, last1) =
        (t |> ranked 2).Select(0, index0) |> range 0 first1 last1

    member t.GetSlice(first0, last0, index1: int) =
        (t |> ranked 2).Select(1, index1) |> range 0 first0 last0

    member t.GetSlice(first0, last0, first1, last1, first2, last2) =
        t |> ranked 3 |> range 0 first0 last0 |> range 1 first1 last1 |> range 2 first2 last2

    member t.GetSlice(index0: int, first1, last1, first2, last2) =
        (t |> ranked 3).Select(0, index0) |> range 0 first1 last1 |> range 1 first2 last2

    member t.GetSlice(first0, last0, index1: int, first2, last2) =
        (t |> ranked 3).Select(1, index1) |> range 0 first0 last0 |> range 1 first2 last2

    member t.GetSlice(first0, last0, first1, last1, index2: int) =
        (t |> ranked 3).Select(2, index2) |> range 0 first0 last0 |> range 1 first1 last1

    member t.GetSlice(first0, last0, index1: int, index2: int) =
        (t |> ranked 3).Select(2, index2).Select(1, index1) |> range 0 first0 last0

    member t.GetSlice(index0: int, first1, last1, index2: int) =
        (t |> ranked 3).Select(2, index2).Select(0, index0) |> range 0 first1 last1

    member t.GetSlice(index0: int, index1: int, first2, last2) =
        (t |> ranked 3).Select(1, index1).Select(0, index0) |> range 0 first2 last2
