using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace RnnGen.Kernels;

/// <summary>
/// What a product keeps in registers and in caches. The instruction set decides, by what the processor can do: <c>Vector512.IsHardwareAccelerated</c>
/// is false on several processors that run AVX-512 at full rate. No shape changes a result: every element is one chain of products in one order.
/// </summary>
/// <param name="Groups">Groups of 16 columns side by side in a tall tile.</param>
/// <param name="Depth">Rows of B that are used again while they are in the first cache.</param>
internal readonly record struct TileShape(int Groups, int Depth)
{
    /// <summary>Rows of A that go over B together, at most.</summary>
    public const int Rows = 192;

    /// <summary>Elements of A that go over B together, at most: half of a second cache.</summary>
    public const int Operand = 64 * 1024;

    /// <summary>Bytes of B from which on each step brings it into the second cache again: more than a core's share of the third.</summary>
    public const long Beyond = 8 * 1024 * 1024;

    /// <summary>32 registers of 16 numbers: tiles of 6 x 64.</summary>
    public static readonly TileShape Wide = new(4, 512);

    /// <summary>16 registers of 8 numbers (AVX2), or 32 of 4 (AdvSimd): tiles of 6 x 16.</summary>
    public static readonly TileShape Narrow = new(1, 256);

    /// <summary>Set by tests to run one shape wherever they are; default: none.</summary>
    internal static TileShape Forced { get; set; }

    /// <summary>The shape for elements of a type on this processor.</summary>
    public static TileShape Of<T>() => Forced.Groups > 0 ? Forced : !Avx512F.IsSupported ? Narrow : Unsafe.SizeOf<T>() == 4 ? Wide : Wide with { Groups = 2 };

    /// <summary>Groups side by side for tiles of so many rows: low tiles are wide, because at least eight sums must be under way at once.</summary>
    public int GroupsFor(int rows) => rows switch
    {
        1 => 4,
        <= 3 => System.Math.Max(Groups, 2),
        _ => Groups,
    };
}
