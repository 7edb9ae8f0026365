namespace RnnGen;

/// <content>Runs over bare tensors of either layout.</content>
public sealed partial class Bidirectional
{
    /// <summary>Runs the layers, without dropout, sequences first: (B,T,I) to (B,T,2H).</summary>
    /// <param name="input">(B,T,I).</param>
    /// <param name="lengths">Real steps of each sequence, (B), padding behind them; null when all are real.</param>
    /// <param name="initial">States before the first step: one tensor (2L,B,H) for each state of the cell, or none for zeros.</param>
    /// <exception cref="ShapeMismatchException">The input, the lengths or a state has another shape.</exception>
    [return: Shape("B", "T", "O")]
    public TensorScan ScanBatchFirst([Shape("B", "T", "I")] Tensor input, [Shape("B")] int[]? lengths = null, [Shape("L", "B", "H")] params Tensor[] initial) =>
        LayerTensors.Scan(layer, input, lengths, initial, isTimeMajor: false);

    /// <summary>Runs the layers, without dropout, steps first: (T,B,I) to (T,B,2H).</summary>
    /// <param name="input">(T,B,I).</param>
    /// <param name="lengths">Real steps of each sequence, (B), padding behind them; null when all are real.</param>
    /// <param name="initial">States before the first step: one tensor (2L,B,H) for each state of the cell, or none for zeros.</param>
    /// <exception cref="ShapeMismatchException">The input, the lengths or a state has another shape.</exception>
    [return: Shape("T", "B", "O")]
    public TensorScan ScanTimeMajor([Shape("T", "B", "I")] Tensor input, [Shape("B")] int[]? lengths = null, [Shape("L", "B", "H")] params Tensor[] initial) =>
        LayerTensors.Scan(layer, input, lengths, initial, isTimeMajor: true);
}
