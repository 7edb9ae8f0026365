using System.ComponentModel;
using System.Numerics;

namespace RnnGen.Kernels;

/// <summary>Whether a pass trains, and which elements it drops.</summary>
/// <param name="IsTraining">False: nothing is dropped.</param>
/// <param name="Seed">Seed of the model.</param>
/// <param name="Step">Training pass, counted from 0.</param>
/// <param name="Call">Which recurrent call of the model.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct DropoutKey(bool IsTraining, int Seed, long Step, int Call)
{
    /// <summary>Key of the masks inside the steps of a cell.</summary>
    internal uint OfMasks
    {
        get
        {
            ulong key = Of(512);
            return (uint)(key ^ (key >> 32));
        }
    }

    /// <summary>The same pass, another recurrent call.</summary>
    /// <param name="call">Which recurrent call of the model.</param>
    public DropoutKey For(int call) => this with { Call = call };

    /// <summary>Drops elements of a panel while training and scales the others; else the values themselves.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <param name="source">(rows, F).</param>
    /// <param name="target">Receives (rows, F); may be the source.</param>
    /// <param name="probability">Probability that an element falls.</param>
    public void Drop<T>(Panel<T> source, Panel<T> target, double probability)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (IsTraining && probability > 0)
        {
            Dropout.Apply(source, target, probability, Of(0));
        }
        else
        {
            PanelBorder.Copy(source, target);
        }
    }

    /// <summary>The same pass and call, for what is dropped inside one cell of a stack.</summary>
    internal DropoutKey ForCell(int cell) => this with { Call = Call + ((cell + 1) << 16) };

    internal ulong Of(int layer) => Dropout.Key(Seed, Step, (Call * 1024) + layer);
}
