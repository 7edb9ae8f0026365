using System;
using System.Numerics;
using System.Runtime.InteropServices;

namespace RnnGen;

/// <summary>
/// One Adam step: m = β₁m + (1-β₁)g; v = β₂v + (1-β₂)g²; p -= η/(1-β₁ᵗ) · m / (√v/√(1-β₂ᵗ) + ε), with the weights first shrunk by
/// 1 - ηλ (decoupled) or λp added to g (coupled). AMSGrad takes the largest v so far instead of v.
/// </summary>
internal readonly record struct AdamKernel(
    double LearningRate, double Beta1, double Beta2, double Epsilon, double CoupledDecay, double DecoupledDecay)
{
    public void Run<T>(Span<T> values, ReadOnlySpan<T> gradients, Span<T> first, Span<T> second, Span<T> largest, int step)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Span<Vector<T>> p = MemoryMarshal.Cast<T, Vector<T>>(values);
        ReadOnlySpan<Vector<T>> g = MemoryMarshal.Cast<T, Vector<T>>(gradients);
        Span<Vector<T>> m = MemoryMarshal.Cast<T, Vector<T>>(first);
        Span<Vector<T>> v = MemoryMarshal.Cast<T, Vector<T>>(second);
        Span<Vector<T>> top = MemoryMarshal.Cast<T, Vector<T>>(largest);
        T beta1 = T.CreateTruncating(Beta1);
        T fresh1 = T.CreateTruncating(1 - Beta1);
        T beta2 = T.CreateTruncating(Beta2);
        T fresh2 = T.CreateTruncating(1 - Beta2);
        T shrink = T.CreateTruncating(1 - (LearningRate * DecoupledDecay));
        T decay = T.CreateTruncating(CoupledDecay);
        T rate = T.CreateTruncating(LearningRate / (1 - Math.Pow(Beta1, step)));
        T correction = T.CreateTruncating(1 / Math.Sqrt(1 - Math.Pow(Beta2, step)));
        var epsilon = new Vector<T>(T.CreateTruncating(Epsilon));
        for (int i = 0; i < p.Length; i++)
        {
            Vector<T> gradient = g[i] + (p[i] * decay);
            m[i] = (m[i] * beta1) + (gradient * fresh1);
            v[i] = (v[i] * beta2) + (gradient * gradient * fresh2);
            Vector<T> square = v[i];
            if (!top.IsEmpty)
            {
                square = top[i] = System.Numerics.Vector.Max(top[i], square);
            }

            Vector<T> scale = (System.Numerics.Vector.SquareRoot(square) * correction) + epsilon;
            p[i] = (p[i] * shrink) - (m[i] * rate / scale);
        }
    }
}
