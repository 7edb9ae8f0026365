using System;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using RnnGen.Analyzers.Tests.Harness;
using RnnGen.Generator.Model;
using RnnGen.Generator.Reading;
using RnnGen.Generator.Shapes;
using Xunit;

namespace RnnGen.Analyzers.Tests.Reading;

/// <summary>The embedded cells and the attributes that choose among them.</summary>
public sealed class BuiltInCellTests
{
    private static readonly BuiltInText[] Forms =
    [
        .. EmbeddedCells.Files.Where(file => file is not ("Clockwork" or "MLstm" or "MLstmHeads" or "LstmLayerNormJoint")).Select(file => new BuiltInText(file)),
        new("Clockwork", "", "H = 8; S = 2; Last = 3; Period_0 = 1; Period_1 = 2; Period_2 = 3; Period_3 = 5"),
        new("MLstm", "", "H = 8; Scale = 2.8284"), new("MLstmHeads", "", "H = 8; S = 2; Heads = 4; Scale = 1.4142"), new("LstmLayerNormJoint", "", "H = 8"),
        new("Lstm", "PEEPHOLES"), new("LstmCoupled", "PEEPHOLES"), new("LstmProjection", "PEEPHOLES", "P = 4"), new("MinGru", "POSITIVE"),
        new("MinLstm", "POSITIVE"), new("IndRnn", "TANH"), new("Sru", "", "Alpha = 0.5"), new("Qrnn", "WINDOW_OF_TWO"), new("Rhn", "", "Depth = 1"),
        new("AntisymmetricRnn", "GATED", "Epsilon = 0.2; Gamma = 0.1"), new("DiagonalSsm", "ZERO_ORDER_HOLD"), new("DiagonalSsm", "OUTPUT", "O = 5"),
        new("Lru", "OUTPUT", "O = 5"), new("SLstm", "EXPONENTIAL_FORGET"),
    ];

    private static readonly BuiltInEquations Equations = EmbeddedCells.Read(Compile.References, Forms, CancellationToken.None);

    private static readonly Dimension Input = new("E", 5), Hidden = new("2*N", 8);

    public static TheoryData<string> Files => [.. EmbeddedCells.Files];

    /// <summary>The cells of PyTorch's layers, whose tensors are stacked in its files.</summary>
    public static TheoryData<string> StackedFiles =>
        ["Gru", "GruResetBefore", "GruResetBeforeTakeCandidate", "GruTakeCandidate", "Lstm", "RnnRelu", "RnnTanh"];

    [Fact]
    public void All_forms_are_read() => Assert.Equal(Forms, Equations.Cells.Select(cell => cell.Text));

    [Fact]
    public void Every_form_has_equations_that_fit_its_sizes() => Assert.All(Forms, form =>
    {
        Dimension? output = form.Constants.StartsWith("P = 4", StringComparison.Ordinal) ? new("P", 4) : form.File == "LstmProjection" ? new("P", 2) : null;
        var options = new BuiltInCell(form.File, Bias: true, 0) { Symbols = form.Symbols, Constants = form.Constants, Output = output };
        CellSpec cell = Equations.Specialise(options, form.File == "Sru" ? Hidden : Input, Hidden)!;
        Assert.Empty(ShapeInference.Infer(cell, cell.Step!).Mismatches);
        (string, int, int?) Shape(VariableSpec state) => (state.Name, state.Size.Value, state.Size.Columns?.Value);
        Assert.Equal(cell.States.Select(Shape), BuiltInCellReader.StatesOf(options, form.File == "Sru" ? Hidden : Input, Hidden).Select(Shape));
        CellSpec plain = Equations.Specialise(options with { Bias = false }, form.File == "Sru" ? Hidden : Input, Hidden)!;
        Assert.DoesNotContain(plain.Parameters, parameter => parameter.Name.StartsWith("b_", StringComparison.Ordinal));
        Assert.Equal(
            plain.Parameters.Select((_, index) => index),
            plain.Step!.Lines.Where(line => line.Op is OpCode.MatVec or OpCode.TransposedMatVec or OpCode.Parameter).Select(line => line.Index).Distinct().Order());
    });

