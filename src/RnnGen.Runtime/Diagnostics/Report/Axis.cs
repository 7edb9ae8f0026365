using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace RnnGen;

/// <summary>A range of values on a stretch of a plot, linear or logarithmic, with round numbers to label.</summary>
internal sealed class Axis
{
    private const int Labels = 5;

    private readonly bool isLog;
    private readonly double low;
    private readonly double high;
    private readonly double from;
    private readonly double to;

    /// <summary>An axis for values.</summary>
    /// <param name="values">What must lie on it; not finite ones are left out.</param>
    /// <param name="from">Place of the lowest value.</param>
    /// <param name="to">Place of the highest.</param>
    /// <param name="isLog">Whether decades are equally long; values from 0 down are then left out.</param>
    public Axis(IEnumerable<double> values, double from, double to, bool isLog)
    {
        this.isLog = isLog;
        this.from = from;
        this.to = to;
        double[] known = [.. values.Where(IsShown).Select(Scaled)];
        low = known.DefaultIfEmpty(0).Min();
        high = known.DefaultIfEmpty(1).Max();
        if (high - low < 1e-12 * Math.Max(Math.Abs(high), 1))
        {
            (low, high) = (low - 0.5, high + 0.5);
        }
    }

    /// <summary>Round values within the range.</summary>
    public IEnumerable<double> Ticks
    {
        get
        {
            double step = isLog ? Math.Max(1, Math.Ceiling((high - low) / Labels)) : RoundStep((high - low) / Labels);
            for (double tick = Math.Ceiling((low / step) - 1e-9); tick * step <= high + (1e-9 * step); tick++)
            {
                yield return isLog ? Math.Pow(10, tick * step) : tick * step;
            }
        }
    }

    public static string Text(double value) => value.ToString("g4", CultureInfo.InvariantCulture);

    public bool IsShown(double value) => double.IsFinite(value) && (!isLog || value > 0);

    public double Place(double value) => from + ((Scaled(value) - low) / (high - low) * (to - from));

    private double Scaled(double value) => isLog ? Math.Log10(value) : value;

    // 1, 2 or 5 times a power of ten.
    private static double RoundStep(double least)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(least)));
        return power * (least / power <= 1 ? 1 : least / power <= 2 ? 2 : least / power <= 5 ? 5 : 10);
    }
}
