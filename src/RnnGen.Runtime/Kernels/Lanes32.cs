using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace RnnGen.Kernels;

/// <summary>
/// Sixteen 32-bit numbers. Elementary functions are within 4 units in the last place over the range where the result is a normal number
/// (sigmoid and tanh saturate monotonically; NaN stays NaN).
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly partial struct Lanes32(Vector512<float> value) : ILanes<Lanes32, float>
{
    private readonly Vector512<float> value = value;

    /// <inheritdoc/>
    public static Lanes32 Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector512<float>.Zero);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes32 Create(float value) => new(Vector512.Create(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes32 Load(ref float origin, nint offset) => new(Vector512.LoadUnsafe(ref Unsafe.Add(ref origin, offset)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes32 Load(ref BFloat16 origin, nint offset)
    {
        Vector256<uint> pairs = Vector256.LoadUnsafe(ref Unsafe.As<BFloat16, uint>(ref Unsafe.Add(ref origin, offset)));
        return new(Vector512.Create(Vector256.ShiftLeft(pairs, 16), pairs & Vector256.Create(0xFFFF0000u)).AsSingle());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes32 Broadcast(ref float origin, nint offset) => new(Vector512.Create(Unsafe.Add(ref origin, offset)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref float origin, nint offset) => value.StoreUnsafe(ref Unsafe.Add(ref origin, offset));

    /// <summary>Writes the first <paramref name="live"/> lanes and zeros behind them: the last block of a feature count that 16 does not divide.</summary>
    /// <param name="origin">First element of some memory.</param>
    /// <param name="offset">Where to write, counted from <paramref name="origin"/>.</param>
    /// <param name="live">Lanes that hold features; 16 or more for all.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void StoreFirst(ref float origin, nint offset, int live)
    {
        Vector512<float> mask = Vector512.LessThan(Vector512<float>.Indices, Vector512.Create((float)live));
        (value & mask).StoreUnsafe(ref Unsafe.Add(ref origin, offset));
    }

    /// <summary>Writes the first lane and zeros behind it: a scalar's block.</summary>
    /// <param name="origin">First element of some memory.</param>
    /// <param name="offset">Where to write, counted from <paramref name="origin"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void StoreScalar(ref float origin, nint offset) => Vector512.CreateScalar(value.ToScalar()).StoreUnsafe(ref Unsafe.Add(ref origin, offset));

    /// <summary>The first <paramref name="live"/> lanes, and 0 behind them.</summary>
    /// <param name="live">Lanes that hold features; 16 or more for all.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lanes32 KeepFirst(int live) => new(value & Vector512.LessThan(Vector512<float>.Indices, Vector512.Create((float)live)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes32 MultiplyAdd(Lanes32 a, Lanes32 b, Lanes32 c) => new(Vector512.MultiplyAddEstimate(a.value, b.value, c.value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes32 operator +(Lanes32 a, Lanes32 b) => new(a.value + b.value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes32 operator -(Lanes32 a, Lanes32 b) => new(a.value - b.value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes32 operator *(Lanes32 a, Lanes32 b) => new(a.value * b.value);

    /// <summary>Lane-wise quotient.</summary>
    /// <param name="a">Dividend.</param>
    /// <param name="b">Divisor.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes32 operator /(Lanes32 a, Lanes32 b) => new(a.value / b.value);

    /// <summary>Lane-wise negation.</summary>
    /// <param name="a">Operand.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes32 operator -(Lanes32 a) => new(-a.value);

    /// <summary>A number in every lane, so that equations may mix lanes and constants.</summary>
    /// <param name="value">The number.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator Lanes32(float value) => new(Vector512.Create(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes32 Exp(Lanes32 x)
    {
        if (!Avx512F.IsSupported)
        {
            return new(Vector512.Create(ExpHalf(x.value.GetLower()), ExpHalf(x.value.GetUpper())));
        }

        // Beyond these bounds the result is 0 or infinite in any case.
        Vector512<float> clamped = Clamp(x.value, -104f, 89f);
        Reduce(clamped, 1f, out Vector512<float> tail, out Vector512<float> shifted);

        // 2^n in two factors, so that neither overflows where the result does not, and tiny results round like any other product.
        Vector512<int> n = shifted.AsInt32() - Vector512.Create(0x4B400000);
        Vector512<int> half = Vector512.ShiftRightArithmetic(n, 1);
        Vector512<float> mantissa = Vector512<float>.One + tail;
        return new(mantissa * PowerOfTwo(half) * PowerOfTwo(n - half));
    }

    /// <summary>1 / (1 + exp(-x)); saturates at 1 and at 1.6e-38, its value at -87.</summary>
    /// <param name="x">Argument.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes32 Sigmoid(Lanes32 x)
    {
        if (!Avx512F.IsSupported)
        {
            return new(Vector512.Create(SigmoidHalf(x.value.GetLower()), SigmoidHalf(x.value.GetUpper())));
        }

        Power(Clamp(x.value, -87f, 87f), -1f, out Vector512<float> tail, out Vector512<float> scale);
        return new(Vector512<float>.One / (MulAdd(scale, tail, scale) + Vector512<float>.One));
    }

    /// <summary>Hyperbolic tangent, relatively accurate near 0 too: m / (m + 2) with m = exp(2x) - 1.</summary>
    /// <param name="x">Argument.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes32 Tanh(Lanes32 x)
    {
        if (!Avx512F.IsSupported)
        {
            return new(Vector512.Create(TanhHalf(x.value.GetLower()), TanhHalf(x.value.GetUpper())));
        }

        Power(Clamp(x.value, -9.1f, 9.1f), 2f, out Vector512<float> tail, out Vector512<float> scale);
        Vector512<float> m = MulAdd(scale, tail, scale - Vector512<float>.One);
        return new(m / (m + Vector512.Create(2f)));
    }

    /// <summary>max(0, x); NaN stays NaN.</summary>
    /// <param name="x">Argument.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes32 Relu(Lanes32 x) => new(Vector512.MaxNative(Vector512<float>.Zero, x.value));

    /// <summary>Natural logarithm.</summary>
    /// <param name="x">Argument.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes32 Log(Lanes32 x) => new(Vector512.Log(x.value));

    /// <summary>Square root.</summary>
    /// <param name="x">Argument.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes32 Sqrt(Lanes32 x) => new(Vector512.Sqrt(x.value));

    /// <summary>Absolute value.</summary>
    /// <param name="x">Argument.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes32 Abs(Lanes32 x) => new(Vector512.Abs(x.value));

    /// <summary>log(1 + exp(x)) = max(x, 0) + log1p(exp(-|x|)).</summary>
    /// <param name="x">Argument.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes32 Softplus(Lanes32 x)
    {
        Vector512<float> e = Exp(new(-Vector512.Abs(x.value))).value;
        Vector512<float> u = Vector512<float>.One + e;
        // log1p(e) = log(u) * e / (u - 1) repairs the rounding of 1 + e (Kahan); for u = 1 it is e itself.
        Vector512<float> rounded = u - Vector512<float>.One;
        Vector512<float> log1p = Vector512.ConditionalSelect(
            Vector512.Equals(rounded, Vector512<float>.Zero), e, Vector512.Log(u) * (e / rounded));
        return new(Vector512.MaxNative(Vector512<float>.Zero, x.value) + log1p);
    }

    /// <summary>1 where x is above 0, otherwise 0: the derivative of ReLU, 0 at 0.</summary>
    /// <param name="x">Argument.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes32 Positive(Lanes32 x) => new(Vector512.GreaterThan(x.value, Vector512<float>.Zero) & Vector512<float>.One);

    /// <summary>-1, 0 or 1: the derivative of the absolute value, 0 at 0.</summary>
    /// <param name="x">Argument.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes32 Sign(Lanes32 x) => new(
        (Vector512.GreaterThan(x.value, Vector512<float>.Zero) & Vector512<float>.One)
        - (Vector512.LessThan(x.value, Vector512<float>.Zero) & Vector512<float>.One));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sum(Lanes32 x) => Vector512.Sum(x.value);

    // exp(k x) = scale * (1 + tail) with scale a power of two. k is 1, -1 or 2: exact factors.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Power(Vector512<float> x, float k, out Vector512<float> tail, out Vector512<float> scale)
    {
        Reduce(x, k, out tail, out Vector512<float> shifted);
        scale = (Vector512.ShiftLeft(shifted.AsInt32(), 23) + Vector512.Create(0x3f800000)).AsSingle();
    }

    // k x = n ln(2) + r with n whole and |r| <= ln(2) / 2; tail = exp(r) - 1; n stands in the low bits of shifted.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Reduce(Vector512<float> x, float k, out Vector512<float> tail, out Vector512<float> shifted)
    {
        // ln(2) in two parts (Cody and Waite): n times the first is exact, so the reduction does not need a fused product.
        const float Log2E = 1.44269502f, Ln2High = 0.693359375f, Ln2Low = -2.12194440e-4f;
        Vector512<float> magic = Vector512.Create(12582912f); // 1.5 * 2^23: adding it rounds to an integer
        shifted = MulAdd(x, Vector512.Create(k * Log2E), magic);
        Vector512<float> n = shifted - magic;
        Vector512<float> r = MulAdd(n, Vector512.Create(-Ln2High), x * Vector512.Create(k));
        r = MulAdd(n, Vector512.Create(-Ln2Low), r);

        // exp(r) - 1 = r * p(r) with p the minimax polynomial of degree 5 (Remez exchange), relative error 1.1e-8.
        Vector512<float> r2 = r * r;
        Vector512<float> low = MulAdd(Vector512.Create(0.499999981f), r, Vector512.Create(1.00000001f));
        Vector512<float> middle = MulAdd(Vector512.Create(0.0416671362f), r, Vector512.Create(0.166665062f));
        Vector512<float> high = MulAdd(Vector512.Create(0.0013888873f), r, Vector512.Create(0.00836906856f));
        tail = MulAdd(MulAdd(high, r2, middle), r2, low) * r;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> PowerOfTwo(Vector512<int> exponent) => Vector512.ShiftLeft(exponent + Vector512.Create(127), 23).AsSingle();

    // The argument stands second: the native minimum and maximum then hand a NaN on.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Clamp(Vector512<float> x, float low, float high) =>
        Vector512.MaxNative(Vector512.Create(low), Vector512.MinNative(Vector512.Create(high), x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> MulAdd(Vector512<float> a, Vector512<float> b, Vector512<float> c) => Vector512.MultiplyAddEstimate(a, b, c);
}
