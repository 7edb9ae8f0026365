using System;
using Xunit;

namespace RnnGen.Testing;

/// <summary>
/// What the managed heap gives out to the calling thread. A collection that another test starts ends this thread's share of the heap and counts
/// the rest of it as given out; so work is watched again until one round of it gets nothing.
/// </summary>
internal static class Allocations
{
    private const int MostRounds = 20;

    /// <summary>Fails if every round of <paramref name="work"/> allocates.</summary>
    public static void AssertNone(Action work)
    {
        long least = long.MaxValue;
        for (int round = 0; round < MostRounds && least != 0; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            work();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);
    }

    /// <summary>The same of <paramref name="times"/> calls in a row.</summary>
    public static void AssertNone(int times, Action work) => AssertNone(() =>
    {
        for (int i = 0; i < times; i++)
        {
            work();
        }
    });
}
