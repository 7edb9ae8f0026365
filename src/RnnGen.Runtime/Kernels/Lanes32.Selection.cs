using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RnnGen.Kernels;

/// <content>Comparing and choosing: exact, without branches.</content>
public readonly partial struct Lanes32
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes32 Max(Lanes32 a, Lanes32 b) => new(Vector512.Max(a.value, b.value));

    /// <summary>Lane-wise minimum; NaN stays NaN.</summary>
    /// <param name="a">Left.</param>
    /// <param name="b">Right.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes32 Min(Lanes32 a, Lanes32 b) => new(Vector512.Min(a.value, b.value));

    /// <summary>1 where a is above b, otherwise 0.</summary>
    /// <param name="a">Left.</param>
    /// <param name="b">Right.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes32 Greater(Lanes32 a, Lanes32 b) => new(Vector512.GreaterThan(a.value, b.value) & Vector512<float>.One);

    /// <summary>1 where a is not below b, otherwise 0.</summary>
    /// <param name="a">Left.</param>
    /// <param name="b">Right.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes32 GreaterOrEqual(Lanes32 a, Lanes32 b) => new(Vector512.GreaterThanOrEqual(a.value, b.value) & Vector512<float>.One);

    /// <summary>1 where a is below b, otherwise 0.</summary>
    /// <param name="a">Left.</param>
    /// <param name="b">Right.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes32 Less(Lanes32 a, Lanes32 b) => Greater(b, a);

    /// <summary>1 where a is not above b, otherwise 0.</summary>
    /// <param name="a">Left.</param>
    /// <param name="b">Right.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes32 LessOrEqual(Lanes32 a, Lanes32 b) => GreaterOrEqual(b, a);

    /// <summary>1 where a is above b, 1/2 where they are equal, otherwise 0: the derivative of the maximum by a.</summary>
    /// <param name="a">Left.</param>
    /// <param name="b">Right.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes32 Share(Lanes32 a, Lanes32 b) => new(
        (Vector512.GreaterThan(a.value, b.value) & Vector512<float>.One)
        + (Vector512.Equals(a.value, b.value) & Vector512.Create(0.5f)));

    /// <summary>a where the condition is not 0, otherwise b; what is not chosen may be infinite or NaN.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="a">Where it holds.</param>
    /// <param name="b">Where it does not.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes32 Select(Lanes32 condition, Lanes32 a, Lanes32 b) =>
        new(Vector512.ConditionalSelect(Vector512.Equals(condition.value, Vector512<float>.Zero), b.value, a.value));

    /// <summary>The largest whole number that is not above x.</summary>
    /// <param name="x">Argument.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes32 Floor(Lanes32 x) => new(Vector512.Floor(x.value));
}
