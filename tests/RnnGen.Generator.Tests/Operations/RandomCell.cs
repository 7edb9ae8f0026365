using System;
using System.Collections.Generic;
using System.Linq;
using RnnGen.Generator.Model;

namespace RnnGen.Generator.Tests.Operations;

/// <summary>Cells made at random from all operations a user can write.</summary>
internal static class RandomCell
{
    public static CellSpec Create(int seed)
    {
        var random = new Random(seed);
        var step = new StepBuilder();
        List<int> vectors = [step.State, step.Parameter(3), step.Parameter(4)];
        vectors.Add(step.Product(0, step.Input));
        vectors.Add(step.Product(1, vectors[0]));
        int operations = random.Next(1, 14);
        for (int i = 0; i < operations; i++)
            vectors.Add(Operation(random, step, vectors));
        int next = step.Apply(OpCode.Tanh, vectors[^1]);
        return step.Cell(next, random.Next(2) == 0 ? next : vectors[random.Next(vectors.Count)]);
    }

    private static int Operation(Random random, StepBuilder step, List<int> vectors)
    {
        int Any() => vectors[random.Next(vectors.Count)];
        switch (random.Next(9))
        {
            case 0:
                return random.Next(3) == 0 ? step.TransposedProduct(random.Next(1, 3), Any()) : step.Product(random.Next(1, 3), Any());
            case 1:
                OpCode op = Operators.Unary[random.Next(Operators.Unary.Length)];
                return step.Apply(op, Safe(step, op, Any()));
            case 2:
                double[] numbers = [0, 1, -1, 2, 0.5, -0.0];
                int number = step.Constant(numbers[random.Next(numbers.Length)]);
                OpCode with = Operators.Binary[random.Next(3)];
                return random.Next(2) == 0 ? step.Apply(with, number, Any()) : step.Apply(with, Any(), number);
            case 3:
                return step.Apply(OpCode.Divide, Any(), Safe(step, OpCode.Log, Any()));
            case 4:
                return step.Apply(OpCode.Select, step.Apply(Operators.Blocking[random.Next(2, 6)], Any(), Any()), Any(), Any());
            case 5:
                (OpCode composite, double[] constants) = Operators.Composite.ElementAt(random.Next(Operators.Composite.Count));
                return step.Apply(composite, [Any(), .. constants.Select(step.Constant)]);
            case 6:
                return step.Apply(random.Next(2) == 0 ? OpCode.Max : OpCode.Min, Any(), Any());
            default:
                return step.Apply(Operators.Binary[random.Next(3)], Any(), Any());
        }
    }

    // Operands that Log, Sqrt and Divide like, and that Exp does not blow up.
    private static int Safe(StepBuilder step, OpCode op, int operand) => op switch
    {
        OpCode.Log or OpCode.Sqrt => step.Apply(OpCode.Add, step.Constant(1), step.Apply(OpCode.Multiply, operand, operand)),
        OpCode.Exp => step.Apply(OpCode.Tanh, operand),
        _ => operand,
    };
}
