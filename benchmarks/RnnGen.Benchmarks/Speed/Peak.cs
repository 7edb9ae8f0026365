using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using RnnGen.Kernels;

namespace RnnGen.Benchmarks.Speed;

/// <summary>
/// What the processor can do at this moment: multiplications and additions in registers, and bytes read. A shared machine runs at half its speed
/// for seconds at a time; a sample counts only if the rate beside it was good.
/// </summary>
internal static class Peak
{
    private const int Rounds = 20_000, Chains = 12;

    private static readonly List<double> Rates = [];

    /// <summary>The rate of the best bursts so far, GFLOP/s of one thread: one in twenty was better, lest a slip of the clock should count.</summary>
    public static double Best => Rates.Count == 0 ? 0 : Rates.Order().ElementAt(Rates.Count * 19 / 20);

    /// <summary>Rate of one burst of some tens of microseconds, GFLOP/s of one thread.</summary>
    /// <param name="alone">Whether to count processor time.</param>
    public static double Measure(bool alone)
    {
        var clock = Clock.Start(alone);
        int lanes = Burst();
        double rate = 2.0 * Rounds * Chains * lanes / clock.Microseconds / 1000;
        Rates.Add(rate);
        return rate;
    }

    /// <summary>Gigabytes per second that one thread reads again and again from a block of memory: of many passes one in twenty was better.</summary>
    public static double Bandwidth(int bytes)
    {
        // Lines of its own, and written to: pages that nobody has written to are all the same one.
        Span<float> block = new AlignedBuffer<float>(Math.Max(bytes / sizeof(float), 64)).Span;
        block.Fill(1f);
        var rates = new double[60];
        for (int run = 0; run < rates.Length; run++)
        {
            long start = Stopwatch.GetTimestamp();
            int passes = Math.Max(1_000_000 / bytes, 1);
            for (int pass = 0; pass < passes; pass++)
            {
                Read(block);
            }

            rates[run] = (double)block.Length * sizeof(float) * passes / Stopwatch.GetElapsedTime(start).TotalNanoseconds;
        }

        Array.Sort(rates);
        return rates[rates.Length * 19 / 20];
    }

    private static int Burst()
    {
        if (Avx512F.IsSupported)
        {
            Burst512();
            return 16;
        }

        if (Fma.IsSupported)
        {
            Burst256();
            return 8;
        }

        Burst128();
        return 4;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Burst512()
    {
        Vector512<float> x = Vector512.Create(0.999f), y = Vector512.Create(1e-6f);
        Vector512<float> a = y, b = y, c = y, d = y, e = y, f = y, g = y, h = y, i = y, j = y, k = y, l = y;
        for (int n = 0; n < Rounds; n++)
        {
            a = Avx512F.FusedMultiplyAdd(a, x, y);
            b = Avx512F.FusedMultiplyAdd(b, x, y);
            c = Avx512F.FusedMultiplyAdd(c, x, y);
            d = Avx512F.FusedMultiplyAdd(d, x, y);
            e = Avx512F.FusedMultiplyAdd(e, x, y);
            f = Avx512F.FusedMultiplyAdd(f, x, y);
            g = Avx512F.FusedMultiplyAdd(g, x, y);
            h = Avx512F.FusedMultiplyAdd(h, x, y);
            i = Avx512F.FusedMultiplyAdd(i, x, y);
            j = Avx512F.FusedMultiplyAdd(j, x, y);
            k = Avx512F.FusedMultiplyAdd(k, x, y);
            l = Avx512F.FusedMultiplyAdd(l, x, y);
        }

        Keep(Vector512.Sum(a + b + c + d + e + f + g + h + i + j + k + l));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Burst256()
    {
        Vector256<float> x = Vector256.Create(0.999f), y = Vector256.Create(1e-6f);
        Vector256<float> a = y, b = y, c = y, d = y, e = y, f = y, g = y, h = y, i = y, j = y, k = y, l = y;
        for (int n = 0; n < Rounds; n++)
        {
            a = Fma.MultiplyAdd(a, x, y);
            b = Fma.MultiplyAdd(b, x, y);
            c = Fma.MultiplyAdd(c, x, y);
            d = Fma.MultiplyAdd(d, x, y);
            e = Fma.MultiplyAdd(e, x, y);
            f = Fma.MultiplyAdd(f, x, y);
            g = Fma.MultiplyAdd(g, x, y);
            h = Fma.MultiplyAdd(h, x, y);
            i = Fma.MultiplyAdd(i, x, y);
            j = Fma.MultiplyAdd(j, x, y);
            k = Fma.MultiplyAdd(k, x, y);
            l = Fma.MultiplyAdd(l, x, y);
        }

        Keep(Vector256.Sum(a + b + c + d + e + f + g + h + i + j + k + l));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Burst128()
    {
        Vector128<float> x = Vector128.Create(0.999f), y = Vector128.Create(1e-6f);
        Vector128<float> a = y, b = y, c = y, d = y, e = y, f = y, g = y, h = y, i = y, j = y, k = y, l = y;
        for (int n = 0; n < Rounds; n++)
        {
            a = Next(a);
            b = Next(b);
            c = Next(c);
            d = Next(d);
            e = Next(e);
            f = Next(f);
            g = Next(g);
            h = Next(h);
            i = Next(i);
            j = Next(j);
            k = Next(k);
            l = Next(l);
        }

        Keep(Vector128.Sum(a + b + c + d + e + f + g + h + i + j + k + l));

        Vector128<float> Next(Vector128<float> v) => AdvSimd.IsSupported ? AdvSimd.FusedMultiplyAdd(y, v, x) : (v * x) + y;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Read(ReadOnlySpan<float> block)
    {
        ref float origin = ref MemoryMarshal.GetReference(block);
        Vector256<float> a = default, b = default, c = default, d = default, e = default, f = default, g = default, h = default;
        for (nuint i = 0; i + 64 <= (nuint)block.Length; i += 64)
        {
            a += Vector256.LoadUnsafe(ref origin, i);
            b += Vector256.LoadUnsafe(ref origin, i + 8);
            c += Vector256.LoadUnsafe(ref origin, i + 16);
            d += Vector256.LoadUnsafe(ref origin, i + 24);
            e += Vector256.LoadUnsafe(ref origin, i + 32);
            f += Vector256.LoadUnsafe(ref origin, i + 40);
            g += Vector256.LoadUnsafe(ref origin, i + 48);
            h += Vector256.LoadUnsafe(ref origin, i + 56);
        }

        Keep(Vector256.Sum(a + b + c + d + e + f + g + h));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Keep(float value) => GC.KeepAlive(value);
}
