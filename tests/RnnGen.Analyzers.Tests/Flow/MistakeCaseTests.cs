using System.Collections.Generic;
using System.Linq;
using RnnGen.Analyzers.Tests.Harness;
using Xunit;

namespace RnnGen.Analyzers.Tests.Flow;

/// <summary>Mistakes about shapes that people made, with their correct twins, in three ways each; and code that only looks like them.</summary>
public sealed class MistakeCaseTests
{
    private const string BTE = "[Shape(\"B\", \"T\", \"E\")] Tensor x";
    private const string Sizes = "int b = x.Dims[0], t = x.Dims[1], e = x.Dims[2];";

    public static IReadOnlyList<MistakeCase> Cases { get; } =
    [
        new("BUG-26 batch first into time major", "RNN0201", "Reader cell, " + BTE, "", "cell.ScanTimeMajor({0})", "x", "x.Transpose(0, 1)", "Reader cell"),
        new("BUG-26 mended by a reshape", "RNN0203", BTE, Sizes, "{0}.Reshape(t, b, e)", "x", "x", "int t, int b, int e", MarksUse: true, GoodUse: "{0}.Transpose(0, 1)"),
        new("BUG-27 one step scanned over the batch", "RNN0201", "Reader cell, " + BTE, "int t = 3;", "cell.ScanTimeMajor({0})", "x.Slice(1, t, 1)", "x.Select(1, t).Unsqueeze(0)", "Reader cell"),
        new("BUG-28 no batch-first flag", "RNN0201", "LineModel model, int n, " + BTE, "", "model.Memory.ScanTimeMajor({0})", "x", "x.Permute(1, 0, 2)", "LineModel model"),
        new("BUG-30 layers and sequences by reshape", "RNN0203", "[Shape(\"N\", \"L\", \"H\")] Tensor x", Sizes, "{0}.Reshape(t, b, e)", "x", "x", "int t, int b, int e", MarksUse: true, GoodUse: "{0}.Transpose(0, 1)"),
        new("BUG-32 time and batch mixed in a view", "RNN0203", "[Shape(\"T\", \"B\", \"A\")] Tensor x", Sizes, "{0}.Reshape(b, -1, t)", "x", "x", "int t, int b", MarksUse: true, GoodUse: "{0}.Permute(0, 2, 1)"),
        new("BUG-35 axis 0 taken for the batch", "RNN0206", "Reader cell, [Shape(\"T\", \"B\", \"E\")] Tensor x", "int n = x.Dims[0], m = x.Dims[1];",
            "cell.ScanTimeMajor(x, null, {0})", "cell.StateOf(new Tensor(n, 64))", "cell.StateOf(new Tensor(m, 64))", "Reader cell, Tensor x", "RecurrentState"),
        new("BUG-37 one column against none", "RNN0204", "[Shape(\"B\", \"1\")] Tensor p, [Shape(\"B\")] Tensor y", "", "Losses.MeanSquaredError(p, {0})", "y", "y.Unsqueeze(1)", "Tensor p"),
        new("BUG-38 all steps where one is wanted", "RNN0202", "[Shape(\"B\", \"T\", \"1\")] Tensor all, [Shape(\"B\", \"1\")] Tensor y, int[] lengths", "",
            "Losses.MeanSquaredError(y, {0})", "all", "all.GatherLast(lengths)", "Tensor y"),
        new("BUG-40 states of another stack", "RNN0206", "LineModel model, [Shape(\"B\", \"T\", \"32\")] Tensor x", "int b = x.Dims[0];",
            "model.Memory.ScanBatchFirst(x, null, {0})", "new Tensor(2, b, 256)", "new Tensor(1, b, 256)", "LineModel model, Tensor x"),
        new("BUG-48 two numbers for one vocabulary", "RNN0205", BTE, Sizes, "Score({0})", "new Tensor(b, t, 18864)", "new Tensor(b, t, Words)"),
        new("BUG-17 gathered along the wrong axis", "RNN0202", "[Shape(\"T\", \"B\", \"H\")] Tensor y, int[] last, int[] lengths", "", "Head({0})", "y.Take(1, last)", "y.Transpose(0, 1).GatherLast(lengths)"),
        new("layer of another size", "RNN0205", "LineModel model, int b", "", "model.Next.Apply({0})", "Vectors.From(new Tensor(b, 250))", "Vectors.From(new Tensor(b, 256))", "LineModel model", "Vectors"),
        new("mask of another slice", "RNN0207", "[Shape(\"B\", \"T\", \"V\")] Tensor x, [Shape(\"B\", \"T\")] int[,] y, [Shape(\"B\", \"T\")] bool[,] mask", "int t = x.Dims[1];",
            "x.Slice(1, 1, t - 1).Where({0}, 0)", "mask", "Masks.Slice(mask, 1, t - 1)", "Tensor x, int t", "bool[,]"),
        new("TRAP-08 directions merged with features", null, "[Shape(\"D\", \"B\", \"H\")] Tensor x", Sizes, "Use({0})", "x.Permute(1, 0, 2).Reshape(t, b * e)", "x.Permute(1, 0, 2).Reshape(t, b * e)"),
        new("TRAP-11 a loss with the classes second", null, "[Shape(\"B\", \"T\", \"V\")] Tensor x", "", "ClassSecond({0})", "x.Transpose(1, 2)", "x.Permute(0, 2, 1)"),
        new("TRAP-22 all steps in one axis", null, BTE, Sizes, "Use({0})", "x.Reshape(b * t, e)", "x.Reshape(-1, e).Reshape(b, t, e)"),
    ];

    public static TheoryData<string> Names => [.. Cases.Select(one => one.Id)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Bad_is_told_once_and_good_is_silent(string id) => FlowMarked.VerifyFile(Cases.Single(one => one.Id == id).File());
}
