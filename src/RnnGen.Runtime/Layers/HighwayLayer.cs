using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Numerics;

namespace RnnGen.Kernels;

/// <summary>
/// A highway connection around a recurrent layer (Srivastava et al. 2015; between recurrent layers Zhang et al. 2016): y = t * h + (1 - t) * x
/// with t = sigmoid(W x + b). The bias begins at -1, so that a new layer first lets its input pass.
/// </summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
/// <typeparam name="TLanes">Its lanes.</typeparam>
/// <param name="size">Features, H.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class HighwayLayer<T, TLanes>(int size) : Module<T>(0), IHighwayLayer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TLanes : struct, ILanes<TLanes, T>
{
    private const double InitialBias = -1;

    private readonly LinearLayer<T, TLanes> gateSum = new(size, size, bias: true);

    /// <inheritdoc/>
    public override IReadOnlyList<ParameterDescription> ParameterDescriptions =>
        [gateSum.ParameterDescriptions[0], gateSum.ParameterDescriptions[1] with { Value = InitialBias }];

    /// <inheritdoc/>
    public override int ParameterLength => gateSum.ParameterLength;

    /// <inheritdoc/>
    public Module<T> AsModule => this;

    /// <inheritdoc/>
    public int WorkspaceLength => gateSum.WorkspaceLength;

    internal override void OnBound(ParameterStorage<T> shared, int start) => gateSum.Bind(shared, start);

    /// <inheritdoc/>
    public void Forward(Panel<T> x, Panel<T> h, Panel<T> gate, Panel<T> y)
    {
        gateSum.Forward(x, gate);
        Elementwise<T, TLanes>.Sigmoid(gate, gate);
        Elementwise<T, TLanes>.Subtract(h, x, y);
        Elementwise<T, TLanes>.Multiply(y, gate, y);
        Elementwise<T, TLanes>.Add(y, x, y);
    }

    /// <inheritdoc/>
    public void BackwardToLayer(Panel<T> x, Panel<T> h, Panel<T> gate, Panel<T> dy, Panel<T> dh)
    {
        // dt = dy * (h - x) goes by way of dh, which then takes its own value.
        Elementwise<T, TLanes>.Subtract(h, x, dh);
        Elementwise<T, TLanes>.Multiply(dh, dy, dh);
        Elementwise<T, TLanes>.SigmoidBack(gate, dh, dh, add: false);
        Swap(gate, dh);
        Elementwise<T, TLanes>.Multiply(dh, dy, dh);
    }

    /// <inheritdoc/>
    public void BackwardToInput(Panel<T> x, Panel<T> gate, Panel<T> dy, Panel<T> dh, Panel<T> dx, Span<T> workspace)
    {
        Elementwise<T, TLanes>.Add(dx, dy, dx);
        Elementwise<T, TLanes>.Subtract(dx, dh, dx);
        gateSum.Backward(x, gate, dx, workspace, add: true);
    }

    private static void Swap(Panel<T> a, Panel<T> b)
    {
        for (int block = 0; block < a.BlockCount; block++)
        {
            Span<T> first = a.BlockSpan(block), second = b.BlockSpan(block);
            for (int i = 0; i < first.Length; i++)
            {
                (first[i], second[i]) = (second[i], first[i]);
            }
        }
    }
}
