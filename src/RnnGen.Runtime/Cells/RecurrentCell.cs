using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Linq;
using System.Numerics;

namespace RnnGen.Kernels;

/// <summary>What every generated cell can do. Its equations, forward and backward, are in the generated half of the class.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
/// <param name="seed">Seed of the initialisers.</param>
public abstract partial class RecurrentCell<T>(int seed) : Module<T>(seed)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static readonly string[] OneInput = ["input"], OneOutput = ["output"];

    private CellPass<T>? training;
    private CellPass<T>? stepping;
    private int[]? sizeOfInput;
    private int[]? sizeOfOutput;

    /// <summary>Features per step that the cell reads, I: those of its first input.</summary>
    public abstract int InputSize { get; }

    /// <summary>Features per step that the cell gives, H.</summary>
    public abstract int OutputSize { get; }

    /// <summary>Names of the vectors and scalars that the cell reads at every step.</summary>
    public virtual IReadOnlyList<string> InputNames => OneInput;

    /// <summary>Their features per step.</summary>
    public virtual IReadOnlyList<int> InputSizes => sizeOfInput ??= [InputSize];

    /// <summary>Names of the outputs, the main one first.</summary>
    public virtual IReadOnlyList<string> OutputNames => OneOutput;

    /// <summary>Their features per step.</summary>
    public virtual IReadOnlyList<int> OutputSizes => sizeOfOutput ??= [OutputSize];

    /// <summary>Names of the carried states.</summary>
    public abstract IReadOnlyList<string> StateNames { get; }

    /// <summary>Elements of the carried states: H of a vector, m * n of a matrix.</summary>
    public abstract IReadOnlyList<int> StateSizes { get; }

    /// <summary>
    /// Names of the values of a step, its gates for example, that a pass has in memory after a forward run: see
    /// <see cref="CellPass{T}.StepValues"/>. A value that costs little is computed again where it is needed and is not among them.
    /// </summary>
    public virtual IReadOnlyList<string> StepValueNames => [];

    private protected override IReadOnlyList<ParameterDescription> StandaloneDescriptions => Described("", 0, isStacked: false);

    /// <summary>
    /// Whether Forward draws the random masks of Dropout, VariationalDropout and Zoneout. Default true; with false it computes what Scan and
    /// Step compute, and can still go back.
    /// </summary>
    public bool IsTraining { get; set; } = true;

    /// <summary>
    /// When set, every training pass draws the random masks of this number, so that its loss is a function of its inputs and parameters: for
    /// gradient checks. By default (null) each pass draws new ones, which follow from the cell's seed and the number of passes so far.
    /// </summary>
    public int? FixedMasks { get; set; }

    /// <summary>
    /// Runs a batch for training, with random masks where the equations have them, and keeps what backpropagation
    /// through time needs. The pass returned is the cell's own and is reused by the next call; take <see cref="CreatePass()"/> where two must
    /// live side by side. A cell of several inputs has a method of this name that takes them all.
    /// </summary>
    /// <param name="input">(B,T,I).</param>
    /// <param name="initial">States before the first step; zeros when null.</param>
    /// <exception cref="ShapeMismatchException">The input has other features than I, or a state another shape.</exception>
    /// <exception cref="InvalidOperationException">The cell reads other inputs than one sequence of vectors.</exception>
    public CellPass<T> Forward([Shape("B", "T", "I")] Sequence input, [Shape("B", "H")] RecurrentState? initial = null) => Forward(OnlyInput(input), initial, null);

    /// <summary>A pass with memory of its own.</summary>
    public CellPass<T> CreatePass() => new(this, Checkpointing.Never);

    /// <summary>A pass with memory of its own that keeps the states at every k-th step only; see <see cref="Checkpointing"/>.</summary>
    /// <param name="checkpointEvery">k, <see cref="Checkpointing.SquareRoot"/> or <see cref="Checkpointing.Never"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="checkpointEvery"/> is none of these.</exception>
    /// <exception cref="InvalidOperationException">The step attends over a memory: then every step is kept.</exception>
    public CellPass<T> CreatePass(int checkpointEvery) => new(this, Checkpointing.Check(checkpointEvery, nameof(checkpointEvery)));

    /// <summary>Runs a batch for its outputs only, (B,T,H); padding is 0.</summary>
    /// <param name="input">(B,T,I).</param>
    /// <param name="initial">States before the first step; zeros when null.</param>
    /// <exception cref="ShapeMismatchException">The input has other features than I, or a state another shape.</exception>
    /// <exception cref="InvalidOperationException">The cell reads other inputs than one sequence of vectors.</exception>
    [return: Shape("B", "T", "O")]
    public Sequence Scan([Shape("B", "T", "I")] Sequence input, [Shape("B", "H")] RecurrentState? initial = null) => Scan(OnlyInput(input), initial);

    internal DropoutKey NextMasks() => IsTraining ? new(IsTraining: true, Seed, FixedMasks ?? TrainingPasses++, 0) : default;

    /// <summary>One step of one or more sequences: the states after reading x, with the cell's output in <see cref="RecurrentState.Output"/>.</summary>
    /// <param name="state">States before the step, each (B,H).</param>
    /// <param name="input">One vector for each sequence, row-major (B,I).</param>
    /// <exception cref="ShapeMismatchException">The input has not B * I elements.</exception>
    /// <exception cref="InvalidOperationException">The cell reads other inputs than one sequence of vectors.</exception>
    [return: Shape("B", "H")]
    public RecurrentState Step([Shape("B", "H")] RecurrentState state, float[] input)
    {
        ArgumentNullException.ThrowIfNull(input);
        ThrowIfSeveralInputs();
        return Step(state, new CellArguments(OneStep(state, input, 0)));
    }

    /// <summary>A stream of single steps at states of zeros: it carries the states itself and allocates nothing per step.</summary>
    /// <param name="weights">How it holds the weights. Parameters that change later are seen at the next step.</param>
    /// <exception cref="InvalidOperationException">The cell reads other inputs than one sequence of vectors, or attends over a memory.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="weights"/> is no format.</exception>
    public CellStream<T> CreateStream(WeightFormat weights = WeightFormat.Full)
    {
        ThrowIfSeveralInputs();
        if (MemorySize > 0)
        {
            throw new InvalidOperationException($"The step of this cell attends over '{MemoryName}': call Prepare, then Step with what it returns.");
        }

        return weights is WeightFormat.Full or WeightFormat.BFloat16
            ? new CellStream<T>(this, weights)
            : throw new ArgumentOutOfRangeException(nameof(weights), weights, $"{nameof(weights)} is {nameof(WeightFormat)}.{nameof(WeightFormat.Full)} or {nameof(WeightFormat)}.{nameof(WeightFormat.BFloat16)}.");
    }

    /// <summary>Sizes and seed.</summary>
    public override string ToString() => $"{GetType().Name}({InputSize} -> {OutputSize}, seed {Seed})";

    /// <summary>The parameters with their names in a model file: PyTorch counts stacked layers with a suffix.</summary>
    internal IReadOnlyList<ParameterDescription> Described(string prefix, int layer, bool isStacked, bool isReverse = false) =>
    [
        .. ParameterDescriptions.Select(p => p with
        {
            Name = prefix + p.Name + (isStacked ? $"_l{layer}" : "") + (isReverse ? "_reverse" : ""),
            StoredAs = p.StoredAs is null ? null : $"{prefix}{p.StoredAs}_l{layer}{(isReverse ? "_reverse" : "")}",
        }),
    ];

    /// <summary>Elements of workspace that a batch needs.</summary>
    /// <param name="rows">Real steps of the batch.</param>
    /// <param name="batch">Sequences.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected internal abstract int WorkspaceLength(int rows, int batch);

    /// <summary>Columns of a state that is a matrix; 0 for a vector.</summary>
    /// <param name="state">Which state.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected internal virtual int StateColumns(int state) => 0;

    /// <summary>A state's initial rows, then its rows at every step, in the workspace.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="rows">Real steps of the batch.</param>
    /// <param name="batch">Sequences.</param>
    /// <param name="state">Which state.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected internal abstract Panel<T> StateSequence(Span<T> workspace, int rows, int batch, int state);

    /// <summary>The gradient of a state that the backward pass carries: dL/dh_T going in, dL/dh_0 coming out.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="rows">Real steps of the batch.</param>
    /// <param name="batch">Sequences.</param>
    /// <param name="state">Which state.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected internal abstract Panel<T> StateGradient(Span<T> workspace, int rows, int batch, int state);

    /// <summary>The cell's output at every step, in the workspace.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="rows">Real steps of the batch.</param>
    /// <param name="batch">Sequences.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected internal abstract Panel<T> Output(Span<T> workspace, int rows, int batch);

    /// <summary>An output of several at every step, in the workspace.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="rows">Real steps of the batch.</param>
    /// <param name="batch">Sequences.</param>
    /// <param name="output">Which output; 0 is the main one.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected internal virtual Panel<T> OutputAt(Span<T> workspace, int rows, int batch, int output) => Output(workspace, rows, batch);

    /// <summary>A named value at every step, in the workspace as the forward pass left it.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="rows">Real steps of the batch.</param>
    /// <param name="batch">Sequences.</param>
    /// <param name="value">Position in <see cref="StepValueNames"/>.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected internal virtual Panel<T> StepValueRows(Span<T> workspace, int rows, int batch, int value) => default;

    /// <summary>A copy of a named value at every step.</summary>
    internal Sequence StepValues(string name, Span<T> workspace, Packing packing)
    {
        int index = 0;
        while (index < StepValueNames.Count && StepValueNames[index] != name)
        {
            index++;
        }

        if (index == StepValueNames.Count)
        {
            throw new ArgumentException(
                $"{GetType().Name} keeps no value '{name}' of a step; it keeps {string.Join(", ", StepValueNames.DefaultIfEmpty("none with a name"))}.", nameof(name));
        }

        Panel<T> rows = StepValueRows(workspace, packing.Rows, packing.Batch, index);
        var copy = new OwnedSequence<T>(packing, rows.Features);
        PanelBorder.Copy(rows, copy.Values);
        return copy;
    }

    /// <summary>Runs the equations over a packed batch.</summary>
    /// <param name="steps">The batch.</param>
    /// <param name="inputs">x, (rows, I), and what else the cell reads.</param>
    /// <param name="workspace">The workspace, initial states filled in.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected internal abstract void RunForward(Packing steps, CellInputs<T> inputs, Span<T> workspace);

    /// <summary>What the parameters alone decide, ahead of any number of <see cref="RunStep"/>; run again when they have changed.</summary>
    /// <param name="workspace">The workspace for one row of one sequence.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected internal virtual void RunBeforeSteps(Span<T> workspace)
    {
    }

    /// <summary>Runs the equations over one step of one sequence; generated code has a way without loops for it.</summary>
    /// <param name="step">One sequence of one step.</param>
    /// <param name="inputs">x, (1, I), and what else the cell reads.</param>
    /// <param name="workspace">The workspace for one row of one sequence, initial states filled in.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected internal virtual void RunStep(Packing step, in StepInputs<T> inputs, Span<T> workspace) =>
        RunForward(step, new CellInputs<T>(inputs.First) { StepsBehind = inputs.StepsBehind }, workspace);

    /// <summary>Goes back through all steps, adding to the gradients of the parameters.</summary>
    /// <param name="steps">The batch.</param>
    /// <param name="inputs">As in the forward pass.</param>
    /// <param name="outputGradients">dL/dy, (rows, H), of each output.</param>
    /// <param name="inputGradients">Receives dL/dx, (rows, I), of each input.</param>
    /// <param name="workspace">The workspace as the forward pass left it, state gradients filled in.</param>
    /// <param name="beforeStep">Called with t before the backward pass enters step t, for diagnostics; usually null.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected internal abstract void RunBackward(
        Packing steps, CellInputs<T> inputs, CellOutputs<T> outputGradients, CellInputs<T> inputGradients, Span<T> workspace, Action<int>? beforeStep);

    /// <summary>Refuses a batch that is longer than the steps written out for the cell.</summary>
    /// <param name="timeSteps">Steps written out.</param>
    /// <param name="steps">The batch.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected static void ThrowIfLongerThan(int timeSteps, Packing steps)
    {
        if (steps.LongestStep > timeSteps)
        {
            throw new ShapeMismatchException("input", $"at most TimeSteps={timeSteps} steps", $"{steps.LongestStep} steps");
        }
    }
}
