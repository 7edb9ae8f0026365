using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;

namespace RnnGen.FSharp.Cells;

/// <summary>What breaks each rule of the public API once: the tests of the rules must find it.</summary>
public static class BadApi
{
    /// <summary>An interface to be implemented explicitly.</summary>
    public interface IHidden
    {
        /// <summary>A member nobody finds.</summary>
        int Count { get; }
    }

    /// <summary>R19: positional, and it can change.</summary>
    /// <param name="Loss">R12: a capital.</param>
    public record struct Metric(double Loss);

    /// <summary>R18: no With, and setters.</summary>
    public sealed class FitOptions
    {
        /// <summary>Can change.</summary>
        public int Epochs { get; set; }

        /// <summary>Its text.</summary>
        public override string ToString() => "FitOptions";
    }

    /// <summary>R31: of no kind.</summary>
    public sealed class LostException : Exception;

    /// <summary>R17, R22, R24, R26, R28.</summary>
    public sealed class Holder : IDisposable, IHidden
    {
        private float value;

        /// <summary>R21.</summary>
        public event Action<int>? Stepped;

        /// <summary>R20.</summary>
        public Func<int, int> Next { get; } = step => step;

        int IHidden.Count => 0;

        /// <summary>By reference.</summary>
        /// <param name="i">Index.</param>
        public ref float this[int i] => ref value;

        /// <summary>By value.</summary>
        /// <param name="i">Index.</param>
        /// <param name="j">Index.</param>
        public float this[int i, int j] => value + i + j;

        /// <summary>On one side only.</summary>
        /// <param name="left">Left.</param>
        /// <param name="right">Right.</param>
        public static Holder operator *(Holder left, double right) => right > 0 ? left : new Holder();

        /// <summary>Not for models.</summary>
        public void Dispose() => Stepped?.Invoke(0);
    }

    /// <summary>R1 to R16, R23, R25, R29, R30.</summary>
    public sealed class Members
    {
        /// <summary>R25.</summary>
        public static readonly int Size = 3;

        /// <summary>R12.</summary>
        public int end => Size;

        /// <summary>R2.</summary>
        /// <param name="x">X.</param>
        public double Forward(int x) => x;

        /// <summary>R2.</summary>
        /// <param name="x">X.</param>
        /// <param name="y">Y.</param>
        public double Forward(int x, int y) => x + y;

        /// <summary>R1.</summary>
        /// <param name="values">Span only.</param>
        public int Count(ReadOnlySpan<int> values) => values.Length;

        /// <summary>R15.</summary>
        public ReadOnlySpan<int> Values() => default;

        /// <summary>R3.</summary>
        /// <param name="cancellationToken">Not last.</param>
        /// <param name="x">Last.</param>
        public void Run(CancellationToken cancellationToken, int x) => cancellationToken.ThrowIfCancellationRequested();

        /// <summary>R4.</summary>
        /// <param name="norm">Single.</param>
        public double Clip(float norm) => norm;

        /// <summary>R6.</summary>
        /// <param name="size">By reference.</param>
        public int Area(in int size) => size;

        /// <summary>R7, R9.</summary>
        /// <param name="rows">A params collection.</param>
        public void Rows(params IReadOnlyList<IEnumerable<int>> rows) => _ = rows;

        /// <summary>R10.</summary>
        /// <param name="function">One kind.</param>
        public void Map(Func<int, int> function) => function(1);

        /// <summary>R10.</summary>
        /// <param name="function">Another kind.</param>
        public void Map(Func<double, double> function) => function(1);

        /// <summary>R11.</summary>
        /// <param name="text">A handler.</param>
        public string Log(DefaultInterpolatedStringHandler text) => text.ToStringAndClear();

        /// <summary>R12.</summary>
        /// <param name="process">Reserved.</param>
        public int Start(int process) => process;

        /// <summary>R13.</summary>
        public (double Loss, double Norm) Both() => (0, 0);

        /// <summary>R14.</summary>
        /// <param name="first">Not a Try method.</param>
        public void Split(out int first) => first = 1;

        /// <summary>R16.</summary>
        public IReadOnlyList<int> Diagnose() => [];

        /// <summary>R23.</summary>
        [OverloadResolutionPriority(1)]
        public int Preferred() => 1;

        /// <summary>R30.</summary>
        /// <param name="steps">In time.</param>
        public void Watch(IAsyncEnumerable<int> steps) => _ = steps;

#nullable disable
        /// <summary>R29.</summary>
        /// <param name="name">May be null or not.</param>
        public void Find(string name) => _ = name;
#nullable restore

        /// <summary>Its text.</summary>
        public override string ToString() => "Members";
    }
}
