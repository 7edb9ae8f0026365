using System;
using System.Collections.Generic;
using System.Linq;
using RnnGen.Generator.Model;

namespace RnnGen.Generator.Ir;

/// <summary>
/// Runs a graph in double, one sequence and one step at a time: slow, obvious, and the yardstick for every later stage.
/// Parameters are row-major.
/// </summary>
/// <param name="graph">The graph.</param>
/// <param name="parameters">Parameters, row-major.</param>
/// <param name="memory">What the steps attend over, row-major (S, K); null when there is none.</param>
internal sealed partial class Interpreter(CellGraph graph, IReadOnlyList<double[]> parameters, double[]? memory = null)
{
    private readonly CellSpec spec = graph.Spec;

    /// <summary>One step forward.</summary>
    public (double[][] NextStates, double[][] Outputs) Step(IReadOnlyList<double[]> inputs, IReadOnlyList<double[]> states)
    {
        var values = new Dictionary<Value, double[]>();
        double[] Leaf(Value v) => v.Op == OpCode.Input ? inputs[v.Index] : states[v.Index];
        return (
            [.. graph.NextStates.Select((s, i) => Evaluate(s, values, Leaf, spec.States[i].Size.Count))],
            [.. graph.Outputs.Select(output => Evaluate(output, values, Leaf, 0))]);
    }

    /// <summary>Runs a sequence and goes back through it, adding parameter gradients to <paramref name="parameterGradients"/>.</summary>
    /// <param name="inputs">Per step, per input.</param>
    /// <param name="initial">Per state.</param>
    /// <param name="outputGradients">Per step, per output dL/dy.</param>
    /// <param name="finalGradients">Per state dL/dh_T; on return dL/dh_0.</param>
    /// <param name="parameterGradients">Per parameter, row-major.</param>
    /// <returns>Per step, per input dL/dx.</returns>
    public double[][][] Backward(
        IReadOnlyList<double[][]> inputs, double[][] initial, IReadOnlyList<double[][]> outputGradients, double[][] finalGradients, double[][] parameterGradients)
    {
        var states = new List<double[][]> { initial };
        foreach (double[][] x in inputs)
        {
            states.Add(Step(x, states[states.Count - 1]).NextStates);
        }

        var inputGradients = new double[inputs.Count][][];
        for (int t = inputs.Count - 1; t >= 0; t--)
        {
            int step = t;
            var values = new Dictionary<Value, double[]>();
            double[] Leaf(Value v) => v.Op switch
            {
                OpCode.Input => inputs[step][v.Index],
                OpCode.State => states[step][v.Index],
                OpCode.OutputGradient => outputGradients[step][v.Index],
                OpCode.ScoresGradient => ScoresGradients?.Invoke(step, v.Index) ?? new double[Positions],
                _ => finalGradients[v.Index],
            };

            foreach (MatrixGradient g in graph.MatrixGradients)
            {
                int rows = spec.Parameters[g.Parameter].Rows.Value, columns = spec.Parameters[g.Parameter].Columns!.Value;
                double[] left = Evaluate(g.Left, values, Leaf, rows);
                double[] right = Evaluate(g.Right, values, Leaf, columns);
                for (int i = 0; i < left.Length * columns; i++)
                {
                    int row = i / columns, column = i % columns;
                    if (spec.Parameters[g.Parameter].Place(row % rows, column) is >= 0 and int place)
                    {
                        parameterGradients[g.Parameter][place] += left[row] * right[(row / rows * columns) + column];
                    }
                }
            }

            foreach (VectorGradient g in graph.VectorGradients)
            {
                double[] adjoint = Evaluate(g.Adjoint, values, Leaf, spec.Parameters[g.Parameter].Rows.Value);
                for (int i = 0; i < adjoint.Length; i++)
                {
                    parameterGradients[g.Parameter][i % parameterGradients[g.Parameter].Length] += adjoint[i];
                }
            }

            foreach (VectorGradient g in graph.TableGradients)
            {
                double[] adjoint = Evaluate(g.Adjoint, values, Leaf, spec.Parameters[g.Parameter].Columns!.Value);
                int row = (int)inputs[t][spec.Inputs.ToList().FindIndex(input => input.Kind == InputKind.Token)][0];
                for (int i = 0; i < adjoint.Length; i++)
                {
                    parameterGradients[g.Parameter][(row * adjoint.Length) + i] += adjoint[i];
                }
            }

            AddMemoryGradient(values, Leaf);
            inputGradients[t] = [.. graph.InputGradients.Select((g, i) => g is null ? new double[spec.Inputs[i].Size.Value] : Evaluate(g, values, Leaf, spec.Inputs[i].Size.Value))];
            double[][] previous = [.. graph.PreviousGradients.Select((g, i) => g is null ? new double[spec.States[i].Size.Count] : Evaluate(g, values, Leaf, spec.States[i].Size.Count))];
            previous.CopyTo(finalGradients, 0);
        }

        return inputGradients;
    }