    [Fact]
    public void Clips_are_worked_into_the_equations()
    {
        var options = new BuiltInCell("RnnTanh", Bias: false, 0) { Options = new CellOptions(BitConverter.DoubleToInt64Bits(0.5), BitConverter.DoubleToInt64Bits(3)) };
        CellSpec cell = Equations.Specialise(options, Input, Hidden)!;
        Assert.Equal(
            """
            0 Input#0
            1 MatVec#0 0
            2 State#0
            3 MatVec#1 2
            4 Add 1 3
            5 Constant -3
            6 Constant 3
            7 Clamp 4 5 6
            8 Tanh 7
            9 Constant -0.5
            10 Constant 0.5
            11 Clamp 8 9 10
            next 11 output h 11
            """.ReplaceLineEndings("\n"), Specs.Print(cell.Step!));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Each_file_is_an_ordinary_cell_without_any_diagnostic(string file)
    {
        Assert.Empty(Compile.Analyze(Compile.From(EmbeddedCells.Text(file))));
        Assert.NotNull(Equations.Cells.First(cell => cell.File == file).Spec.Step);
    }

    [Theory]
    [MemberData(nameof(StackedFiles))]
    public void Each_takes_the_sizes_it_is_given(string file)
    {
        CellSpec cell = Equations.Specialise(new BuiltInCell(file, Bias: true, 0), Input, Hidden)!;
        Assert.All(cell.States, state => Assert.Equal(Hidden, state.Size));
        Assert.Equal(Input, Assert.Single(cell.Inputs).Size);
        Assert.All(cell.Parameters, parameter => Assert.Equal(Hidden, parameter.Rows));
        Assert.All(cell.Parameters.Where(parameter => parameter.StoredAs == "weight_ih"), parameter => Assert.Equal(Input, parameter.Columns));
        Assert.All(cell.Parameters.Where(parameter => parameter.StoredAs == "weight_hh"), parameter => Assert.Equal(Hidden, parameter.Columns));
        Assert.Empty(ShapeInference.Infer(cell, cell.Step!).Mismatches);
        Assert.False(cell.DeclaresMembers);
    }

    [Theory]
    [MemberData(nameof(StackedFiles))]
    public void Without_bias_no_vector_is_left(string file)
    {
        CellSpec cell = Equations.Specialise(new BuiltInCell(file, Bias: false, 0), Input, Hidden)!;
        Assert.All(cell.Parameters, parameter => Assert.True(parameter.IsMatrix));
        Assert.DoesNotContain(cell.Step!.Lines, line => line.Op == OpCode.Parameter);
        Assert.Empty(ShapeInference.Infer(cell, cell.Step).Mismatches);
        Assert.Equal(
            cell.Parameters.Select((_, index) => index),
            cell.Step.Lines.Where(line => line.Op == OpCode.MatVec).Select(line => line.Index).Order());
    }

    [Theory]
    [InlineData("Lstm", "ii if ig io", "hi hf hg ho")]
    [InlineData("Gru", "ir iz in", "hr hz hn")]
    [InlineData("GruResetBefore", "ir iz in", "hr hz hn")]
    [InlineData("RnnTanh", "ih", "hh")]
    public void Gates_are_stored_in_PyTorchs_order(string file, string input, string hidden)
    {
        CellSpec cell = Equations.Cells.First(candidate => candidate.File == file).Spec;
        Assert.Equal(input, Stack("weight_ih"));
        Assert.Equal(hidden, Stack("weight_hh"));
        Assert.Equal(input, Stack("bias_ih"));
        Assert.Equal(hidden, Stack("bias_hh"));

        string Stack(string tensor) => string.Join(" ", cell.Parameters.Where(p => p.StoredAs == tensor).OrderBy(p => p.Part).Select(p => p.Name[2..]));
    }

    [Fact]
    public void The_forget_bias_is_the_attributes()
    {
        CellSpec cell = Equations.Specialise(new BuiltInCell("Lstm", Bias: true, BitConverter.DoubleToInt64Bits(2.5)), Input, Hidden)!;
        Assert.Equal(2.5, BitConverter.Int64BitsToDouble(cell.Parameters.Single(parameter => parameter.Name == "b_if").ValueBits));
        Assert.All(cell.Parameters.Where(parameter => parameter.Name != "b_if"), parameter => Assert.Equal(0, parameter.ValueBits));
        Assert.All(cell.Parameters.Where(parameter => parameter.StoredAs == "weight_hh"), parameter => Assert.Equal(Generator.Model.Init.Orthogonal, parameter.Init));
    }

    [Fact]
    public void The_lstm_is_the_textbooks()
    {
        CellSpec cell = Equations.Specialise(new BuiltInCell("Lstm", Bias: false, 0), Input, Hidden)!;
        Assert.Equal(
            """
            0 Input#0
            1 MatVec#0 0
            2 State#0
            3 MatVec#4 2
            4 Add 1 3
            5 i = Sigmoid 4
            6 MatVec#1 0
            7 MatVec#5 2
            8 Add 6 7
            9 f = Sigmoid 8
            10 MatVec#2 0
            11 MatVec#6 2
            12 Add 10 11
            13 g = Tanh 12
            14 MatVec#3 0
            15 MatVec#7 2
            16 Add 14 15
            17 o = Sigmoid 16
            18 State#1
            19 Multiply 9 18
            20 Multiply 5 13
            21 c = Add 19 20
            22 Tanh 21
            23 h = Multiply 17 22
            next 23 21 output h 23
            """.ReplaceLineEndings("\n"), Specs.Print(cell.Step!));
    }

    [Theory]
    [InlineData("Rnn(E, H)", "RnnTanh")]
    [InlineData("Rnn(E, H, Nonlinearity = RnnNonlinearity.Relu)", "RnnRelu")]
    [InlineData("Lstm(E, H)", "Lstm")]
    [InlineData("Lstm(E, H, CoupledGates = true)", "LstmCoupled")]
    [InlineData("Lstm(E, H, Projection = 2)", "LstmProjection")]
    [InlineData("Mgu(E, H)", "Mgu")]
    [InlineData("Rhn(E, H)", "Rhn")]
    [InlineData("Gru(E, H)", "Gru")]
    [InlineData("Gru(E, H, Reset = GruReset.BeforeProduct)", "GruResetBefore")]
    [InlineData("Gru(E, H, Blend = GruBlend.TakeCandidate)", "GruTakeCandidate")]
    [InlineData("Gru(E, H, Reset = GruReset.BeforeProduct, Blend = GruBlend.TakeCandidate)", "GruResetBeforeTakeCandidate")]
    public void A_class_chooses_its_file(string attribute, string file)
    {
        Compilation compilation = Compile.From(Sources.Usings + $"[{attribute}] public sealed partial class My {{ public const int E = 3, H = 4; }}".Replace("(E, H", "(My.E, My.H", StringComparison.Ordinal));
        BuiltInRequest request = BuiltInCellReader.Read(compilation.GetTypeByMetadataName("My")!, KnownSymbols.For(compilation), [])!;
        Assert.Equal(file, request.Cell.File);
        Assert.True(request.Readable);
        CellSpec cell = EmbeddedCells.Read(Compile.References, [request.Cell.Text], CancellationToken.None).Complete(request)!;
        Assert.Equal("public sealed partial class My", cell.Type.Header);
        Assert.Equal(new Dimension("E", 3), cell.Inputs[0].Size);
        Assert.Equal(new Dimension("H", 4), cell.States[^1].Size);
    }

    [Theory]
    [InlineData("Sru(3, 4)", "must be equal")]
    [InlineData("Lstm(3, 4, CoupledGates = true, Projection = 2)", "do not go together")]
    [InlineData("Lstm(3, 4, Projection = -1)", "Projection is a size")]
    [InlineData("Rhn(3, 4, Depth = 0)", "Depth must be")]
    [InlineData("Clockwork(3, 4, Periods = new[] { 1, 2, 4 })", "divisible")]
    [InlineData("Lstm(3, 4, LayerNorm = LstmNormalization.Joint, Peepholes = true)", "LayerNorm does not go together")]
    [InlineData("MLstm(3, 4, Heads = 3)", "divide the hidden size")]
    [InlineData("MLstm(3, 4, Heads = 0)", "Heads must be at least 1")]
    [InlineData("Qrnn(3, 4, Window = 3)", "Window must be")]
    [InlineData("Gru(3, 4, StateClip = -1)", "StateClip is a limit")]
    [InlineData("Gru(3, 4, ActivationClip = double.NaN)", "ActivationClip is a limit")]
    public void Options_that_do_not_fit_are_refused(string attribute, string says)
    {
        Compilation compilation = Compile.From(Sources.Usings + $"[{attribute}] public sealed partial class My;");
        System.Collections.Generic.List<Problem> problems = [];
        Assert.False(BuiltInCellReader.Read(compilation.GetTypeByMetadataName("My")!, KnownSymbols.For(compilation), problems)!.Readable);
        Assert.Contains(says, Assert.Single(problems).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_the_runtime_there_are_none() => Assert.Empty(EmbeddedCells.Read(Compile.Framework, Forms, CancellationToken.None).Cells);
}
