using System;

namespace RnnGen;

/// <summary>
/// How the cells of a recurrent layer are stacked. The property's type says in which directions sequences are read: <see cref="Recurrent"/>
/// forwards, <see cref="Bidirectional"/> in both, which needs whole sequences. None of these options has a meaning on a cell class.
/// </summary>
public abstract class StackAttribute : Attribute
{
    /// <summary>Number of stacked layers; layer k reads the outputs of layer k-1. Default 1.</summary>
    public int Layers { get; set; } = 1;

    /// <summary>Probability that an element between two layers is dropped while training. Default 0.</summary>
    public double Dropout { get; set; }

    /// <summary>Probability that an element of the input is dropped while training. Default 0.</summary>
    public double InputDropout { get; set; }

    /// <summary>
    /// Whether <see cref="Dropout"/> and <see cref="InputDropout"/> drop the same elements at all steps of a sequence (Gal and Ghahramani
    /// 2016) instead of others at every step. Default false.
    /// </summary>
    public bool VariationalDropout { get; set; }

    /// <summary>
    /// Probability that an element of a recurrent matrix is dropped, the same ones for a whole training pass (DropConnect, Merity et al.
    /// 2018). Default 0.
    /// </summary>
    public double WeightDrop { get; set; }

    /// <summary>Whether layers above the first add what they read to what they give, where both have one size. Default false.</summary>
    public bool Residual { get; set; }

    /// <summary>
    /// Whether layers above the first mix what they give and what they read through a trained gate, where both have one size:
    /// y = t * h + (1 - t) * x with t = sigmoid(W x + b) (Srivastava et al. 2015; between recurrent layers Zhang et al. 2016). Default false.
    /// </summary>
    public bool Highway { get; set; }

    /// <summary>
    /// When not 0: a pass keeps the states of every cell at each k-th step only, and the way back computes the steps between once more. Results
    /// and gradients stay the same bit for bit; of a layer with k steps between, memory shrinks to the outputs, the kept states and
    /// k steps. <see cref="Checkpointing.SquareRoot"/> chooses k from the length. Default <see cref="Checkpointing.Never"/>.
    /// </summary>
    public int Checkpoint { get; set; }

    /// <summary>Features of a trained map y = W h behind the last layer, or 0 for none. Default 0.</summary>
    public int OutputProjection { get; set; }
}
