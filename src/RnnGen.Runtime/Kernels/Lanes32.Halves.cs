using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RnnGen.Kernels;

/// <content>
/// The exponential functions on eight numbers, operation by operation those on sixteen. Where sixteen numbers are two registers, every operation on
/// them is several to the JIT's inliner, and what it leaves as calls when it has had enough takes a hundred times as long.
/// </content>
public readonly partial struct Lanes32
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> ExpHalf(Vector256<float> x)
    {
        Vector256<float> clamped = Vector256.MaxNative(Vector256.Create(-104f), Vector256.MinNative(Vector256.Create(89f), x));
        Reduce(clamped, 1f, out Vector256<float> tail, out Vector256<float> shifted);
        Vector256<int> n = shifted.AsInt32() - Vector256.Create(0x4B400000);
        Vector256<int> half = Vector256.ShiftRightArithmetic(n, 1);
        Vector256<float> first = Vector256.ShiftLeft(half + Vector256.Create(127), 23).AsSingle();
        Vector256<float> second = Vector256.ShiftLeft(n - half + Vector256.Create(127), 23).AsSingle();
        return (Vector256.Create(1f) + tail) * first * second;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> SigmoidHalf(Vector256<float> x)
    {
        Vector256<float> clamped = Vector256.MaxNative(Vector256.Create(-87f), Vector256.MinNative(Vector256.Create(87f), x));
        Reduce(clamped, -1f, out Vector256<float> tail, out Vector256<float> shifted);
        Vector256<float> scale = (Vector256.ShiftLeft(shifted.AsInt32(), 23) + Vector256.Create(0x3f800000)).AsSingle();
        return Vector256.Create(1f) / (Vector256.MultiplyAddEstimate(scale, tail, scale) + Vector256.Create(1f));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> TanhHalf(Vector256<float> x)
    {
        Vector256<float> clamped = Vector256.MaxNative(Vector256.Create(-9.1f), Vector256.MinNative(Vector256.Create(9.1f), x));
        Reduce(clamped, 2f, out Vector256<float> tail, out Vector256<float> shifted);
        Vector256<float> scale = (Vector256.ShiftLeft(shifted.AsInt32(), 23) + Vector256.Create(0x3f800000)).AsSingle();
        Vector256<float> m = Vector256.MultiplyAddEstimate(scale, tail, scale - Vector256.Create(1f));
        return m / (m + Vector256.Create(2f));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Reduce(Vector256<float> x, float k, out Vector256<float> tail, out Vector256<float> shifted)
    {
        const float Log2E = 1.44269502f, Ln2High = 0.693359375f, Ln2Low = -2.12194440e-4f;
        Vector256<float> magic = Vector256.Create(12582912f);
        shifted = Vector256.MultiplyAddEstimate(x, Vector256.Create(k * Log2E), magic);
        Vector256<float> n = shifted - magic;
        Vector256<float> r = Vector256.MultiplyAddEstimate(n, Vector256.Create(-Ln2High), x * Vector256.Create(k));
        r = Vector256.MultiplyAddEstimate(n, Vector256.Create(-Ln2Low), r);
        Vector256<float> r2 = r * r;
        Vector256<float> low = Vector256.MultiplyAddEstimate(Vector256.Create(0.499999981f), r, Vector256.Create(1.00000001f));
        Vector256<float> middle = Vector256.MultiplyAddEstimate(Vector256.Create(0.0416671362f), r, Vector256.Create(0.166665062f));
        Vector256<float> high = Vector256.MultiplyAddEstimate(Vector256.Create(0.0013888873f), r, Vector256.Create(0.00836906856f));
        tail = Vector256.MultiplyAddEstimate(Vector256.MultiplyAddEstimate(high, r2, middle), r2, low) * r;
    }
}
