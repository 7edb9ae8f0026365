using System;
using System.Collections.Generic;
using System.Linq;
using RnnGen.Benchmarks.Speed.Cells;

namespace RnnGen.Benchmarks.Speed;

/// <summary>One thing to measure.</summary>
/// <param name="Op">What is done: see <see cref="Ops"/>.</param>
/// <param name="Cell">Which cell: a key of <see cref="CellTable.Gates"/>.</param>
/// <param name="I">Input features.</param>
/// <param name="H">Hidden features.</param>
/// <param name="B">Sequences.</param>
/// <param name="T">Steps.</param>
internal sealed record Case(string Op, string Cell, int I, int H, int B, int T)
{
    /// <summary>Forward, and back to all gradients.</summary>
    public const string Train = "train";

    /// <summary>A whole batch forward.</summary>
    public const string Infer = "infer";

    /// <summary>One step of one sequence.</summary>
    public const string Stream = "stream";

    /// <summary>A training step of a language model: embedding, cell, linear output, masked cross-entropy, clipping, Adam.</summary>
    public const string Lm = "lm";

    /// <summary>Vocabulary of the language model.</summary>
    public const int Vocabulary = 96;

    /// <summary>Values of <c>--ops</c>.</summary>
    public static readonly IReadOnlyList<string> Ops = [Train, Infer, Stream, Lm];

    private static readonly (int I, int H, int B, int T)[] Grid =
    [
        (16, 16, 1, 64), (32, 32, 1, 100), (64, 64, 16, 50), (64, 128, 32, 64), (128, 256, 32, 64), (256, 512, 64, 32), (512, 1024, 64, 16),
    ];

    private static readonly int[] StreamSizes = [16, 32, 64, 128, 256, 512];

    /// <summary>Multiplications and additions of the products; what is elementwise does not count.</summary>
    public double Flops
    {
        get
        {
            double forward = 2.0 * B * T * CellTable.Gates[Cell] * H * (I + H);
            return Op switch
            {
                Train => 3 * forward,
                Lm => 3 * (forward + (2.0 * B * T * H * Vocabulary)),
                _ => forward,
            };
        }
    }

    /// <summary>Bytes of all weights in single precision.</summary>
    public double WeightBytes => 4.0 * CellTable.Gates[Cell] * H * (I + H);

    /// <summary>The cases of an operation: those of the grid, or of its own sizes.</summary>
    /// <param name="op">One of <see cref="Ops"/>.</param>
    /// <param name="cells">Which cells.</param>
    /// <param name="points">Which points of the grid, as I,H,B,T; null for all. Streaming takes those with one I and H, whatever B and T.</param>
    public static IEnumerable<Case> Of(string op, IEnumerable<string> cells, IReadOnlyList<(int I, int H, int B, int T)>? points)
    {
        IEnumerable<(int I, int H, int B, int T)> sizes = op switch
        {
            Stream => StreamSizes.Select(h => (h, h, 1, 1)).Where(own => points is null || points.Any(p => p.I == own.Item1 && p.H == own.Item2)),
            Lm => [(64, 256, 32, 64)],
            _ => points ?? Grid,
        };
        return cells.Where(cell => op != Lm || cell is "lstm" or "gru" or "rnn").SelectMany(cell => sizes.Select(s => new Case(op, cell, s.I, s.H, s.B, s.T)));
    }

    /// <summary>Whether two cases have the same sizes, whoever runs them.</summary>
    public (string Op, string Cell, int I, int H, int B, int T) Key => (Op, Cell, I, H, B, T);

    /// <summary>As the columns of a line.</summary>
    public override string ToString() => FormattableString.Invariant($"{Op},{Cell},{I},{H},{B},{T}");
}
