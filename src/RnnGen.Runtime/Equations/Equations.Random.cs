using System;

namespace RnnGen;

/// <content>
/// What training does at random. A step that is called shows what it does on average, as inference does; masks are drawn by training passes
/// only.
/// </content>
public static partial class Equations
{
    /// <summary>
    /// Dropout with a fresh mask at every step: while training an element is 0 with probability rate, otherwise x / (1 - rate). Here and
    /// in inference: x.
    /// </summary>
    /// <param name="x">(n).</param>
    /// <param name="rate">Probability, 0 or more and below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate lies outside.</exception>
    public static Vector Dropout(Vector x, double rate) => WithRate(x, rate);

    /// <summary>
    /// Dropout with one mask for all steps of a sequence (Gal and Ghahramani 2016): while training an element is 0 with probability rate,
    /// otherwise x / (1 - rate). Here and in inference: x.
    /// </summary>
    /// <param name="x">(n).</param>
    /// <param name="rate">Probability, 0 or more and below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate lies outside.</exception>
    public static Vector VariationalDropout(Vector x, double rate) => WithRate(x, rate);

    /// <summary>
    /// Zoneout (Krueger et al. 2017): while training an element keeps its previous value with probability rate. Here and in inference the
    /// average: rate * previous + (1 - rate) * next.
    /// </summary>
    /// <param name="next">(n): the new value of a state.</param>
    /// <param name="previous">(n): its value before the step.</param>
    /// <param name="rate">Probability, 0 or more and below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate lies outside.</exception>
    /// <exception cref="ShapeMismatchException">The sizes differ.</exception>
    public static Vector Zoneout(Vector next, Vector previous, double rate) => (rate * previous) + ((1 - rate) * WithRate(next, rate));

    private static Vector WithRate(Vector x, double rate)
    {
        ArgumentNullException.ThrowIfNull(x);
        return rate is >= 0 and < 1 ? x : throw new ArgumentOutOfRangeException(nameof(rate), rate, "A rate must be 0 or more and below 1.");
    }
}