    private double[] Evaluate(Value value, Dictionary<Value, double[]> values, Func<Value, double[]> leaf, int sizeOfConstant)
    {
        if (values.TryGetValue(value, out double[]? known))
        {
            return known;
        }

        int size = value.Size?.Count ?? sizeOfConstant;
        double[] Operand(int i) => Evaluate(value.Operands[i], values, leaf, size);
        double[] result;
        switch (value)
        {
            case { Op: OpCode.Memory }:
                result = memory!;
                break;
            case { IsLeaf: false } when value.Op == OpCode.SegmentSum || value.HasPositions():
                result = EvaluatePositions(value, (operand, constants) => Evaluate(operand, values, leaf, constants));
                break;
            case { Op: OpCode.Constant }:
                return [.. Enumerable.Repeat(value.Constant, size)];
            case { Op: OpCode.Parameter }:
                result = parameters[value.Index];
                break;
            case { IsMask: true }: // as in inference
                return [.. Enumerable.Repeat(value.Op == OpCode.ZoneoutMask ? value.Constant : 1, size)];
            case { IsLeaf: true } and not Affine:
                result = leaf(value);
                break;
            case { Op: OpCode.MatVec or OpCode.TransposedMatVec }:
                result = new double[size];
                AddProduct(result, value.Index, Operand(0), value.Op == OpCode.TransposedMatVec);
                break;
            case { Op: OpCode.Row }:
                Array.Copy(parameters[value.Index], (int)Operand(0)[0] * size, result = new double[size], 0, size);
                break;
            case { IsRowOperation: true }:
                result = new double[size];
                RowTable.Row(value.Op).Compute(value, [.. value.Operands.Select((_, i) => Operand(i))], result);
                break;
            case { Op: OpCode.RowSum }:
                result = Operand(0); // what follows is linear in it: step by step it may be added up at the end
                break;
            case { Op: OpCode.Broadcast }:
                result = [.. Enumerable.Repeat(Operand(0)[0], size)];
                break;
            case Affine affine:
                result = new double[size];
                foreach (Product p in affine.Products)
                {
                    AddProduct(result, p.Parameter, Evaluate(p.Operand, values, leaf, 0), p.Transposed);
                }

                foreach (int bias in affine.Biases)
                {
                    result = [.. result.Zip(parameters[bias], (a, b) => a + b)];
                }

                break;
            default:
                Func<double, double, double, double> compute = OpTable.Row(value.Op).Compute!;
                double[][] operands = [.. value.Operands.Select((_, i) => Operand(i))];
                double[] first = operands[0], second = operands[Math.Min(1, operands.Length - 1)], third = operands[operands.Length - 1];
                result = [.. first.Select((a, i) => compute(a, second[i], third[i]))];
                break;
        }

        values.Add(value, result);
        return result;
    }

    private void AddProduct(double[] result, int matrix, double[] operand, bool transposed)
    {
        ParameterSpec shape = spec.Parameters[matrix];
        for (int i = 0; i < result.Length; i++)
        {
            for (int k = 0; k < operand.Length; k++)
            {
                int place = transposed ? shape.Place(k, i) : shape.Place(i, k);
                result[i] += place < 0 ? 0 : parameters[matrix][place] * operand[k];
            }
        }
    }
}
