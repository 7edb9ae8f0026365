/// The page and the numbers that a training leaves for people.
module RnnGen.FSharp.Tests.Usage.ReportTests

open System
open System.Collections.Concurrent
open System.Diagnostics.Metrics
open System.IO
open System.Xml.Linq
open Xunit
open RnnGen
open RnnGen.FSharp.Cells

let private texts = [ for n in 0..11 -> Array.init (3 + n) (fun i -> (n + i) % CharModel.V) ]

let private train epochs =
    let model = CharModel(seed = 1)
    let batches = Batches.ByLength(texts, batchSize = 4)

    let learn (batch: SequenceBatch) =
        let pass = model.Forward batch.Inputs
        let loss = Losses.CrossEntropy(pass.Logits, batch.Targets)
        pass.Backward loss
        loss

    let look (batch: SequenceBatch) (inspection: Inspection) =
        let pass = model.Forward batch.Inputs
        inspection.AddGate("z <update>", pass.StepValues "z")
        inspection.AddGradient("h", pass.MeasureBackward(Losses.CrossEntropy(pass.Logits, batch.Targets)))

    let judge () = LengthBuckets.Evaluate(batches, fun tokens -> model.Predict tokens)
    Trainer(model, Adam model, learn, evaluate = judge, inspect = look).Fit(batches, TrainerOptions(Epochs = epochs, ClipNorm = 1e-3))

let private attribute name (element: XElement) =
    element.Attribute(XName.Get name) |> Option.ofObj |> Option.map _.Value |> Option.defaultValue ""

[<Fact>]
let ``The report is one page with all plots and findings, and needs no network`` () =
    let result = train 4
    let page = TrainingReport.ToHtml(result, "a < b")
    let elements = XDocument.Parse(page).Descendants() |> List.ofSeq
    let named name = elements |> List.filter (fun e -> e.Name.LocalName = name)
    Assert.Equal<string list>([ "a < b" ], named "h1" |> List.map _.Value)
    Assert.Equal(6, (named "h2").Length)
    Assert.Equal(5, (named "svg").Length)
    Assert.Equal(result.Findings.Count, (named "li").Length)
    Assert.Contains("z <update>", named "text" |> List.map _.Value)

    // training, held out; three buckets; mean, largest: a point for each epoch. One gradient: a point for each step and one before. One gate.
    let points = named "polyline" |> List.map (fun line -> (attribute "points" line).Split(' ').Length)
    let steps = result.History[3].GradientsThroughTime["h"].Norms.Count
    Assert.Equal<int list>([ 4; 4; 4; 4; 4; 4; 4; steps; 4 ], points)
    Assert.Empty(named "script")
    Assert.DoesNotContain("http", page.Replace("http://www.w3.org/2000/svg", ""))

[<Fact>]
let ``The report is a file`` () =
    let file = Path.Combine(Path.GetTempPath(), $"rnngen-{Guid.NewGuid()}.html")

    try
        let result = train 1
        TrainingReport.Save(file, result)
        Assert.Equal(TrainingReport.ToHtml result, File.ReadAllText file)
    finally
        File.Delete file

[<Fact>]
let ``Metrics count steps and name gates and lengths`` () =
    use listener = new MeterListener()
    let seen = ConcurrentBag<string * float * string>()
    let tag (tags: System.Collections.Generic.KeyValuePair<string, obj | null> array) = tags |> Array.map (fun t -> $"{t.Value}") |> String.concat ""
    listener.InstrumentPublished <- fun instrument l -> if instrument.Meter.Name = "RnnGen" then l.EnableMeasurementEvents instrument
    listener.SetMeasurementEventCallback<int>(fun instrument value tags _ -> seen.Add((instrument.Name, float value, tag (tags.ToArray()))))
    listener.SetMeasurementEventCallback<float>(fun instrument value tags _ -> seen.Add((instrument.Name, value, tag (tags.ToArray()))))
    listener.Start()
    let result = train 2
    listener.Dispose()

    // Other tests may train at the same time.
    let values name = [ for n, value, _ in seen do if n = name then value ]
    Assert.True((values "rnngen.training.steps").Length >= 6)
    Assert.True(List.sum (values "rnngen.training.tokens") >= float (Seq.sumBy (fun (e: TrainingEpoch) -> e.Loss.Tokens) result.History))
    Assert.Contains(result.History[1].LargestGradientNorm, values "rnngen.training.gradient_norm")
    Assert.Contains(("rnngen.training.gate_saturation", result.History[1].Gates["z <update>"].FractionSaturated, "z <update>"), seen)
    let evaluation = result.History[1].Evaluation |> Option.ofObj |> Option.get
    let bucket = evaluation.Buckets[2]
    Assert.Contains(("rnngen.evaluation.loss", bucket.MeanLoss, $"{bucket.Above + 1}..{bucket.UpTo}"), seen)
