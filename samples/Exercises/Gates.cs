using System;
using System.Linq;
using RnnGen;

namespace Exercises;

/// <summary>Brings the gates of a cell to given values: no weights, and biases at which the activation gives the value.</summary>
internal static class Gates
{
    private const double Saturated = 40;

    /// <summary>Sets all parameters to zero.</summary>
    public static void Clear(Trainable cell)
    {
        foreach (Parameter parameter in cell.Parameters)
        {
            parameter.Set(new double[parameter.Count]);
        }
    }

    /// <summary>Where the sigmoid gives these values.</summary>
    public static double[] SigmoidInput(double[] gate) => [.. gate.Select(p => Math.Clamp(Math.Log(p / (1 - p)), -Saturated, Saturated))];

    /// <summary>Where tanh gives these values.</summary>
    public static double[] TanhInput(double[] candidate) => [.. candidate.Select(g => Math.Clamp(Math.Atanh(g), -Saturated, Saturated))];
}
