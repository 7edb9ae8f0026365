using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Numerics;

namespace RnnGen.Kernels;

/// <summary>The parameters of one model or cell in one flat buffer, their gradients in a second one of the same layout.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ParameterStorage(IReadOnlyList<ParameterDescription> descriptions, int length)
{
    /// <summary>The parameters in declaration order; layouts count from the front of the buffer.</summary>
    public IReadOnlyList<ParameterDescription> Descriptions { get; } = descriptions;

    /// <summary>Elements of each buffer, padding lanes included (those are always 0).</summary>
    public int Length { get; } = length;

    /// <summary>What has happened to the gradients since the last update.</summary>
    public GradientState GradientState { get; internal set; }

    /// <summary>Moves with every change of the parameters: what was computed from them holds until then.</summary>
    internal long Version { get; private set; }

    /// <summary>Reads one element as a double.</summary>
    /// <param name="index">Place in the buffer.</param>
    public abstract double GetValue(int index);

    /// <summary>Writes one element.</summary>
    /// <param name="index">Place in the buffer.</param>
    /// <param name="value">New value.</param>
    public abstract void SetValue(int index, double value);

    /// <summary>Reads one element of the gradient.</summary>
    /// <param name="index">Place in the buffer.</param>
    public abstract double GetGradient(int index);

    /// <summary>Writes one element of the gradient.</summary>
    /// <param name="index">Place in the buffer.</param>
    /// <param name="value">New value.</param>
    public abstract void SetGradient(int index, double value);

    /// <summary>Tells whoever computed something from the parameters that they have changed.</summary>
    internal void MarkChanged() => Version++;

    /// <summary>Sets all gradients to zero.</summary>
    public abstract void ClearGradients();
}

/// <summary>A <see cref="ParameterStorage"/> with elements of type <typeparamref name="T"/>.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ParameterStorage<T>(IReadOnlyList<ParameterDescription> descriptions, int length) : ParameterStorage(descriptions, length)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly AlignedBuffer<T> values = new(length);
    private readonly AlignedBuffer<T> gradients = new(length);

    /// <summary>The parameters.</summary>
    public Span<T> Values => values.Span;

    /// <summary>Their gradients.</summary>
    public Span<T> Gradients => gradients.Span;

    /// <inheritdoc/>
    public override double GetValue(int index) => double.CreateTruncating(Values[index]);

    /// <inheritdoc/>
    public override void SetValue(int index, double value)
    {
        Values[index] = T.CreateTruncating(value);
        MarkChanged();
    }

    /// <inheritdoc/>
    public override double GetGradient(int index) => double.CreateTruncating(Gradients[index]);

    /// <inheritdoc/>
    public override void SetGradient(int index, double value) => Gradients[index] = T.CreateTruncating(value);

    /// <inheritdoc/>
    public override void ClearGradients()
    {
        Gradients.Clear();
        GradientState = GradientState.Cleared;
    }
}
