using System.ComponentModel;

namespace RnnGen.Kernels;

/// <summary>Sixteen numbers computed side by side: one feature block of one row.</summary>
/// <typeparam name="TSelf">The implementing type.</typeparam>
/// <typeparam name="T">Element type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface ILanes<TSelf, T>
    where TSelf : struct, ILanes<TSelf, T>
    where T : unmanaged
{
    /// <summary>All lanes 0.</summary>
    static abstract TSelf Zero { get; }

    /// <summary>All lanes <paramref name="value"/>.</summary>
    /// <param name="value">The number.</param>
    static abstract TSelf Create(T value);

    /// <summary>Reads 16 elements.</summary>
    /// <param name="origin">First element of some memory.</param>
    /// <param name="offset">Where to read, counted from <paramref name="origin"/>.</param>
    static abstract TSelf Load(ref T origin, nint offset);

    /// <summary>Reads 16 elements of 16 bits, the second eight between the first eight: lane i lies at 2 i, lane 8 + i at 2 i + 1.</summary>
    /// <param name="origin">First element of some memory.</param>
    /// <param name="offset">Where to read, counted from <paramref name="origin"/>.</param>
    static abstract TSelf Load(ref BFloat16 origin, nint offset);

    /// <summary>Reads one element into every lane.</summary>
    /// <param name="origin">First element of some memory.</param>
    /// <param name="offset">Where to read, counted from <paramref name="origin"/>.</param>
    static abstract TSelf Broadcast(ref T origin, nint offset);

    /// <summary>Writes 16 elements.</summary>
    /// <param name="origin">First element of some memory.</param>
    /// <param name="offset">Where to write, counted from <paramref name="origin"/>.</param>
    void Store(ref T origin, nint offset);

    /// <summary>a * b + c, fused where the processor can.</summary>
    /// <param name="a">Factor.</param>
    /// <param name="b">Factor.</param>
    /// <param name="c">Summand.</param>
    static abstract TSelf MultiplyAdd(TSelf a, TSelf b, TSelf c);

    /// <summary>Lane-wise sum.</summary>
    /// <param name="a">Left.</param>
    /// <param name="b">Right.</param>
    static abstract TSelf operator +(TSelf a, TSelf b);

    /// <summary>Lane-wise difference.</summary>
    /// <param name="a">Left.</param>
    /// <param name="b">Right.</param>
    static abstract TSelf operator -(TSelf a, TSelf b);

    /// <summary>Lane-wise product.</summary>
    /// <param name="a">Left.</param>
    /// <param name="b">Right.</param>
    static abstract TSelf operator *(TSelf a, TSelf b);

    /// <summary>Lane-wise exponential.</summary>
    /// <param name="x">Argument.</param>
    static abstract TSelf Exp(TSelf x);

    /// <summary>Sum of the 16 lanes, always in one order.</summary>
    /// <param name="x">Lanes.</param>
    static abstract double Sum(TSelf x);

    /// <summary>Lane-wise maximum; NaN stays NaN.</summary>
    /// <param name="a">Left.</param>
    /// <param name="b">Right.</param>
    static abstract TSelf Max(TSelf a, TSelf b);

    /// <summary>Lane-wise hyperbolic tangent.</summary>
    /// <param name="x">Argument.</param>
    static abstract TSelf Tanh(TSelf x);

    /// <summary>Lane-wise 1 / (1 + exp(-x)).</summary>
    /// <param name="x">Argument.</param>
    static abstract TSelf Sigmoid(TSelf x);

    /// <summary>Lane-wise max(0, x).</summary>
    /// <param name="x">Argument.</param>
    static abstract TSelf Relu(TSelf x);
}
