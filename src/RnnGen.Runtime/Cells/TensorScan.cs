using System.Collections.Generic;

namespace RnnGen;

/// <summary>What a cell or layer gives over a bare tensor.</summary>
public sealed class TensorScan
{
    internal TensorScan(Tensor outputs, IReadOnlyList<RecurrentState> states)
    {
        Outputs = outputs;
        States = states;
    }

    /// <summary>The output at every step, in the layout of the input: (B,T,H) or (T,B,H); 0 at padding.</summary>
    public Tensor Outputs { get; }

    /// <summary>The states behind the last real step: one for each layer and direction, layer by layer, forwards before backwards.</summary>
    public IReadOnlyList<RecurrentState> States { get; }

    /// <summary>The state of the last layer, each value (B,H).</summary>
    public RecurrentState Final => States[^1];

    /// <summary>The shape of the outputs.</summary>
    public override string ToString() => $"TensorScan, outputs {Outputs}";
}
