using System.ComponentModel;

namespace RnnGen.Kernels;

/// <summary>Work cut into parts that can run in any order, beside each other.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IWork
{
    /// <summary>Runs a part.</summary>
    /// <param name="part">Which, from 0 up.</param>
    void Run(int part);
}
