using System;
using System.ComponentModel;
using System.Numerics;

namespace RnnGen.Kernels;

/// <summary>y = W x + b over packed rows.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IAffineLayer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The layer as the owner of its parameters.</summary>
    Module<T> AsModule { get; }

    /// <summary>Features out.</summary>
    int OutputSize { get; }

    /// <summary>Elements of workspace the backward pass needs.</summary>
    int WorkspaceLength { get; }

    /// <summary>output = W input + b, for all rows.</summary>
    /// <param name="operand">(rows, input).</param>
    /// <param name="result">(rows, output).</param>
    void Forward(Panel<T> operand, Panel<T> result);

    /// <summary>Gradients of the parameters and of the input.</summary>
    /// <param name="operand">(rows, input), as in the forward pass.</param>
    /// <param name="resultGradient">(rows, output).</param>
    /// <param name="operandGradient">Receives (rows, input).</param>
    /// <param name="workspace">Memory of <see cref="WorkspaceLength"/>.</param>
    /// <param name="add">Whether to add to the gradient of the input.</param>
    void Backward(Panel<T> operand, Panel<T> resultGradient, Panel<T> operandGradient, Span<T> workspace, bool add);
}

/// <summary>y = t * h + (1 - t) * x with t = sigmoid(W x + b), over packed rows (Srivastava et al. 2015).</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IHighwayLayer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The layer as the owner of its parameters.</summary>
    Module<T> AsModule { get; }

    /// <summary>Elements of workspace the backward pass needs.</summary>
    int WorkspaceLength { get; }

    /// <summary>y and the gate t.</summary>
    /// <param name="x">What the layer reads, (rows, H).</param>
    /// <param name="h">What the layer gives, (rows, H).</param>
    /// <param name="gate">Receives t, (rows, H).</param>
    /// <param name="y">Receives y, (rows, H).</param>
    void Forward(Panel<T> x, Panel<T> h, Panel<T> gate, Panel<T> y);

    /// <summary>dL/dh, and what x receives through the gate and past the layer.</summary>
    /// <param name="x">As in the forward pass.</param>
    /// <param name="h">As in the forward pass.</param>
    /// <param name="gate">As in the forward pass; left as the gradient of its sum.</param>
    /// <param name="dy">dL/dy, (rows, H).</param>
    /// <param name="dh">Receives dL/dh, (rows, H).</param>
    void BackwardToLayer(Panel<T> x, Panel<T> h, Panel<T> gate, Panel<T> dy, Panel<T> dh);

    /// <summary>Adds what x receives through the gate and past the layer; after <see cref="BackwardToLayer"/>.</summary>
    /// <param name="x">As in the forward pass.</param>
    /// <param name="gate">As <see cref="BackwardToLayer"/> left it.</param>
    /// <param name="dy">dL/dy, (rows, H).</param>
    /// <param name="dh">dL/dh, (rows, H).</param>
    /// <param name="dx">Receives more of dL/dx, (rows, H).</param>
    /// <param name="workspace">Memory of <see cref="WorkspaceLength"/>.</param>
    void BackwardToInput(Panel<T> x, Panel<T> gate, Panel<T> dy, Panel<T> dh, Panel<T> dx, Span<T> workspace);
}
