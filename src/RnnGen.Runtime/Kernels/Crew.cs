using System;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Threading;

namespace RnnGen.Kernels;

/// <summary>
/// The helping threads. They look for work for some microseconds after they had some, then sleep. Starting work allocates nothing; a thread
/// that has not woken when no part is left is not waited for.
/// </summary>
internal static unsafe class Crew
{
    private static Helper[] helpers = [];
    private static void* work;
    private static delegate*<void*, int, void> run;
    private static int parts;
    private static int next;
    private static Exception? failure;

    /// <summary>Runs all parts on the calling thread and up to <paramref name="threads"/> - 1 others. One caller at a time.</summary>
    public static void Run<TWork>(int threads, int count, scoped ref TWork job)
        where TWork : struct, IWork, allows ref struct
    {
        if (helpers.Length < threads - 1)
        {
            Hire(threads - 1);
        }

        // The work lies on the caller's stack, which stays as it is until this method returns.
        work = Unsafe.AsPointer(ref job);
        run = &Invoke<TWork>;
        parts = count;
        failure = null;
        Volatile.Write(ref next, -1);
        for (int i = 0; i < threads - 1; i++)
        {
            helpers[i].Wake();
        }

        TakeParts();
        for (int i = 0; i < threads - 1; i++)
        {
            helpers[i].Await();
        }

        work = null;
        if (failure is { } thrown)
        {
            failure = null;
            ExceptionDispatchInfo.Throw(thrown);
        }
    }

    private static void Invoke<TWork>(void* work, int part)
        where TWork : struct, IWork, allows ref struct => Unsafe.AsRef<TWork>(work).Run(part);

    private static void TakeParts()
    {
        try
        {
            for (int part = Interlocked.Increment(ref next); part < parts; part = Interlocked.Increment(ref next))
            {
                run(work, part);
            }
        }
        catch (Exception thrown)
        {
            Interlocked.CompareExchange(ref failure, thrown, null);
            Volatile.Write(ref next, int.MaxValue / 2);
        }
    }

    private static void Hire(int count)
    {
        int before = helpers.Length;
        Array.Resize(ref helpers, count);
        for (int i = before; i < count; i++)
        {
            helpers[i] = new Helper(i + 1);
        }
    }

    private sealed class Helper
    {
        private const int Idle = 0, Called = 1, Working = 2;
        private const int Looks = 2000;

        private readonly SemaphoreSlim bell = new(0);
        private int state;
        private int asleep;

        public Helper(int number)
        {
            var thread = new Thread(Live) { IsBackground = true, Name = "RnnGen " + number.ToString(System.Globalization.CultureInfo.InvariantCulture) };
            thread.Start();
        }

        public void Wake()
        {
            Interlocked.Exchange(ref state, Called);
            if (Interlocked.Exchange(ref asleep, 0) == 1)
            {
                bell.Release();
            }
        }

        /// <summary>Returns when this thread is not in the work: it has done its share, or never began.</summary>
        public void Await()
        {
            if (Interlocked.CompareExchange(ref state, Idle, Called) != Working)
            {
                return;
            }

            var wait = default(SpinWait);
            while (Volatile.Read(ref state) == Working)
            {
                wait.SpinOnce(sleep1Threshold: -1);
            }
        }

        private void Live()
        {
            Workers.EnterForGood();
            while (true)
            {
                WaitForCall();
                if (Interlocked.CompareExchange(ref state, Working, Called) == Called)
                {
                    TakeParts();
                    Volatile.Write(ref state, Idle);
                }
            }
        }

        private void WaitForCall()
        {
            for (int look = 0; look < Looks; look++)
            {
                if (Volatile.Read(ref state) == Called)
                {
                    return;
                }

                Thread.SpinWait(1);
            }

            Interlocked.Exchange(ref asleep, 1);
            if (Volatile.Read(ref state) == Called && Interlocked.Exchange(ref asleep, 0) == 1)
            {
                return;
            }

            bell.Wait();
        }
    }
}
