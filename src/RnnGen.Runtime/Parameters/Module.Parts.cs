using System;
using System.ComponentModel;

namespace RnnGen.Kernels;

/// <content>Views of parameters, and cells that are parts of another: their parameters are the owner's.</content>
public abstract partial class Module<T> : IParameterViews
{
    private (IParameterViews Views, int First, string Name)? owner;

    /// <summary>A live view of a matrix parameter, for equations run as plain C#.</summary>
    /// <param name="index">Position in <see cref="ParameterDescriptions"/>.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected Matrix MatrixAt(int index) =>
        owner is { } whole ? whole.Views.MatrixAt(whole.First + index) : new(Bound, ParameterDescriptions[index].Layout.Shift(offset));

    /// <summary>A live view of a block-diagonal matrix parameter, for equations run as plain C#.</summary>
    /// <param name="index">Position in <see cref="ParameterDescriptions"/>.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected Matrix BlockDiagonalAt(int index) => owner is { } whole
        ? whole.Views.BlockDiagonalAt(whole.First + index)
        : new(Bound, ParameterDescriptions[index].Layout.Shift(offset), ParameterDescriptions[index].Blocks);

    /// <summary>A live view of a vector parameter, for equations run as plain C#.</summary>
    /// <param name="index">Position in <see cref="ParameterDescriptions"/>.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected Vector VectorAt(int index) =>
        owner is { } whole ? whole.Views.VectorAt(whole.First + index) : new(Bound, ParameterDescriptions[index].Layout.Shift(offset));

    /// <summary>The value of a scalar parameter, for equations run as plain C#.</summary>
    /// <param name="index">Position in <see cref="ParameterDescriptions"/>.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected Scalar ScalarAt(int index) => VectorAt(index)[0];

    Matrix IParameterViews.MatrixAt(int index) => MatrixAt(index);

    Matrix IParameterViews.BlockDiagonalAt(int index) => BlockDiagonalAt(index);

    Vector IParameterViews.VectorAt(int index) => VectorAt(index);

    Scalar IParameterViews.ScalarAt(int index) => ScalarAt(index);

    /// <summary>Makes a cell a part of this one.</summary>
    /// <typeparam name="TPart">Its class.</typeparam>
    /// <param name="part">The cell, just made.</param>
    /// <param name="first">Position of its first parameter among this one's.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected TPart Part<TPart>(TPart part, int first)
        where TPart : Trainable
    {
        ArgumentNullException.ThrowIfNull(part);
        part.BecomePartOf(this, first, GetType().Name);
        return part;
    }

    internal override void BecomePartOf(IParameterViews whole, int first, string name) => owner = (whole, first, name);

    private void ThrowIfPart()
    {
        if (owner is { } whole)
        {
            throw new InvalidOperationException(
                $"This {GetType().Name} is a part of {whole.Name} and has no parameters of its own: run {whole.Name}, or create a {GetType().Name} with new.");
        }
    }
}
