using System;

namespace RnnGen.Kernels;

/// <content>Runs over bare tensors of either layout.</content>
public abstract partial class RecurrentCell<T>
{
    /// <summary>Runs a batch for its outputs, sequences first: (B,T,I) to (B,T,H).</summary>
    /// <param name="input">(B,T,I).</param>
    /// <param name="lengths">Real steps of each sequence, (B), padding behind them; null when all are real.</param>
    /// <param name="initial">States before the first step, each (B,H); zeros when null.</param>
    /// <exception cref="ShapeMismatchException">The input, the lengths or a state has another shape.</exception>
    /// <exception cref="InvalidOperationException">The cell reads other inputs than one sequence of vectors.</exception>
    [return: Shape("B", "T", "O")]
    public TensorScan ScanBatchFirst([Shape("B", "T", "I")] Tensor input, [Shape("B")] int[]? lengths = null, [Shape("B", "H")] RecurrentState? initial = null)
    {
        CellPass<T> pass = CreatePass().Run(new CellArguments(Sequence.From(input, lengths)), initial);
        return new TensorScan(pass.Output.ToTensor(), [pass.FinalState]);
    }

    /// <summary>Runs a batch for its outputs, steps first: (T,B,I) to (T,B,H).</summary>
    /// <param name="input">(T,B,I).</param>
    /// <param name="lengths">Real steps of each sequence, (B), padding behind them; null when all are real.</param>
    /// <param name="initial">States before the first step, each (B,H); zeros when null.</param>
    /// <exception cref="ShapeMismatchException">The input, the lengths or a state has another shape.</exception>
    /// <exception cref="InvalidOperationException">The cell reads other inputs than one sequence of vectors.</exception>
    [return: Shape("T", "B", "O")]
    public TensorScan ScanTimeMajor([Shape("T", "B", "I")] Tensor input, [Shape("B")] int[]? lengths = null, [Shape("B", "H")] RecurrentState? initial = null)
    {
        TensorScan scan = ScanBatchFirst(TimeMajor.Swap(input), lengths, initial);
        return new TensorScan(TimeMajor.Swap(scan.Outputs), scan.States);
    }

    /// <summary>A state of given values, in the cell's order.</summary>
    /// <param name="values">One for each state, (B,H).</param>
    /// <exception cref="ShapeMismatchException">There are more or fewer, or one has other columns.</exception>
    public RecurrentState StateOf(params Tensor[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var state = new RecurrentState(StateNames, values);
        for (int i = 0; i < values.Length; i++)
        {
            if (values[i].Count != values[i].Dims[0] * StateSizes[i])
            {
                throw new ShapeMismatchException($"values[{i}]", $"(B, {StateSizes[i]})", Shape.Text(values[i].Dims));
            }
        }

        return state;
    }
}
