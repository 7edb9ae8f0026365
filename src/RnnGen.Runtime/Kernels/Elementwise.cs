using System;
using System.ComponentModel;
using System.Numerics;

namespace RnnGen.Kernels;

/// <summary>Elementwise arithmetic between the layers of a model, on whole panels of one slot, forward and back.</summary>
/// <typeparam name="T">Element type.</typeparam>
/// <typeparam name="TLanes">Its lanes.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Elementwise<T, TLanes>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TLanes : struct, ILanes<TLanes, T>
{
    /// <summary>y = a + b.</summary>
    /// <param name="a">Operand.</param>
    /// <param name="b">Operand of the same shape.</param>
    /// <param name="y">Result.</param>
    public static void Add(Panel<T> a, Panel<T> b, Panel<T> y) => Zip<Sum>(a, b, y, add: false);

    /// <summary>y = a - b.</summary>
    /// <param name="a">Operand.</param>
    /// <param name="b">Operand of the same shape.</param>
    /// <param name="y">Result.</param>
    public static void Subtract(Panel<T> a, Panel<T> b, Panel<T> y) => Zip<Difference>(a, b, y, add: false);

    /// <summary>y = a * b.</summary>
    /// <param name="a">Operand.</param>
    /// <param name="b">Operand of the same shape.</param>
    /// <param name="y">Result.</param>
    /// <param name="add">Whether to add to y.</param>
    public static void Multiply(Panel<T> a, Panel<T> b, Panel<T> y, bool add = false) => Zip<Product>(a, b, y, add);

    /// <summary>y = factor * a + summand.</summary>
    /// <param name="a">Operand.</param>
    /// <param name="factor">Factor.</param>
    /// <param name="summand">Summand.</param>
    /// <param name="y">Result.</param>
    public static void Scale(Panel<T> a, double factor, double summand, Panel<T> y)
    {
        TLanes multiplier = TLanes.Create(T.CreateTruncating(factor)), offset = TLanes.Create(T.CreateTruncating(summand));
        for (int block = 0; block < y.BlockCount; block++)
        {
            ref T from = ref a.Block(block);
            ref T to = ref y.Block(block);
            for (int row = 0; row < y.RowCount; row++)
            {
                TLanes.MultiplyAdd(TLanes.Load(ref from, (nint)row * a.RowStride), multiplier, offset).Store(ref to, (nint)row * y.RowStride);
            }
        }

        ClearPadding(y);
    }

    /// <summary>The way back through a sum or a scaling: target = factor * gradient, or added to it.</summary>
    /// <param name="gradient">dL/dy.</param>
    /// <param name="factor">Factor.</param>
    /// <param name="target">Gradient of the operand.</param>
    /// <param name="add">Whether to add to the target.</param>
    public static void Accumulate(Panel<T> gradient, double factor, Panel<T> target, bool add)
    {
        TLanes multiplier = TLanes.Create(T.CreateTruncating(factor));
        for (int block = 0; block < target.BlockCount; block++)
        {
            ref T from = ref gradient.Block(block);
            ref T to = ref target.Block(block);
            for (int row = 0; row < target.RowCount; row++)
            {
                nint at = (nint)row * target.RowStride;
                TLanes value = TLanes.Load(ref from, (nint)row * gradient.RowStride) * multiplier;
                (add ? TLanes.Load(ref to, at) + value : value).Store(ref to, at);
            }
        }
    }

    /// <summary>y = tanh(a).</summary>
    /// <param name="a">Operand.</param>
    /// <param name="y">Result.</param>
    public static void Tanh(Panel<T> a, Panel<T> y) => Map<TanhFunction>(a, y);

    /// <summary>y = 1 / (1 + exp(-a)).</summary>
    /// <param name="a">Operand.</param>
    /// <param name="y">Result.</param>
    public static void Sigmoid(Panel<T> a, Panel<T> y) => Map<SigmoidFunction>(a, y);

    /// <summary>y = max(0, a).</summary>
    /// <param name="a">Operand.</param>
    /// <param name="y">Result.</param>
    public static void Relu(Panel<T> a, Panel<T> y) => Map<ReluFunction>(a, y);

    /// <summary>da = dy * (1 - y * y).</summary>
    /// <param name="y">tanh(a).</param>
    /// <param name="dy">dL/dy.</param>
    /// <param name="da">Gradient of the operand.</param>
    /// <param name="add">Whether to add to it.</param>
    public static void TanhBack(Panel<T> y, Panel<T> dy, Panel<T> da, bool add) => Zip<TanhFunction>(y, dy, da, add);

    /// <summary>da = dy * y * (1 - y).</summary>
    /// <param name="y">Sigmoid of a.</param>
    /// <param name="dy">dL/dy.</param>
    /// <param name="da">Gradient of the operand.</param>
    /// <param name="add">Whether to add to it.</param>
    public static void SigmoidBack(Panel<T> y, Panel<T> dy, Panel<T> da, bool add) => Zip<SigmoidFunction>(y, dy, da, add);

    /// <summary>da = dy where y is positive.</summary>
    /// <param name="y">max(0, a).</param>
    /// <param name="dy">dL/dy.</param>
    /// <param name="da">Gradient of the operand.</param>
    /// <param name="add">Whether to add to it.</param>
    public static void ReluBack(Panel<T> y, Panel<T> dy, Panel<T> da, bool add)
    {
        for (int block = 0; block < da.BlockCount; block++)
        {
            for (int row = 0; row < da.RowCount; row++)
            {
                for (int lane = 0; lane < Panel<T>.Lanes; lane++)
                {
                    int feature = (block * Panel<T>.Lanes) + lane;
                    T value = y[row, feature] > T.Zero ? dy[row, feature] : T.Zero;
                    da[row, feature] = add ? da[row, feature] + value : value;
                }
            }
        }
    }

    private static void Map<TFunction>(Panel<T> a, Panel<T> y)
        where TFunction : IFunction
    {
        for (int block = 0; block < y.BlockCount; block++)
        {
            ref T from = ref a.Block(block);
            ref T to = ref y.Block(block);
            for (int row = 0; row < y.RowCount; row++)
            {
                TFunction.Of(TLanes.Load(ref from, (nint)row * a.RowStride)).Store(ref to, (nint)row * y.RowStride);
            }
        }

        ClearPadding(y);
    }

    private static void Zip<TOperation>(Panel<T> a, Panel<T> b, Panel<T> y, bool add)
        where TOperation : IOperation
    {
        if (a.RowCount != y.RowCount || b.RowCount != y.RowCount || a.Features != y.Features || b.Features != y.Features)
        {
            throw new ArgumentException($"Panels of ({a.RowCount}, {a.Features}) and ({b.RowCount}, {b.Features}) do not fit ({y.RowCount}, {y.Features}).", nameof(a));
        }

        for (int block = 0; block < y.BlockCount; block++)
        {
            ref T left = ref a.Block(block);
            ref T right = ref b.Block(block);
            ref T to = ref y.Block(block);
            for (int row = 0; row < y.RowCount; row++)
            {
                nint at = (nint)row * y.RowStride;
                TLanes value = TOperation.Of(TLanes.Load(ref left, (nint)row * a.RowStride), TLanes.Load(ref right, (nint)row * b.RowStride));
                (add ? TLanes.Load(ref to, at) + value : value).Store(ref to, at);
            }
        }
    }

    // Lanes past the last feature stay 0, whatever the function makes of 0.
    private static void ClearPadding(Panel<T> y)
    {
        int used = y.Features % Panel<T>.Lanes;
        if (used == 0 || y.RowCount == 0)
        {
            return;
        }

        Span<T> last = y.BlockSpan(y.BlockCount - 1);
        for (int row = 0; row < y.RowCount; row++)
        {
            last.Slice((row * y.RowStride) + used, Panel<T>.Lanes - used).Clear();
        }
    }

    private interface IFunction
    {
        static abstract TLanes Of(TLanes a);
    }

    private interface IOperation
    {
        static abstract TLanes Of(TLanes a, TLanes b);
    }

    private readonly struct Sum : IOperation
    {
        public static TLanes Of(TLanes a, TLanes b) => a + b;
    }

    private readonly struct Difference : IOperation
    {
        public static TLanes Of(TLanes a, TLanes b) => a - b;
    }

    private readonly struct Product : IOperation
    {
        public static TLanes Of(TLanes a, TLanes b) => a * b;
    }

    private readonly struct TanhFunction : IFunction, IOperation
    {
        public static TLanes Of(TLanes a) => TLanes.Tanh(a);

        public static TLanes Of(TLanes y, TLanes dy) => dy * (TLanes.Create(T.One) - (y * y));
    }

    private readonly struct SigmoidFunction : IFunction, IOperation
    {
        public static TLanes Of(TLanes a) => TLanes.Sigmoid(a);

        public static TLanes Of(TLanes y, TLanes dy) => dy * y * (TLanes.Create(T.One) - y);
    }

    private readonly struct ReluFunction : IFunction
    {
        public static TLanes Of(TLanes a) => TLanes.Relu(a);
    }
}
