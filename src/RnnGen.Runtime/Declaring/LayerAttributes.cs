using System;

namespace RnnGen;

/// <summary>
/// Declares a sequence model: a <c>partial class</c> with layers as partial properties and one <see cref="ForwardAttribute"/> method
/// that composes them. The generator emits its forward pass, its backward pass and its streaming step.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class SequenceModelAttribute : Attribute
{
    /// <summary>Element type of parameters and buffers. Default <see cref="Precision.Single"/>.</summary>
    public Precision Precision { get; set; }
}

/// <summary>Marks the method that composes the layers of a model: a chain of <c>Lookup</c>, <c>Scan</c> and <c>Apply</c> calls.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ForwardAttribute : Attribute;

/// <summary>States the axes of a tensor by name, for example <c>[Shape("B", "T", "V")]</c>. Checked where it can be.</summary>
/// <param name="axes">Axis names or sizes, outermost first.</param>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Parameter | AttributeTargets.ReturnValue | AttributeTargets.Property | AttributeTargets.Field)]
public sealed class ShapeAttribute(params string[] axes) : Attribute
{
    /// <summary>Axis names or sizes, outermost first.</summary>
    public string[] Axes { get; } = axes;
}

/// <summary>A trainable table that maps token ids 0..count-1 to vectors: (B,T) ids to (B,T,size).</summary>
/// <param name="count">Rows of the table: the vocabulary size.</param>
/// <param name="size">Features per token.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class EmbeddingAttribute(int count, int size) : Attribute
{
    /// <summary>Rows of the table.</summary>
    public int Count { get; } = count;

    /// <summary>Features per token.</summary>
    public int Size { get; } = size;

    /// <summary>A row whose gradient is always 0 (PyTorch's <c>padding_idx</c>), or -1 for none. Default -1.</summary>
    public int PaddingIndex { get; set; } = -1;
}

/// <summary>A trainable affine map applied at every step: y = W x + b, (B,T,input) to (B,T,output).</summary>
/// <param name="input">Features in.</param>
/// <param name="output">Features out.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class LinearAttribute(int input, int output) : Attribute
{
    /// <summary>Features in.</summary>
    public int Input { get; } = input;

    /// <summary>Features out.</summary>
    public int Output { get; } = output;

    /// <summary>Whether b is present. Default true.</summary>
    public bool Bias { get; set; } = true;

    /// <summary>
    /// Name of an embedding of the model whose table (output, input) is W (Press and Wolf 2017): one parameter, whose gradient is the sum
    /// of both uses and which files hold once. It is initialised with a standard deviation of 1/√input. Default null: a matrix of its own.
    /// </summary>
    public string? TiedTo { get; set; }
}

/// <summary>What the recurrent layer attributes share. On a property of a model: a stack of layers. On a partial class: one cell.</summary>
/// <param name="input">Features per step, I.</param>
/// <param name="hidden">Hidden size, H.</param>
public abstract class RecurrentLayerAttribute(int input, int hidden) : StackAttribute
{
    /// <summary>Features per step, I.</summary>
    public int Input { get; } = input;

    /// <summary>Hidden size, H.</summary>
    public int Hidden { get; } = hidden;

    /// <summary>
    /// Hidden sizes of stacked layers that differ, first layer first, for example <c>[Lstm(E, 64, Widths = new[] { 128, 64 })]</c>; the last
    /// one is <see cref="Hidden"/>. Default: all layers have that size.
    /// </summary>
    public int[] Widths { get; set; } = [];

    /// <summary>Whether the biases are present. Default true.</summary>
    public bool Bias { get; set; } = true;

    /// <summary>Limit of every element of every new state, before anything else of the step reads it; 0 for none. Default 0.</summary>
    public double StateClip { get; set; }

    /// <summary>Limit of every element that a sigmoid or tanh of the cell reads (the clip of ONNX operators); 0 for none. Default 0.</summary>
    public double ActivationClip { get; set; }

    /// <summary>
    /// Probability that an element of the state h keeps its previous value while training; inference blends by it (Krueger et al. 2017).
    /// Default 0.
    /// </summary>
    public double ZoneoutHidden { get; set; }

    /// <summary>The same for the state c, of cells that have one. Default 0.</summary>
    public double ZoneoutCell { get; set; }

    /// <summary>
    /// Whether the states before the first step are parameters (h0 of the state h, and so on; they start at 0 and are trained), not zeros. Default
    /// false.
    /// </summary>
    public bool LearnedInitialState { get; set; }

    /// <summary>Element type when the attribute is on a cell class. Default <see cref="Precision.Single"/>.</summary>
    public Precision Precision { get; set; }
}

