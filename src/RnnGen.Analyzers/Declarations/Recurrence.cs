using System;
using System.Collections.Generic;
using System.Linq;
using RnnGen.Generator.Model;

namespace RnnGen.Analyzers.Declarations;

/// <summary>How a state comes back to itself: through an activation and a matrix.</summary>
/// <param name="State">Which state.</param>
/// <param name="Activation">What is applied to the sum; <see cref="OpCode.Add"/> for nothing.</param>
/// <param name="Matrix">Position of the matrix, or the diagonal, that multiplies the state.</param>
internal sealed record PlainRecurrence(int State, OpCode Activation, int Matrix);

/// <summary>How a state comes back to itself: through a gate between 0 and 1.</summary>
/// <param name="State">Which state.</param>
/// <param name="GateName">Name of the gate's variable, or null.</param>
/// <param name="Biases">Constant biases of the gate.</param>
/// <param name="IsComplement">Whether the state is kept by 1 - gate.</param>
/// <param name="Matrices">Matrices and vectors of the gate, positions in the cell.</param>
/// <param name="IsKnown">Whether nothing else adds a constant to what the gate reads.</param>
internal sealed record GatedRecurrence(int State, string? GateName, IReadOnlyList<int> Biases, bool IsComplement, IReadOnlyList<int> Matrices, bool IsKnown);

/// <summary>Finds the recurrences of a step.</summary>
internal static class Recurrences
{
    /// <summary>h' = phi(U h + what does not depend on any state).</summary>
    public static IEnumerable<PlainRecurrence> Plain(StepTerms terms)
    {
        for (int state = 0; state < terms.Step.NextStates.Count; state++)
        {
            int line = terms.Step.NextStates[state];
            OpCode activation = OpCode.Add;
            if (RecurrenceMath.Slope(terms[line].Op) is not null)
            {
                activation = terms[line].Op;
                line = terms[line].Operands[0];
            }

            int own = state, matrix = -1, others = 0;
            foreach ((int summand, _) in terms.Summands(line))
                if (terms[summand] is { Op: OpCode.MatVec or OpCode.TransposedMatVec, Operands: [var operand] } product && terms.IsState(operand, own))
                    matrix = matrix < 0 ? product.Index : int.MaxValue;
                else if (terms[summand] is { Op: OpCode.Multiply, Operands: [var a, var b] } && DiagonalOf(terms, a, b, own) is { } diagonal)
                    matrix = matrix < 0 ? diagonal : int.MaxValue;
                else if (terms.DependsOn(summand, leaf => leaf.Op == OpCode.State))
                    others++;
            if (matrix is >= 0 and < int.MaxValue && others == 0)
                yield return new PlainRecurrence(state, activation, matrix);
        }
    }

    /// <summary>s' = gate * s + what does not depend on s directly.</summary>
    public static IEnumerable<GatedRecurrence> Gated(StepTerms terms)
    {
        for (int state = 0; state < terms.Step.NextStates.Count; state++)
        {
            int own = state;
            foreach ((int summand, bool negative) in terms.Summands(terms.Step.NextStates[state]))
                if (!negative && terms.Factors(summand) is { Count: 2 } factors && factors.Where(factor => !terms.IsState(factor, own)).DefaultIfEmpty(-1).First() is var other && other >= 0
                    && factors.Any(factor => terms.IsState(factor, own)) && terms.Gate(other) is var (argument, isComplement))
                    yield return Gate(terms, state, other, argument, isComplement);
        }
    }

    private static GatedRecurrence Gate(StepTerms terms, int state, int gate, int argument, bool isComplement)
    {
        List<int> biases = [], matrices = [];
        bool known = true;
        foreach ((int summand, bool negative) in terms.Summands(argument))
            switch (terms[summand])
            {
                case { Op: OpCode.Parameter } bias:
                    biases.Add(bias.Index);
                    known &= !negative && terms.Cell.Parameters[bias.Index].Init == Init.Constant;
                    break;
                case { Op: OpCode.MatVec or OpCode.TransposedMatVec } product:
                    matrices.Add(product.Index);
                    break;
                case { Op: OpCode.Multiply }: // a peephole: zero on average
                    break;
                default:
                    known = false;
                    break;
            }

        int named = isComplement ? terms.Summands(gate)[1].Line : gate;
        return new GatedRecurrence(state, terms[named].Name, biases, isComplement, matrices, known);
    }

    private static int? DiagonalOf(StepTerms terms, int a, int b, int state) =>
        terms[a].Op == OpCode.Parameter && terms.IsState(b, state) ? terms[a].Index
        : terms[b].Op == OpCode.Parameter && terms.IsState(a, state) ? terms[b].Index
        : null;
}

/// <summary>The largest singular value of a parameter when training begins.</summary>
internal static class SingularValues
{
    /// <summary>The value, and whether it is exact or only what is to be expected of random numbers; null when nothing is known.</summary>
    public static (double Value, bool IsExact)? Largest(ParameterSpec parameter)
    {
        double gain = Math.Abs(BitConverter.Int64BitsToDouble(parameter.GainBits)), value = Math.Abs(BitConverter.Int64BitsToDouble(parameter.ValueBits));
        int rows = parameter.Rows.Value / parameter.Blocks, columns = (parameter.Columns?.Value ?? 1) / (parameter.IsMatrix ? parameter.Blocks : 1);
        // Random matrices of independent elements: deviation * (sqrt(rows) + sqrt(columns)).
        double spread = Math.Sqrt(rows) + Math.Sqrt(columns);
        if (!parameter.IsMatrix)
            return parameter.Init switch
            {
                Init.Constant => (value, true),
                Init.Uniform => (gain / Math.Sqrt(rows), true),
                _ => null,
            };
        return parameter.Init switch
        {
            Init.Orthogonal or Init.Identity => (gain, true),
            Init.Constant => (value * Math.Sqrt((double)rows * columns), true),
            Init.Glorot => (gain * Math.Sqrt(2.0 / (rows + columns)) * spread, false),
            Init.Uniform => (gain / Math.Sqrt(3.0 * rows) * spread, false),
            Init.Normal => (gain * spread, false),
            _ => null,
        };
    }
}
