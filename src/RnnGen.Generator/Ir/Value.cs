using System.Collections.Generic;
using System.Linq;
using RnnGen.Generator.Model;

namespace RnnGen.Generator.Ir;

/// <summary>One value of a cell's graph: the result of an operation on earlier values. Compared by reference.</summary>
internal class Value(int id, OpCode op, IReadOnlyList<Value> operands, Dimension? size, int index = 0, double constant = 0)
{
    /// <summary>Creation order: operands have smaller ids.</summary>
    public int Id { get; } = id;

    public OpCode Op { get; } = op;

    public IReadOnlyList<Value> Operands { get; } = operands;

    /// <summary>Elements; null for a constant, which fits any size.</summary>
    public Dimension? Size { get; } = size;

    /// <summary>Input, state, parameter or matrix by position in the spec's list.</summary>
    public int Index { get; } = index;

    public double Constant { get; } = constant;

    public RowSpace Space { get; } = RowSpaces.Of(op, operands);

    /// <summary>Whether it is a vector or a scalar that depends on parameters, numbers and sums over all rows only.</summary>
    public bool IsOnce { get; } = size?.Columns is null
        && (op is OpCode.Parameter or OpCode.Constant or OpCode.RowSum || (operands.Count > 0 && operands.All(o => o.IsOnce)));

    /// <summary>Whether it is computed once per pass, into one row. A scalar for every feature is read from the scalar's row.</summary>
    public bool HasOneRow => IsOnce && !IsLeaf && Op != OpCode.Broadcast;

    /// <summary>The name its author gave it, or null.</summary>
    public string? Name { get; set; }

    /// <summary>A name made up for generated code where the author gave none.</summary>
    public string? Label { get; set; }

    /// <summary>How the author wrote it, where that is a function that was expanded into simpler operations.</summary>
    public Written? Written { get; set; }

    /// <summary>Takes over the names of the value this one replaces, where it has none.</summary>
    public void TakeNames(Value other)
    {
        Name ??= other.Name;
        Label ??= other.Label;
        Written ??= other.Written;
    }

    public bool IsLeaf => Operands.Count == 0;

    /// <summary>Whether it is drawn by training passes: a leaf without memory.</summary>
    public bool IsMask => Op is OpCode.StepMask or OpCode.SequenceMask or OpCode.ZoneoutMask;

    public bool IsConstant => Op == OpCode.Constant;

    /// <summary>Whether it is computed by a kernel of its own, from vectors in memory into memory.</summary>
    public bool IsRowOperation => Op is OpCode.Attend or OpCode.Row || (RowTable.Contains(Op) && !this.HasPositions());

    public bool IsElementwise => OpTable.Row(Op).IsElementwise;
}

/// <summary>A function as its author wrote it, for comments only.</summary>
internal sealed record Written(OpCode Op, IReadOnlyList<Value> Operands);

/// <summary>A sum of matrix-vector products and biases.</summary>
internal sealed class Affine(int id, IReadOnlyList<Product> products, IReadOnlyList<int> biases, Dimension size)
    : Value(id, OpCode.Affine, [.. products.Select(p => p.Operand)], size)
{
    public IReadOnlyList<Product> Products { get; } = products;

    /// <summary>Vector parameters in the sum.</summary>
    public IReadOnlyList<int> Biases { get; } = biases;
}

/// <summary><c>W * operand</c>, or <c>Wᵀ * operand</c>.</summary>
internal sealed record Product(int Parameter, Value Operand, bool Transposed);
