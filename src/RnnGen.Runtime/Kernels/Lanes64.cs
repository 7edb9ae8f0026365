using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RnnGen.Kernels;

/// <summary>Sixteen 64-bit numbers, for gradient checks: elementary functions are those of <see cref="Math"/>, lane by lane.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly partial struct Lanes64(Vector512<double> low, Vector512<double> high) : ILanes<Lanes64, double>
{
    private readonly Vector512<double> low = low;
    private readonly Vector512<double> high = high;

    /// <inheritdoc/>
    public static Lanes64 Zero => default;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes64 Create(double value) => new(Vector512.Create(value), Vector512.Create(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes64 Load(ref double origin, nint offset) => new(
        Vector512.LoadUnsafe(ref Unsafe.Add(ref origin, offset)),
        Vector512.LoadUnsafe(ref Unsafe.Add(ref origin, offset + 8)));

    /// <inheritdoc/>
    public static Lanes64 Load(ref BFloat16 origin, nint offset)
    {
        Vector256<uint> pairs = Vector256.LoadUnsafe(ref Unsafe.As<BFloat16, uint>(ref Unsafe.Add(ref origin, offset)));
        (Vector512<double> first, Vector512<double> second) = Vector512.Widen(Vector512.Create(Vector256.ShiftLeft(pairs, 16), pairs & Vector256.Create(0xFFFF0000u)).AsSingle());
        return new(first, second);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes64 Broadcast(ref double origin, nint offset) => Create(Unsafe.Add(ref origin, offset));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref double origin, nint offset)
    {
        low.StoreUnsafe(ref Unsafe.Add(ref origin, offset));
        high.StoreUnsafe(ref Unsafe.Add(ref origin, offset + 8));
    }

    /// <summary>Writes the first <paramref name="live"/> lanes and zeros behind them: the last block of a feature count that 16 does not divide.</summary>
    /// <param name="origin">First element of some memory.</param>
    /// <param name="offset">Where to write, counted from <paramref name="origin"/>.</param>
    /// <param name="live">Lanes that hold features; 16 or more for all.</param>
    public void StoreFirst(ref double origin, nint offset, int live)
    {
        Vector512<double> bound = Vector512.Create((double)live);
        Vector512<double> index = Vector512<double>.Indices;
        new Lanes64(
            low & Vector512.LessThan(index, bound),
            high & Vector512.LessThan(index + Vector512.Create(8.0), bound)).Store(ref origin, offset);
    }

    /// <summary>Writes the first lane and zeros behind it: a scalar's block.</summary>
    /// <param name="origin">First element of some memory.</param>
    /// <param name="offset">Where to write, counted from <paramref name="origin"/>.</param>
    public void StoreScalar(ref double origin, nint offset) => new Lanes64(Vector512.CreateScalar(low.ToScalar()), Vector512<double>.Zero).Store(ref origin, offset);

    /// <summary>The first <paramref name="live"/> lanes, and 0 behind them.</summary>
    /// <param name="live">Lanes that hold features; 16 or more for all.</param>
    public Lanes64 KeepFirst(int live)
    {
        Vector512<double> bound = Vector512.Create((double)live);
        Vector512<double> index = Vector512<double>.Indices;
        return new(low & Vector512.LessThan(index, bound), high & Vector512.LessThan(index + Vector512.Create(8.0), bound));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes64 MultiplyAdd(Lanes64 a, Lanes64 b, Lanes64 c) => new(
        Vector512.MultiplyAddEstimate(a.low, b.low, c.low),
        Vector512.MultiplyAddEstimate(a.high, b.high, c.high));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes64 operator +(Lanes64 a, Lanes64 b) => new(a.low + b.low, a.high + b.high);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes64 operator -(Lanes64 a, Lanes64 b) => new(a.low - b.low, a.high - b.high);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes64 operator *(Lanes64 a, Lanes64 b) => new(a.low * b.low, a.high * b.high);

    /// <summary>Lane-wise quotient.</summary>
    /// <param name="a">Dividend.</param>
    /// <param name="b">Divisor.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes64 operator /(Lanes64 a, Lanes64 b) => new(a.low / b.low, a.high / b.high);

    /// <summary>Lane-wise negation.</summary>
    /// <param name="a">Operand.</param>
    public static Lanes64 operator -(Lanes64 a) => new(-a.low, -a.high);

    /// <summary>A number in every lane, so that equations may mix lanes and constants.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator Lanes64(double value) => Create(value);

    /// <inheritdoc/>
    public static Lanes64 Exp(Lanes64 x) => Map(x, Math.Exp);

    /// <summary>1 / (1 + exp(-x)), without overflow.</summary>
    /// <param name="x">Argument.</param>
    public static Lanes64 Sigmoid(Lanes64 x) => Map(x, static v => v >= 0 ? 1 / (1 + Math.Exp(-v)) : Math.Exp(v) / (1 + Math.Exp(v)));

    /// <summary>Hyperbolic tangent.</summary>
    /// <param name="x">Argument.</param>
    public static Lanes64 Tanh(Lanes64 x) => Map(x, Math.Tanh);

    /// <summary>max(0, x); NaN stays NaN.</summary>
    /// <param name="x">Argument.</param>
    public static Lanes64 Relu(Lanes64 x) => Map(x, static v => v > 0 || double.IsNaN(v) ? v : 0);

    /// <summary>Natural logarithm.</summary>
    /// <param name="x">Argument.</param>
    public static Lanes64 Log(Lanes64 x) => Map(x, Math.Log);

    /// <summary>Square root.</summary>
    /// <param name="x">Argument.</param>
    public static Lanes64 Sqrt(Lanes64 x) => new(Vector512.Sqrt(x.low), Vector512.Sqrt(x.high));

    /// <summary>Absolute value.</summary>
    /// <param name="x">Argument.</param>
    public static Lanes64 Abs(Lanes64 x) => new(Vector512.Abs(x.low), Vector512.Abs(x.high));

    /// <summary>log(1 + exp(x)) = max(x, 0) + log1p(exp(-|x|)).</summary>
    /// <param name="x">Argument.</param>
    public static Lanes64 Softplus(Lanes64 x) => Map(x, static v => Math.Max(v, 0) + LogOnePlus(Math.Exp(-Math.Abs(v))));

    /// <summary>1 where x is above 0, otherwise 0: the derivative of ReLU, 0 at 0.</summary>
    /// <param name="x">Argument.</param>
    public static Lanes64 Positive(Lanes64 x) => Map(x, static v => v > 0 ? 1 : 0);

    /// <summary>-1, 0 or 1: the derivative of the absolute value, 0 at 0.</summary>
    /// <param name="x">Argument.</param>
    public static Lanes64 Sign(Lanes64 x) => Map(x, static v => v > 0 ? 1 : v < 0 ? -1 : 0);

    /// <inheritdoc/>
    public static double Sum(Lanes64 x) => Vector512.Sum(x.low + x.high);

    // The framework's LogP1 is log(1 + e) without care; this is exact to rounding (Kahan).
    private static double LogOnePlus(double e)
    {
        double u = 1 + e;
        return u == 1 ? e : Math.Log(u) * (e / (u - 1));
    }

    private static Lanes64 Map(Lanes64 x, Func<double, double> function) => new(Map(x.low, function), Map(x.high, function));

    private static Vector512<double> Map(Vector512<double> x, Func<double, double> function)
    {
        Vector512<double> result = default;
        for (int lane = 0; lane < Vector512<double>.Count; lane++)
        {
            result = result.WithElement(lane, function(x.GetElement(lane)));
        }

        return result;
    }
}