/// <summary>Nonlinearity of <see cref="RnnAttribute"/>.</summary>
public enum RnnNonlinearity
{
    /// <summary>h' = tanh(W x + b + U h + c).</summary>
    Tanh,

    /// <summary>h' = max(0, W x + b + U h + c).</summary>
    Relu,
}

/// <summary>The vanilla recurrent layer (Elman 1990) in PyTorch's parametrisation.</summary>
/// <param name="input">Features per step, I.</param>
/// <param name="hidden">Hidden size, H.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Property, Inherited = false)]
public sealed class RnnAttribute(int input, int hidden) : RecurrentLayerAttribute(input, hidden)
{
    /// <summary>Default <see cref="RnnNonlinearity.Tanh"/>.</summary>
    public RnnNonlinearity Nonlinearity { get; set; }
}

/// <summary>Long short-term memory (Hochreiter and Schmidhuber 1997; forget gate Gers et al. 2000) in PyTorch's parametrisation, gates i, f, g, o.</summary>
/// <param name="input">Features per step, I.</param>
/// <param name="hidden">Hidden size, H.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Property, Inherited = false)]
public sealed class LstmAttribute(int input, int hidden) : RecurrentLayerAttribute(input, hidden)
{
    /// <summary>Initial value of the forget gate's bias. Default 1 (Jozefowicz et al. 2015).</summary>
    public double ForgetBias { get; set; } = 1;

    /// <summary>Whether gates see the cell state: i and f the old one, o the new one, each by a vector (Gers et al. 2002). Default false.</summary>
    public bool Peepholes { get; set; }

    /// <summary>Whether i = 1 - f, without weights of its own (Greff et al. 2017). Default false.</summary>
    public bool CoupledGates { get; set; }

    /// <summary>Layer normalisation (Ba et al. 2016). Default <see cref="LstmNormalization.None"/>.</summary>
    public LstmNormalization LayerNorm { get; set; }

    /// <summary>When above 0: h' = W_hr (o * tanh(c')) of this many features (Sak et al. 2014), as PyTorch's <c>proj_size</c>. Default 0.</summary>
    public int Projection { get; set; }
}

/// <summary>Layer normalisation of <see cref="LstmAttribute"/>.</summary>
public enum LstmNormalization
{
    /// <summary>None.</summary>
    None,

    /// <summary>Each gate by itself, LN(W_k x + U_k h; γ_k, β_k), and the cell state in front of its tanh. The shifts take the place of biases.</summary>
    PerGate,

    /// <summary>All gates at once: LN(W x; γ_x, β_x) + LN(U h; γ_h, β_h) + b, and the cell state in front of its tanh.</summary>
    Joint,
}

/// <summary>Where the reset gate of a GRU acts.</summary>
public enum GruReset
{
    /// <summary>n = tanh(W x + b + r * (U h + c)): PyTorch, cuDNN, Keras with <c>reset_after</c>.</summary>
    AfterProduct,

    /// <summary>n = tanh(W x + U (r * h) + b): the form of Cho et al. 2014.</summary>
    BeforeProduct,
}

/// <summary>What the update gate z of a GRU means.</summary>
public enum GruBlend
{
    /// <summary>h' = z * h + (1 - z) * n: PyTorch and Cho et al. 2014.</summary>
    KeepState,

    /// <summary>h' = (1 - z) * h + z * n: Chung et al. 2014.</summary>
    TakeCandidate,
}

/// <summary>Gated recurrent unit, gates r, z, n.</summary>
/// <param name="input">Features per step, I.</param>
/// <param name="hidden">Hidden size, H.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Property, Inherited = false)]
public sealed class GruAttribute(int input, int hidden) : RecurrentLayerAttribute(input, hidden)
{
    /// <summary>Default <see cref="GruReset.AfterProduct"/>.</summary>
    public GruReset Reset { get; set; }

    /// <summary>Default <see cref="GruBlend.KeepState"/>.</summary>
    public GruBlend Blend { get; set; }
}

/// <summary>A recurrent layer of a model made of a cell you declared with <see cref="RecurrentCellAttribute"/>.</summary>
/// <param name="cell">The cell class. Its sizes are its own.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class RecurrentAttribute(Type cell) : StackAttribute
{
    /// <summary>The cell class.</summary>
    public Type Cell { get; } = cell;

    /// <summary>Names of the recurrent matrices of the cell, which <see cref="StackAttribute.WeightDrop"/> drops.</summary>
    public string[] RecurrentWeights { get; set; } = [];
}
