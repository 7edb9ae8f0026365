using System.Collections.Generic;
using RnnGen.Kernels;

namespace RnnGen.Benchmarks.Speed.Cells;

/// <summary>Every cell in every size of the grid.</summary>
internal static class CellTable
{
    /// <summary>Names for <c>--cells</c>, with the number of products of size H in a step.</summary>
    public static readonly IReadOnlyDictionary<string, int> Gates = new Dictionary<string, int>
    {
        ["lstm"] = 4,
        ["gru"] = 3,
        ["gru-reset-before"] = 3,
        ["rnn"] = 1,
        ["mgu"] = 2,
        ["lnlstm"] = 4,
    };

    /// <summary>A cell with parameters from a fixed seed.</summary>
    public static RecurrentCell<float> Create(string cell, int inputs, int hidden) => (inputs, hidden) switch
    {
        (16, 16) => Cells16x16.Create(cell),
        (32, 32) => Cells32x32.Create(cell),
        (64, 64) => Cells64x64.Create(cell),
        (64, 128) => Cells64x128.Create(cell),
        (128, 128) => Cells128x128.Create(cell),
        (128, 256) => Cells128x256.Create(cell),
        (256, 256) => Cells256x256.Create(cell),
        (256, 512) => Cells256x512.Create(cell),
        (512, 512) => Cells512x512.Create(cell),
        _ => Cells512x1024.Create(cell),
    };
}
