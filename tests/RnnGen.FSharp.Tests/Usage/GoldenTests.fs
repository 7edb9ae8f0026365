module RnnGen.FSharp.Tests.Usage.GoldenTests

open System
open System.IO
open System.Text.RegularExpressions
open Xunit

/// What F# has to write where an API was not made for it.
let private frictions =
    [ "spans", @"Span<"
      "delegates", @"\b(Func|Action|EventHandler)<?"
      "nullables", @"\bNullable\b"
      "address-of", @"&\w"
      "backticks", "``"
      "casts", @"(?<!'\w+) :>|:\?>|\bbox\b|\bunbox\b"
      "conversions of results", @"\.(ToScalar|Invoke)\b"
      "ignored results", @"\|> ignore|\bignore\b"
      "suffixes of whole numbers", @"\b\d+(n|L|un|UL)\b" ]

let private text () =
    let rec find (folder: DirectoryInfo) =
        match Path.Combine(folder.FullName, "RnnGen.sln") |> File.Exists, folder.Parent |> Option.ofObj with
        | true, _ -> folder.FullName
        | false, Some parent -> find parent
        | false, None -> failwith "The tests do not run inside the repository."

    Path.Combine(find (DirectoryInfo AppContext.BaseDirectory), "tests/RnnGen.FSharp.Tests/Usage/Golden.fs") |> File.ReadAllText

let count pattern (inText: string) = Regex.Matches(inText, pattern).Count

[<Fact>]
let ``FS-00 the golden sample has no friction`` () =
    Assert.Equal<(string * int) list>([ for name, _ in frictions -> name, 0 ], [ for name, pattern in frictions -> name, count pattern (text ()) ])

[<Fact>]
let ``FS-00 the counters count`` () =
    let bad =
        "ReadOnlySpan<int> Func<int> Nullable 3 &x ``end`` x :> obj box 1 t.ToScalar() f |> ignore 3L"

    Assert.All(frictions, (fun (_, pattern) -> Assert.NotEqual(0, count pattern bad)))

[<Fact>]
let ``FS-00 the golden sample runs`` () =
    let outcome = Golden.run ()
    Assert.Equal(2, outcome.Losses.Length)
    Assert.True(outcome.Losses[1] < outcome.Losses[0])
    Assert.Equal(3, outcome.Steps)
    Assert.True(Double.IsFinite outcome.Total)
    Assert.Equal(1.5, outcome.Scores[3])
    Assert.StartsWith("characters Some(7) 3 CharModel(output 7,", outcome.Text)
