using System;
using System.ComponentModel;
using System.Threading;

namespace RnnGen.Kernels;

/// <summary>
/// Runs the parts of some work on several threads, or one after the other where more threads would lose. Which thread runs a part never
/// matters: parts write apart from each other, and whatever is summed over parts is summed in their order.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Workers
{
    // Multiplications and additions below which waking a thread costs more than it saves: some 50 microseconds of one.
    private const long WorthWaking = 2_000_000;

    private static readonly Lock Turn = new();

    [ThreadStatic]
    private static bool isInside;

    /// <summary>
    /// Into how many shares each of <paramref name="parts"/> parts is cut, of at most <paramref name="most"/>: none for one thread, else so that each
    /// thread finds several. Only where no sum is cut, because the number of threads decides.
    /// </summary>
    internal static int SharesOf(int parts, int most, long cost)
    {
        int threads = ThreadsFor(int.MaxValue, cost);
        return threads == 1 ? 1 : Math.Clamp(((4 * threads) + parts - 1) / Math.Max(parts, 1), 1, Math.Max(most, 1));
    }

    /// <summary>Runs parts 0 to <paramref name="parts"/> - 1. Work inside a part does not spread further.</summary>
    /// <typeparam name="TWork">The work; it stays where it is until all parts have run.</typeparam>
    /// <param name="parts">Number of parts.</param>
    /// <param name="cost">Multiplications and additions in all.</param>
    /// <param name="work">The work.</param>
    public static void Run<TWork>(int parts, long cost, scoped ref TWork work)
        where TWork : struct, IWork, allows ref struct
    {
        int threads = ThreadsFor(parts, cost);
        if (threads > 1 && Turn.TryEnter())
        {
            try
            {
                isInside = true;
                Crew.Run(threads, parts, ref work);
            }
            finally
            {
                isInside = false;
                Turn.Exit();
            }

            return;
        }

        for (int part = 0; part < parts; part++)
        {
            work.Run(part);
        }
    }

    /// <summary>How many threads some work is worth, at least 1.</summary>
    internal static int ThreadsFor(int parts, long cost) =>
        isInside ? 1 : (int)Math.Clamp(cost / WorthWaking, 1, Math.Max(Math.Min(Parallelism.MaxDegreeOfParallelism, parts), 1));

    /// <summary>On a helping thread: nothing spreads further.</summary>
    internal static void EnterForGood() => isInside = true;
}
