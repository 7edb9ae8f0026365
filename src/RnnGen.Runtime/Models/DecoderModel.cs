using System.Collections.Generic;
using System.ComponentModel;
using System.Numerics;

namespace RnnGen.Kernels;

/// <summary>
/// A generated model whose last input are the tokens it learns to predict, one step after another, from what its other inputs give: an
/// encoder with a decoder, or a decoder on a condition. The part before the decoder runs once, the decoder token by token.
/// </summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
/// <param name="seed">Seed of the initialisers and of dropout.</param>
public abstract class DecoderModel<T>(int seed) : OfflineModel<T>(seed)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The time axis of the tokens to predict.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected internal int TargetAxis => Inputs[^1].Axis;

    /// <summary>The values that the decoder reads from the part before it, each with its time axis or -1 for vectors.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected internal abstract IReadOnlyList<int> ConditionAxes { get; }

    /// <summary>A value that the decoder reads from the part before it.</summary>
    /// <param name="run">The run.</param>
    /// <param name="condition">Position in <see cref="ConditionAxes"/>.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected internal abstract Panel<T> Condition(ModelRun<T> run, int condition);

    /// <summary>Runs what comes before the decoder.</summary>
    /// <param name="run">The run.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected internal abstract void RunSource(ModelRun<T> run);

    /// <summary>Runs the decoder.</summary>
    /// <param name="run">The run, after <see cref="RunSource"/>.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected internal abstract void RunTarget(ModelRun<T> run);

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected internal override void RunForward(ModelRun<T> run)
    {
        RunSource(run);
        RunTarget(run);
    }
}
