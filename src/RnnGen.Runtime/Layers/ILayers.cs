using System.Collections.Generic;
using System.ComponentModel;

namespace RnnGen.Kernels;

/// <summary>What <see cref="Embedding"/> shows of a layer.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IEmbeddingLayer
{
    /// <summary>Rows of the table.</summary>
    int Count { get; }

    /// <summary>Features per token.</summary>
    int Size { get; }

    /// <summary>The vectors of tokens, (B,T,E).</summary>
    /// <param name="tokens">(B,T).</param>
    Sequence Lookup(Tokens tokens);
}

/// <summary>What <see cref="Linear"/> shows of a layer.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface ILinearLayer
{
    /// <summary>Features in.</summary>
    int InputSize { get; }

    /// <summary>Features out.</summary>
    int OutputSize { get; }

    /// <summary>W x + b at every step.</summary>
    /// <param name="input">(B,T,input).</param>
    Sequence Apply(Sequence input);
}

/// <summary>What <see cref="Recurrent"/> shows of a layer.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IRecurrentLayer
{
    /// <summary>Features in.</summary>
    int InputSize { get; }

    /// <summary>Features out.</summary>
    int OutputSize { get; }

    /// <summary>Dropout between layers.</summary>
    double Dropout { get; }

    /// <summary>The cells, first layer first.</summary>
    IReadOnlyList<Trainable> Cells { get; }

    /// <summary>Runs the layers without dropout.</summary>
    /// <param name="input">(B,T,I).</param>
    /// <param name="initial">States before the first step, each (B,H), layer by layer; those left out at the end are zeros.</param>
    /// <param name="beside">What the cell reads beside its input: further inputs, (B,T,n) each, then the memory (B,S,K) it attends over.</param>
    ScannedSequence Scan(Sequence input, Vectors[] initial, params Sequence[] beside);
}
