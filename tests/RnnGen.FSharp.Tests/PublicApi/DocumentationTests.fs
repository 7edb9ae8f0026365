/// FS-19: what a tooltip shows. F# reads no inheritdoc, and shapes are written nowhere else.
module RnnGen.FSharp.Tests.PublicApi.DocumentationTests

open System
open System.IO
open System.Reflection
open System.Xml.Linq
open Xunit
open RnnGen
open RnnGen.FSharp.Cells

let private name = XName.Get

let private members (assembly: Assembly) =
    let file = Path.Combine(AppContext.BaseDirectory, $"{assembly.GetName().Name}.xml")

    [ for m in XDocument.Load(file).Descendants(name "member") do
          match m.Attribute(name "name") |> Option.ofObj with
          | Some id -> id.Value, m
          | None -> () ]

let private typeOf (id: string) =
    let path = id[2..].Split('(')[0]
    if id.StartsWith "T:" then path else path[.. path.LastIndexOf '.' - 1]

[<Fact>]
let ``Docs of the runtime are written out`` () =
    let seen = Surface.ofRuntime () |> List.map (fun t -> t.FullName |> Option.ofObj |> Option.defaultValue "" |> _.Replace('+', '.')) |> set
    let ofSeen = members typeof<Tensor>.Assembly |> List.filter (fun (id, _) -> seen.Contains(typeOf id))
    Assert.InRange(ofSeen.Length, 500, 100000)
    Assert.Empty([ for id, m in ofSeen do if not (Seq.isEmpty (m.Descendants(name "inheritdoc"))) then id ])

[<Fact>]
let ``Docs of generated members say shapes`` () =
    let all = members typeof<CharModel>.Assembly
    let texts = dict all
    let shaped = [ typeof<Tokens>; typeof<Sequence>; typeof<Vectors>; typeof<int array>; typeof<float32 array> ]

    for t in Surface.ofGenerated typeof<CharModel>.Assembly do
        for m in Surface.methods t do
            if m.DeclaringType = t && not m.IsSpecialName && m.GetParameters() |> Array.exists (fun p -> List.contains p.ParameterType shaped) then
                let owner = t.FullName |> Option.ofObj |> Option.get |> _.Replace('+', '.')
                let ids = texts.Keys |> Seq.filter _.StartsWith($"M:{owner}.{m.Name}(") |> List.ofSeq
                Assert.NotEmpty ids
                Assert.All(ids, (fun id -> Assert.Contains("(B", texts[id].Value)))

    Assert.Empty([ for id, m in all do if not (Seq.isEmpty (m.Descendants(name "inheritdoc"))) then id ])
    Assert.Empty([ for id, m in all do if String.IsNullOrWhiteSpace m.Value then id ])
