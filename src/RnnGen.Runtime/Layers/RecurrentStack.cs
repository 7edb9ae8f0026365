using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Linq;
using System.Numerics;

namespace RnnGen.Kernels;

/// <summary>
/// The cells behind a <see cref="Recurrent"/> or <see cref="Bidirectional"/>: layer k reads the outputs of layer k - 1. Cells of one layer
/// are side by side, the one that reads forwards first.
/// </summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed partial class RecurrentStack<T> : Module<T>, IRecurrentLayer
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly RecurrentCell<T>[] cells;
    private readonly StackOptions<T> options;
    private readonly List<(Module<T> Part, int Start)> parts = [];
    private readonly ParameterDescription[] descriptions;
    private readonly WeightDrop<T>[] weightDrops;

    /// <summary>Stacks cells.</summary>
    /// <param name="dropout">Probability between layers.</param>
    /// <param name="cells">First layer first.</param>
    public RecurrentStack(double dropout, params RecurrentCell<T>[] cells)
        : this(new StackOptions<T> { Dropout = dropout }, cells)
    {
    }

    /// <summary>Stacks cells.</summary>
    /// <param name="options">How they are joined.</param>
    /// <param name="cells">First layer first; of a bidirectional layer the cell that reads forwards, then the one that reads backwards.</param>
    /// <exception cref="ArgumentException">A layer does not read what the one below gives, or directions differ in size.</exception>
    public RecurrentStack(StackOptions<T> options, params RecurrentCell<T>[] cells)
        : base(0)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(cells);
        this.cells = cells;
        this.options = options;
        Directions = options.Bidirectional ? 2 : 1;
        CheckSizes();
        var all = new List<ParameterDescription>();
        for (int i = 0; i < cells.Length; i++)
        {
            AddPart(cells[i], cells[i].Described("", i / Directions, cells.Length > 1, i % Directions == 1), all);
        }

        for (int k = 1; k < LayerCount; k++)
        {
            if (HighwayOf(k) is { } highway)
            {
                AddPart(highway.AsModule, highway.AsModule.ParameterDescriptions.Select(p => p with { Name = $"highway_{p.Name}_l{k}" }), all);
            }
        }

        if (options.Projection is { } projection)
        {
            AddPart(projection.AsModule, projection.AsModule.ParameterDescriptions.Select(p => p with { Name = $"projection_{p.Name}" }), all);
        }

        descriptions = [.. all];
        weightDrops = options.WeightDrop > 0 ? [.. cells.Select(cell => new WeightDrop<T>(cell, options.WeightDrop, options.RecurrentWeights))] : [];
    }

    /// <inheritdoc/>
    public int InputSize => cells[0].InputSize;

    /// <inheritdoc/>
    public int OutputSize => options.Projection?.OutputSize ?? WidthOf(LayerCount - 1);

    /// <inheritdoc/>
    public double Dropout => options.Dropout;

    /// <inheritdoc/>
    public IReadOnlyList<Trainable> Cells => cells;

    /// <summary>1, or 2 when every layer also reads each sequence backwards.</summary>
    public int Directions { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<ParameterDescription> ParameterDescriptions => descriptions;

    /// <inheritdoc/>
    public override int ParameterLength => parts.Sum(part => part.Part.ParameterLength);

    /// <summary>The cells in the order of their states: layer by layer, forwards before backwards.</summary>
    internal IReadOnlyList<RecurrentCell<T>> Layers => cells;

    private int LayerCount => cells.Length / Directions;

    internal override void OnBound(ParameterStorage<T> shared, int start)
    {
        foreach ((Module<T> part, int offset) in parts)
        {
            part.Bind(shared, start + offset);
        }
    }

    /// <inheritdoc/>
    public ScannedSequence Scan(Sequence input, Vectors[] initial, params Sequence[] beside) => StackScan.Run(this, input, initial, beside);

    // What layer k gives.
    private int WidthOf(int k) => Directions * cells[k * Directions].OutputSize;

    private int InputOf(int k) => cells[k * Directions].InputSize;

    /// <summary>At which steps cells keep their states: see <see cref="Checkpointing"/>.</summary>
    internal int Checkpoint => options.Checkpoint;

    private IHighwayLayer<T>? HighwayOf(int k) => k > 0 && k - 1 < options.Highways.Length ? options.Highways[k - 1] : null;

    private bool IsResidual(int k) => options.Residual && k > 0 && HighwayOf(k) is null && InputOf(k) == WidthOf(k);

    private double DropRate(int k) => k == 0 ? options.InputDropout : options.Dropout;

    private void AddPart(Module<T> part, IEnumerable<ParameterDescription> described, List<ParameterDescription> all)
    {
        int start = ParameterLength;
        parts.Add((part, start));
        all.AddRange(described.Select(d => d with { Layout = d.Layout.Shift(start) }));
    }

    private void CheckSizes()
    {
        if (cells.Length == 0 || cells.Length % Directions != 0)
        {
            throw new ArgumentException($"A stack of {Directions} directions needs a multiple of {Directions} cells, but got {cells.Length}.", nameof(cells));
        }

        if (cells.Length > 1 && cells.FirstOrDefault(cell => cell.InputSizes.Count != 1 || cell.MemorySize > 0) is { } several)
        {
            throw new ArgumentException($"{several.GetType().Name} reads more than one sequence of vectors: it is a layer by itself.", nameof(cells));
        }

        for (int i = 0; i < cells.Length; i++)
        {
            int k = i / Directions;
            if (cells[i].InputSize != InputOf(k) || cells[i].OutputSize * Directions != WidthOf(k) || (k > 0 && InputOf(k) != WidthOf(k - 1)))
            {
                throw new ArgumentException(
                    $"Cell {i} is ({cells[i].InputSize} -> {cells[i].OutputSize}); layer {k} reads {(k == 0 ? InputSize : WidthOf(k - 1))} features and gives {WidthOf(k)}.", nameof(cells));
            }
        }
    }
}
