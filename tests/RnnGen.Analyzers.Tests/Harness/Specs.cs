using System;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using RnnGen.Generator.Model;
using RnnGen.Generator.Reading;
using Xunit;

namespace RnnGen.Analyzers.Tests.Harness;

/// <summary>Reads specs and prints steps.</summary>
internal static class Specs
{
    public static CellReading ReadCell(string name, params string[] files)
    {
        Compilation compilation = Compile.From(files);
        return CellReader.Read(compilation.GetTypeByMetadataName(name)!, compilation, CancellationToken.None);
    }

    /// <summary>The spec of a cell that must be readable.</summary>
    public static CellSpec Cell(string name, params string[] files)
    {
        CellReading reading = ReadCell(name, files);
        Assert.Equal("", string.Join("\n", reading.Problems));
        Assert.NotNull(reading.Spec?.Step);
        return reading.Spec;
    }

    /// <summary>The spec of <c>Cell</c> with the given step body.</summary>
    public static CellSpec Step(string body, string members = "") => Cell("Cell", Sources.Step(body, members));

    public static ModelReading ReadModel(string name, params string[] files)
    {
        Compilation compilation = Compile.From(files);
        return ModelReader.Read(compilation.GetTypeByMetadataName(name)!, compilation, CancellationToken.None);
    }

    /// <summary>One line per operation: <c>3 f = Sigmoid 2</c>.</summary>
    public static string Print(StepSpec step) => string.Join("\n", step.Lines.Select((line, i) =>
        $"{i} {(line.Name is null ? "" : line.Name + " = ")}{line.Op}" + line.Op switch
        {
            OpCode.Input or OpCode.State or OpCode.Parameter => "#" + line.Index,
            OpCode.MatVec => "#" + line.Index + " " + line.Operands[0],
            OpCode.Constant => " " + BitConverter.Int64BitsToDouble(line.Bits).ToString("R", System.Globalization.CultureInfo.InvariantCulture),
            _ => " " + string.Join(" ", line.Operands),
        })) + $"\nnext {string.Join(" ", step.NextStates)} output {step.OutputName} {step.Output}";
}
