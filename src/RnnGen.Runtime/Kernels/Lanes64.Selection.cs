using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RnnGen.Kernels;

/// <content>Comparing and choosing: exact, without branches.</content>
public readonly partial struct Lanes64
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes64 Max(Lanes64 a, Lanes64 b) => new(Vector512.Max(a.low, b.low), Vector512.Max(a.high, b.high));

    /// <summary>Lane-wise minimum; NaN stays NaN.</summary>
    /// <param name="a">Left.</param>
    /// <param name="b">Right.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes64 Min(Lanes64 a, Lanes64 b) => new(Vector512.Min(a.low, b.low), Vector512.Min(a.high, b.high));

    /// <summary>1 where a is above b, otherwise 0.</summary>
    /// <param name="a">Left.</param>
    /// <param name="b">Right.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes64 Greater(Lanes64 a, Lanes64 b) => new(
        Vector512.GreaterThan(a.low, b.low) & Vector512<double>.One,
        Vector512.GreaterThan(a.high, b.high) & Vector512<double>.One);

    /// <summary>1 where a is not below b, otherwise 0.</summary>
    /// <param name="a">Left.</param>
    /// <param name="b">Right.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes64 GreaterOrEqual(Lanes64 a, Lanes64 b) => new(
        Vector512.GreaterThanOrEqual(a.low, b.low) & Vector512<double>.One,
        Vector512.GreaterThanOrEqual(a.high, b.high) & Vector512<double>.One);

    /// <summary>1 where a is below b, otherwise 0.</summary>
    /// <param name="a">Left.</param>
    /// <param name="b">Right.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes64 Less(Lanes64 a, Lanes64 b) => Greater(b, a);

    /// <summary>1 where a is not above b, otherwise 0.</summary>
    /// <param name="a">Left.</param>
    /// <param name="b">Right.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes64 LessOrEqual(Lanes64 a, Lanes64 b) => GreaterOrEqual(b, a);

    /// <summary>1 where a is above b, 1/2 where they are equal, otherwise 0: the derivative of the maximum by a.</summary>
    /// <param name="a">Left.</param>
    /// <param name="b">Right.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes64 Share(Lanes64 a, Lanes64 b) => new(Share(a.low, b.low), Share(a.high, b.high));

    /// <summary>a where the condition is not 0, otherwise b; what is not chosen may be infinite or NaN.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="a">Where it holds.</param>
    /// <param name="b">Where it does not.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes64 Select(Lanes64 condition, Lanes64 a, Lanes64 b) => new(
        Vector512.ConditionalSelect(Vector512.Equals(condition.low, Vector512<double>.Zero), b.low, a.low),
        Vector512.ConditionalSelect(Vector512.Equals(condition.high, Vector512<double>.Zero), b.high, a.high));

    /// <summary>The largest whole number that is not above x.</summary>
    /// <param name="x">Argument.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes64 Floor(Lanes64 x) => new(Vector512.Floor(x.low), Vector512.Floor(x.high));

    private static Vector512<double> Share(Vector512<double> a, Vector512<double> b) =>
        (Vector512.GreaterThan(a, b) & Vector512<double>.One) + (Vector512.Equals(a, b) & Vector512.Create(0.5));
}
