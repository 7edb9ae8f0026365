using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Numerics;

namespace RnnGen.Kernels;

/// <summary>The map behind a <see cref="Linear"/>.</summary>
/// <typeparam name="T">Element type.</typeparam>
/// <typeparam name="TLanes">Its lanes.</typeparam>
/// <param name="input">Features in.</param>
/// <param name="output">Features out.</param>
/// <param name="bias">Whether b is present.</param>
/// <param name="table">The embedding whose table is W; null for a matrix of its own.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class LinearLayer<T, TLanes>(int input, int output, bool bias, EmbeddingLayer<T>? table = null) : Module<T>(0), ILinearLayer, IAffineLayer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TLanes : struct, ILanes<TLanes, T>
{
    private readonly int biasStart = table is null ? ElementLayout.GroupLength(output, input, 1) : 0;

    /// <inheritdoc/>
    public int InputSize => input;

    /// <inheritdoc/>
    public int OutputSize => output;

    /// <inheritdoc/>
    public override IReadOnlyList<ParameterDescription> ParameterDescriptions { get; } = Describe(input, output, bias, table is not null);

    /// <inheritdoc/>
    public override int ParameterLength => biasStart + (bias ? Panel<T>.Length(output, 1, 1) : 0);

    /// <inheritdoc/>
    public Sequence Apply(Sequence input)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (input.Features != InputSize)
        {
            throw new ShapeMismatchException(nameof(input), $"(B, T, {InputSize})", $"(B={input.Batch}, T={input.Steps}, {input.Features})");
        }

        var operand = new OwnedSequence<T>(input.Packing, InputSize);
        input.PackInto(operand.Values);
        var result = new OwnedSequence<T>(input.Packing, OutputSize);
        Forward(operand.Values, result.Values);
        return result;
    }

    /// <summary>output = W input + b, for all rows.</summary>
    /// <param name="operand">(rows, input).</param>
    /// <param name="result">(rows, output).</param>
    public void Forward(Panel<T> operand, Panel<T> result) =>
        Products<T, TLanes>.Set(result, BiasOf(ParameterValues), WeightOf((table ?? (Module<T>)this).ParameterValues), operand);

    /// <summary>Gradients of the parameters and of the input.</summary>
    /// <param name="operand">(rows, input), as in the forward pass.</param>
    /// <param name="resultGradient">(rows, output).</param>
    /// <param name="operandGradient">Receives (rows, input).</param>
    /// <param name="workspace">Memory of <see cref="WorkspaceLength"/>.</param>
    /// <param name="add">Whether to add to the gradient of the input.</param>
    public void Backward(Panel<T> operand, Panel<T> resultGradient, Panel<T> operandGradient, Span<T> workspace, bool add = false)
    {
        Weights<T> transposed = WeightOf((table ?? (Module<T>)this).ParameterValues).Transpose(ref workspace);
        if (add)
        {
            Products<T, TLanes>.Add(operandGradient, transposed, resultGradient);
        }
        else
        {
            Products<T, TLanes>.Set(operandGradient, default, transposed, resultGradient);
        }

        Products<T, TLanes>.AddOuter(WeightOf((table ?? (Module<T>)this).ParameterGradients), resultGradient, operand);
        if (bias)
        {
            Products<T, TLanes>.AddColumnSums(BiasOf(ParameterGradients), resultGradient);
        }
    }

    Module<T> IAffineLayer<T>.AsModule => this;

    /// <summary>Elements of workspace the backward pass needs.</summary>
    public int WorkspaceLength => Weights<T>.TransposedLength(output, input, 1);

    private Weights<T> WeightOf(Span<T> parameters) => new(parameters, output, input, 1);

    private Panel<T> BiasOf(Span<T> parameters) => bias ? new(parameters[biasStart..], output, 1, 1) : default;

    private static ParameterDescription[] Describe(int input, int output, bool bias, bool tied)
    {
        var weight = new ParameterDescription("weight", ElementLayout.Gate(output, input, 0, 1, 0), IsVector: false);
        int start = tied ? 0 : ElementLayout.GroupLength(output, input, 1);
        ParameterDescription[] biases = bias ? [new("bias", ElementLayout.Vector(output, start), IsVector: true, Init.Constant)] : [];
        return tied ? biases : [weight, .. biases];
    }
}
