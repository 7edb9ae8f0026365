using System.ComponentModel;

namespace RnnGen.Kernels;

/// <summary>Whether a pass trains, and which elements it drops.</summary>
/// <param name="IsTraining">False: nothing is dropped.</param>
/// <param name="Seed">Seed of the model.</param>
/// <param name="Step">Training pass, counted from 0.</param>
/// <param name="Call">Which recurrent call of the model.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct DropoutKey(bool IsTraining, int Seed, long Step, int Call)
{
    /// <summary>The same pass, another recurrent call.</summary>
    /// <param name="call">Which recurrent call of the model.</param>
    public DropoutKey For(int call) => this with { Call = call };

    internal ulong Of(int layer) => Dropout.Key(Seed, Step, (Call * 1024) + layer);
}
