using System.Collections.Generic;
using System.Linq;
using RnnGen.Generator.Model;

namespace RnnGen.Generator.Ir;

/// <summary>Makes values. Asking twice for the same operation on the same operands gives the same value: no common subexpression survives.</summary>
internal sealed class GraphBuilder(CellSpec spec)
{
    private readonly Dictionary<(OpCode Op, string Operands, int Index, int Size, int Columns, long Bits), Value> known = [];
    private int nextId;
    private int masks;

    private static readonly Dimension One = Dimension.Scalar;

    public CellSpec Spec { get; } = spec;

    public Value Constant(double value) => Make(OpCode.Constant, [], null, 0, value);

    public Value Input(int index) => Named(Make(OpCode.Input, [], Spec.Inputs[index].Size, index), Spec.Inputs[index].Name);

    public Value State(int index) => Named(Make(OpCode.State, [], Spec.States[index].Size, index), Spec.States[index].Name);

    public Value Parameter(int index) => Named(Make(OpCode.Parameter, [], Spec.Parameters[index].Rows, index), Spec.Parameters[index].Name);

    public Value StateGradient(int index) =>
        Named(Make(OpCode.StateGradient, [], Spec.States[index].Size, index), "d" + Spec.States[index].Name);

    public Value OutputGradient(int output, Dimension? size) => Named(Make(OpCode.OutputGradient, [], size, output), OutputGradientName(Spec, output));

    /// <summary><c>dy</c>; <c>dhOut</c> when the output is the state h, whose carried gradient is <c>dh</c>.</summary>
    public static string OutputGradientName(CellSpec spec, int index)
    {
        string output = spec.Step?.Outputs.ElementAt(index).Name ?? "y";
        return "d" + output + (spec.States.Any(s => s.Name == output) ? "Out" : "");
    }

    public Value Memory() => Named(Make(OpCode.Memory, [], Spec.Memory!.Size), Spec.Memory.Name);

    public Value ScoresGradient(int index) => Named(Make(OpCode.ScoresGradient, [], Dimension.Scalar, index), "d" + Spec.Step!.Scores[index].Name + "Out");

    /// <summary>A step's value at every position; of a value that already has positions, or one row for all, the value itself.</summary>
    public Value Spread(Value value) => value.Space == RowSpace.Step ? Make(OpCode.Spread, [value], value.Size) : value;

    public Value SpreadOnce(Value value) => Make(OpCode.Spread, [value], value.Size);

    public Value SegmentSum(Value value) => Make(OpCode.SegmentSum, [value], value.Size);

    public Value SumFeatures(Value value) => Make(OpCode.SumFeatures, [value], Dimension.Scalar);

    /// <summary>A scalar for every feature of a vector; anything else as it is.</summary>
    public Value Broadcast(Value value, Dimension? size) =>
        size is null or { IsOne: true } || value.Size is not { IsOne: true } ? value : Make(OpCode.Broadcast, [value], size);

    public Value SegmentSoftmax(Value scores) => Make(OpCode.SegmentSoftmax, [scores], Dimension.Scalar);

    public Value SegmentSoftmaxGradient(Value weights, Value gradient) => Make(OpCode.SegmentSoftmaxGradient, [weights, gradient], Dimension.Scalar);

    /// <summary>A result of a cluster of work over positions, given the step's vectors that the cluster reads.</summary>
    public Value Attend(int cluster, int result, IReadOnlyList<Value> operands, Dimension size) => Make(OpCode.Attend, operands, size, cluster, result);

    public Value SumSteps(Value value) => Make(OpCode.SumSteps, [value], value.Size);

    /// <summary>Whether values of parameters and numbers only are computed once per pass; in a cell with a memory each loop computes them.</summary>
    public bool ComputesOnce => Spec.Memory is null;

    public Value RowSum(Value value) => Make(OpCode.RowSum, [value], value.Size);

    public Value Row(int table, Value token) => Make(OpCode.Row, [token], Spec.Parameters[table].Columns, table);

    public Value MatVec(int matrix, Value operand) => Make(OpCode.MatVec, [operand], Spec.Parameters[matrix].Rows, matrix);

    public Value TransposedMatVec(int matrix, Value operand) =>
        Make(OpCode.TransposedMatVec, [operand], Spec.Parameters[matrix].Columns, matrix);

    /// <summary>An elementwise operation; a scalar beside a vector counts for every feature.</summary>
    public Value Apply(OpCode op, params Value[] operands)
    {
        Dimension? size = operands.Select(o => o.Size).OfType<Dimension>().OrderBy(s => s.IsOne).FirstOrDefault();
        return Make(op, [.. operands.Select(o => Broadcast(o, size))], size);
    }

    /// <summary>A row operation, or a composite.</summary>
    public Value Rows(OpCode op, Dimension size, IReadOnlyList<Value> operands, int index = 0, double constant = 0) =>
        Make(op, operands, size, index, constant);

    public Affine Affine(IReadOnlyList<Product> products, IReadOnlyList<int> biases, Dimension size) =>
        new(nextId++, products, biases, size);

    /// <summary>A mask that nothing else shares.</summary>
    public Value Mask(OpCode op, Dimension size, double rate)
    {
        Value mask = Make(op, [], size, masks++, rate);
        mask.Label = "mask";
        return mask;
    }

    /// <summary>The same operation on other operands.</summary>
    public Value Copy(Value value, IReadOnlyList<Value> operands)
    {
        Value copy = Make(value.Op, operands, value.Size, value.Index, value.Constant);
        copy.TakeNames(value);
        return copy;
    }

    private static Value Named(Value value, string name)
    {
        value.Name = name;
        return value;
    }

    private Value Make(OpCode op, IReadOnlyList<Value> operands, Dimension? size, int index = 0, double constant = 0)
    {
        var key = (op, string.Join(",", operands.Select(o => o.Id)), index, size?.Value ?? 0, size?.Columns?.Value ?? 0, System.BitConverter.DoubleToInt64Bits(constant));
        if (!known.TryGetValue(key, out Value? value))
        {
            value = new Value(nextId++, op, operands, size, index, constant);
            known.Add(key, value);
        }

        return value;
    }
}
