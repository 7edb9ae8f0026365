using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using RnnGen.Kernels;
using Xunit;

namespace RnnGen.Runtime.Tests;

/// <summary>Parts of work on several threads.</summary>
[Collection(nameof(WorkersTests))]
[CollectionDefinition(nameof(WorkersTests), DisableParallelization = true)]
public sealed class WorkersTests
{
    private const long Much = 1_000_000_000;

    [Theory]
    [InlineData(1, 5)]
    [InlineData(2, 1)]
    [InlineData(2, 100)]
    [InlineData(3, 2)]
    [InlineData(3, 1000)]
    public void Every_part_runs_once(int threads, int parts) => With(threads, () =>
    {
        for (int repeat = 0; repeat < 200; repeat++)
        {
            var counts = new int[parts];
            var work = new Counting(counts, null);
            Workers.Run(parts, Much, ref work);
            Assert.All(counts, count => Assert.Equal(1, count));
        }
    });

    [Fact]
    public void Threads_meet_in_the_work() => With(3, () =>
    {
        using var together = new Barrier(3);
        var work = new Counting(new int[3], _ => Assert.True(together.SignalAndWait(TimeSpan.FromSeconds(60))));
        Workers.Run(3, Much, ref work);
    });

    [Fact]
    public void Small_work_and_work_inside_a_part_stay_on_their_thread() => With(3, () =>
    {
        int caller = Environment.CurrentManagedThreadId;
        var small = new Counting(new int[50], _ => Assert.Equal(caller, Environment.CurrentManagedThreadId));
        Workers.Run(50, 1000, ref small);
        var outer = new Counting(new int[3], _ =>
        {
            int own = Environment.CurrentManagedThreadId;
            var inner = new Counting(new int[50], _ => Assert.Equal(own, Environment.CurrentManagedThreadId));
            Workers.Run(50, Much, ref inner);
        });
        Workers.Run(3, Much, ref outer);
    });

    [Fact]
    public void A_failure_reaches_the_caller_and_leaves_the_threads_usable() => With(3, () =>
    {
        Assert.Throws<NotSupportedException>(() =>
        {
            var failing = new Counting(new int[20], part => _ = part == 7 ? throw new NotSupportedException() : 0);
            Workers.Run(20, Much, ref failing);
        });
        var counts = new int[20];
        var work = new Counting(counts, null);
        Workers.Run(20, Much, ref work);
        Assert.All(counts, count => Assert.Equal(1, count));
    });

    [Fact]
    public void Steady_work_allocates_nothing() => With(2, () =>
    {
        var counts = new int[8];
        long before = 0;
        for (int repeat = 0; repeat < 300; repeat++)
        {
            before = repeat == 100 ? GC.GetTotalAllocatedBytes(precise: true) : before;
            var work = new Counting(counts, null);
            Workers.Run(8, Much, ref work);
        }

        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 200); // of one thread or the other: none per run
    });

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Parts_of_a_batch_cover_its_rows(int threads) => With(threads, () =>
    {
        var steps = new Packing([3, 9, 0, 40, 40, 12, 7, 7, 40, 1, 22, 13, 40], 40);
        var seen = new int[steps.Rows];
        BatchParts.Run(steps, 1_000_000, together: false, new Visiting(seen));
        Assert.All(seen, count => Assert.Equal(1, count));
    });

    [Fact]
    public void A_degree_below_one_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Parallelism.MaxDegreeOfParallelism = 0);
        Assert.Throws<ArgumentOutOfRangeException>(() => Parallelism.MaxDegreeOfParallelism = 65);
    }

    private static void With(int threads, Action action)
    {
        int before = Parallelism.MaxDegreeOfParallelism;
        Parallelism.MaxDegreeOfParallelism = threads;
        try
        {
            action();
        }
        finally
        {
            Parallelism.MaxDegreeOfParallelism = before;
        }
    }

    private readonly struct Counting(int[] counts, Action<int>? each) : IWork
    {
        public void Run(int part)
        {
            Interlocked.Increment(ref counts[part]);
            each?.Invoke(part);
        }
    }

    private readonly struct Visiting(int[] seen) : ITimeLoop
    {
        public void Run(BatchPart steps)
        {
            var previous = new HashSet<int>(Enumerable.Range(steps.First, steps.Count));
            for (int t = 0; t < steps.LongestStep; t++)
            {
                for (int row = 0; row < steps.RowsAt(t); row++)
                {
                    Interlocked.Increment(ref seen[steps.FirstRow(t) + row]);
                    Assert.Contains(steps.PreviousRow(t) + row, previous); // a part starts from its own states only
                    previous.Add(steps.CurrentRow(t) + row);
                }
            }
        }
    }
}
