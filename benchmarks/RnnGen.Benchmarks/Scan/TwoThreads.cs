using System;
using System.Threading;

namespace RnnGen.Benchmarks.Scan;

/// <summary>A second thread that waits in a loop, so that handing it work costs next to nothing.</summary>
internal sealed class TwoThreads : IDisposable
{
    private readonly Thread second;
    private Action? work;
    private volatile bool ends;

    public TwoThreads()
    {
        second = new Thread(Loop) { IsBackground = true };
        second.Start();
    }

    /// <summary>Runs one action here and one there.</summary>
    public void Run(Action here, Action there)
    {
        Volatile.Write(ref work, there);
        here();
        while (Volatile.Read(ref work) is not null)
        {
            Thread.SpinWait(1);
        }
    }

    public void Dispose()
    {
        ends = true;
        second.Join();
    }

    private void Loop()
    {
        while (!ends)
        {
            if (Volatile.Read(ref work) is { } given)
            {
                given();
                Volatile.Write(ref work, null);
            }
            else
            {
                Thread.SpinWait(1);
            }
        }
    }
}
