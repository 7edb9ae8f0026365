using System;
using System.Collections.Generic;
using System.Linq;
using RnnGen.Generator.Model;
using RnnGen.Integration.Tests.Cells.BuiltIn;
using RnnGen.Integration.Tests.Cells.Operations;
using RnnGen.Integration.Tests.Harness;
using RnnGen.Kernels;
using Xunit;

namespace RnnGen.Integration.Tests.Derivatives;

public class GradientTests
{
    public static TheoryData<string> Operations => [.. CellsBeside(typeof(AddCell))];

    public static TheoryData<string> BuiltInCells => [.. CellsBeside(typeof(LstmCell))];

    [Theory]
    [MemberData(nameof(Operations))]
    public void OperationsAgreeWithCentralDifferences(string cell) => Check($"{typeof(AddCell).Namespace}.{cell}");

    [Theory]
    [MemberData(nameof(BuiltInCells))]
    public void BuiltInCellsAgreeWithCentralDifferences(string cell) => Check($"{typeof(LstmCell).Namespace}.{cell}");

    [Fact]
    public void EveryOperationOfTheLanguageHasItsCell()
    {
        OpCode[] operators =
        [
            OpCode.MatVec, OpCode.TransposedMatVec, OpCode.Add, OpCode.Subtract, OpCode.Multiply, OpCode.Divide, OpCode.Negate,
            OpCode.Greater, OpCode.GreaterOrEqual, OpCode.Less, OpCode.LessOrEqual,
        ];
        string[] cells = [.. CellsBeside(typeof(AddCell))];
        Assert.All(operators.Concat(Generator.Reading.EquationFunctions.ByName.Values).Append(OpCode.Row).Where(op => op != OpCode.StopGradient), op => Assert.Contains($"{op}Cell", cells));
    }

    private static IEnumerable<string> CellsBeside(Type cell) =>
        cell.Assembly.GetTypes().Where(type => type.Namespace == cell.Namespace && type.BaseType == typeof(RecurrentCell<double>)).Select(type => type.Name).Order();

    private static void Check(string type)
    {
        int seed = type.Sum(c => c);
        var cell = (RecurrentCell<double>)Activator.CreateInstance(typeof(GradientTests).Assembly.GetType(type)!, seed)!;
        cell.FixedMasks = 5;
        foreach (Problem problem in Shapes.Of(cell, seed))
        {
            CentralDifferences.Check(cell, problem, seed);
        }
    }
}
