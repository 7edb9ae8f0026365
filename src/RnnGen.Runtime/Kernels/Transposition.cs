using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace RnnGen.Kernels;

/// <summary>Squares of 16 by 16 numbers turned over, in registers where the processor can.</summary>
internal static class Transposition
{
    /// <summary>target[column][row] = source[row][column].</summary>
    /// <param name="source">First of 16 rows.</param>
    /// <param name="sourceRow">Elements from one row of the source to the next.</param>
    /// <param name="target">First of 16 rows of 16.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Square<T>(ref T source, nint sourceRow, ref T target)
        where T : unmanaged
    {
        if (Avx.IsSupported && typeof(T) == typeof(float))
        {
            for (nint row = 0; row < 16; row += 8)
            {
                for (nint column = 0; column < 16; column += 8)
                {
                    Eight(
                        ref Unsafe.As<T, float>(ref Unsafe.Add(ref source, (row * sourceRow) + column)), sourceRow,
                        ref Unsafe.As<T, float>(ref Unsafe.Add(ref target, (column * 16) + row)));
                }
            }

            return;
        }

        Plain(ref source, sourceRow, ref target);
    }

    /// <summary>The same one number after the other.</summary>
    internal static void Plain<T>(ref T source, nint sourceRow, ref T target)
        where T : unmanaged
    {
        for (nint column = 0; column < 16; column++)
        {
            for (nint row = 0; row < 16; row++)
            {
                Unsafe.Add(ref target, (column * 16) + row) = Unsafe.Add(ref source, (row * sourceRow) + column);
            }
        }
    }

    // Pairs, pairs of pairs, halves: three rounds of eight shuffles.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Eight(ref float source, nint sourceRow, ref float target)
    {
        Vector256<float> r0 = Vector256.LoadUnsafe(ref source), r1 = Vector256.LoadUnsafe(ref Unsafe.Add(ref source, sourceRow));
        Vector256<float> r2 = Vector256.LoadUnsafe(ref Unsafe.Add(ref source, 2 * sourceRow)), r3 = Vector256.LoadUnsafe(ref Unsafe.Add(ref source, 3 * sourceRow));
        Vector256<float> r4 = Vector256.LoadUnsafe(ref Unsafe.Add(ref source, 4 * sourceRow)), r5 = Vector256.LoadUnsafe(ref Unsafe.Add(ref source, 5 * sourceRow));
        Vector256<float> r6 = Vector256.LoadUnsafe(ref Unsafe.Add(ref source, 6 * sourceRow)), r7 = Vector256.LoadUnsafe(ref Unsafe.Add(ref source, 7 * sourceRow));
        Vector256<float> p0 = Avx.UnpackLow(r0, r1), p1 = Avx.UnpackHigh(r0, r1), p2 = Avx.UnpackLow(r2, r3), p3 = Avx.UnpackHigh(r2, r3);
        Vector256<float> p4 = Avx.UnpackLow(r4, r5), p5 = Avx.UnpackHigh(r4, r5), p6 = Avx.UnpackLow(r6, r7), p7 = Avx.UnpackHigh(r6, r7);
        Vector256<float> q0 = Avx.Shuffle(p0, p2, 0x44), q1 = Avx.Shuffle(p0, p2, 0xEE), q2 = Avx.Shuffle(p1, p3, 0x44), q3 = Avx.Shuffle(p1, p3, 0xEE);
        Vector256<float> q4 = Avx.Shuffle(p4, p6, 0x44), q5 = Avx.Shuffle(p4, p6, 0xEE), q6 = Avx.Shuffle(p5, p7, 0x44), q7 = Avx.Shuffle(p5, p7, 0xEE);
        Avx.Permute2x128(q0, q4, 0x20).StoreUnsafe(ref target);
        Avx.Permute2x128(q1, q5, 0x20).StoreUnsafe(ref Unsafe.Add(ref target, 16));
        Avx.Permute2x128(q2, q6, 0x20).StoreUnsafe(ref Unsafe.Add(ref target, 32));
        Avx.Permute2x128(q3, q7, 0x20).StoreUnsafe(ref Unsafe.Add(ref target, 48));
        Avx.Permute2x128(q0, q4, 0x31).StoreUnsafe(ref Unsafe.Add(ref target, 64));
        Avx.Permute2x128(q1, q5, 0x31).StoreUnsafe(ref Unsafe.Add(ref target, 80));
        Avx.Permute2x128(q2, q6, 0x31).StoreUnsafe(ref Unsafe.Add(ref target, 96));
        Avx.Permute2x128(q3, q7, 0x31).StoreUnsafe(ref Unsafe.Add(ref target, 112));
    }
}
