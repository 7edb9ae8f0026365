using System;
using System.Globalization;
using System.Numerics;
using RnnGen.Kernels;

namespace RnnGen;

/// <summary>
/// The gradients of a model or cell. Clip them between <c>Backward</c> and <c>Step</c>: an optimizer refuses gradients that were neither
/// clipped nor accepted as they are. No method allocates.
/// </summary>
public sealed class Gradients
{
    private const double Epsilon = 1e-6; // PyTorch adds it to the norm

    private readonly ParameterStorage storage;

    internal Gradients(ParameterStorage storage) => this.storage = storage;

    /// <summary>What has happened to the gradients since the last update.</summary>
    public GradientState State => storage.GradientState;

    /// <summary>Scales all gradients together so that their global norm is at most a bound, by PyTorch's rule min(1, max / (norm + 1e-6)).</summary>
    /// <param name="maxNorm">Bound, positive.</param>
    /// <param name="normType">2, or <see cref="double.PositiveInfinity"/> for the largest magnitude.</param>
    /// <returns>The norm before clipping.</returns>
    /// <exception cref="NonFiniteGradientException">A gradient is NaN or infinite; nothing was changed.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The bound is not positive, or the kind of norm is unknown.</exception>
    [Role(Role.Clip)]
    public double ClipByGlobalNorm(double maxNorm, double normType = 2)
    {
        CheckBound(maxNorm, nameof(maxNorm));
        double norm = FiniteNorm(normType);
        double scale = maxNorm / (norm + Epsilon);
        if (scale < 1)
        {
            Scale(scale);
        }

        MarkClipped();
        return norm;
    }

    /// <summary>Scales the gradient of each parameter on its own so that its Euclidean norm is at most a bound.</summary>
    /// <param name="maxNorm">Bound, positive.</param>
    /// <returns>The largest norm of a parameter's gradient before clipping.</returns>
    /// <exception cref="NonFiniteGradientException">A gradient is NaN or infinite; nothing was changed.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The bound is not positive.</exception>
    [Role(Role.Clip)]
    public double ClipPerParameter(double maxNorm)
    {
        CheckBound(maxNorm, nameof(maxNorm));
        FiniteNorm(2);
        double largest = 0;
        for (int i = 0; i < storage.Descriptions.Count; i++)
        {
            ElementLayout layout = storage.Descriptions[i].Layout;
            double norm = storage is ParameterStorage<float> singles ? Norm(singles, layout) : Norm((ParameterStorage<double>)storage, layout);
            largest = Math.Max(largest, norm);
            double scale = maxNorm / (norm + Epsilon);
            if (scale < 1)
            {
                Scale(layout, scale);
            }
        }

        MarkClipped();
        return largest;
    }

    /// <summary>Limits every element to [-limit, limit].</summary>
    /// <param name="limit">Bound, positive.</param>
    /// <returns>The global Euclidean norm before clipping.</returns>
    /// <exception cref="NonFiniteGradientException">A gradient is NaN or infinite; nothing was changed.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The bound is not positive.</exception>
    [Role(Role.Clip)]
    public double ClipByValue(double limit)
    {
        CheckBound(limit, nameof(limit));
        double norm = FiniteNorm(2);
        if (storage is ParameterStorage<float> singles)
        {
            Norms.Limit(singles.Gradients, limit);
        }
        else
        {
            Norms.Limit(((ParameterStorage<double>)storage).Gradients, limit);
        }

        MarkClipped();
        return norm;
    }

    /// <summary>Norm of all gradients together; NaN or infinite when one of them is.</summary>
    /// <param name="normType">2, or <see cref="double.PositiveInfinity"/> for the largest magnitude.</param>
    /// <exception cref="ArgumentOutOfRangeException">The kind of norm is unknown.</exception>
    public double GlobalNorm(double normType = 2) => storage is ParameterStorage<float> singles
        ? GradientClipping.Norm<float>(singles.Gradients, normType)
        : GradientClipping.Norm<double>(((ParameterStorage<double>)storage).Gradients, normType);

    /// <summary>Declares that the gradients may be applied without clipping.</summary>
    /// <param name="reason">Why: it stays in the code for the next reader.</param>
    /// <exception cref="ArgumentException">The reason is empty.</exception>
    [Role(Role.Accept)]
    public void AcceptUnclipped(string reason)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        MarkClipped();
    }

    /// <summary>Sets all gradients to zero.</summary>
    [Role(Role.Zero)]
    public void Clear() => storage.ClearGradients();

    /// <summary>State and norm.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"Gradients {State}, norm {GlobalNorm():0.######}");

    private static double Norm<T>(ParameterStorage<T> storage, ElementLayout layout)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double sum = 0;
        var runs = new ElementRuns(layout);
        while (runs.MoveNext())
        {
            sum += Norms.SumOfSquares<T>(storage.Gradients.Slice(runs.Start, runs.Length));
        }

        return Math.Sqrt(sum);
    }

    private static void CheckBound(double bound, string name)
    {
        if (!(bound > 0))
        {
            throw new ArgumentOutOfRangeException(name, bound, $"{name} must be positive.");
        }
    }

    private double FiniteNorm(double normType)
    {
        double norm = GlobalNorm(normType);
        return double.IsFinite(norm) ? norm : throw new NonFiniteGradientException(FirstNonFinite());
    }

    private string FirstNonFinite()
    {
        foreach (ParameterDescription description in storage.Descriptions)
        {
            var runs = new ElementRuns(description.Layout);
            while (runs.MoveNext())
            {
                for (int i = runs.Start; i < runs.Start + runs.Length; i++)
                {
                    if (!double.IsFinite(storage.GetGradient(i)))
                    {
                        return description.Name;
                    }
                }
            }
        }

        return "the model as a whole (its norm exceeds the range of double)";
    }

    private void Scale(double factor)
    {
        if (storage is ParameterStorage<float> singles)
        {
            Norms.Scale(singles.Gradients, factor);
        }
        else
        {
            Norms.Scale(((ParameterStorage<double>)storage).Gradients, factor);
        }
    }

    private void Scale(ElementLayout layout, double factor)
    {
        var runs = new ElementRuns(layout);
        while (runs.MoveNext())
        {
            if (storage is ParameterStorage<float> singles)
            {
                Norms.Scale(singles.Gradients.Slice(runs.Start, runs.Length), factor);
            }
            else
            {
                Norms.Scale(((ParameterStorage<double>)storage).Gradients.Slice(runs.Start, runs.Length), factor);
            }
        }
    }

    private void MarkClipped()
    {
        if (storage.GradientState == GradientState.Accumulated)
        {
            storage.GradientState = GradientState.Clipped;
        }
    }
}
