using System;
using System.Collections.Generic;
using System.Linq;

namespace RnnGen;

/// <summary>Where a window of steps lies in the stream it was cut from: what <see cref="CarriedState"/> goes by.</summary>
public sealed class StreamWindow
{
    internal StreamWindow(object stream, int index, int firstStep, bool[] startsNew)
    {
        Stream = stream;
        Index = index;
        FirstStep = firstStep;
        StartsNew = Array.AsReadOnly(startsNew);
    }

    /// <summary>Number of the window in its stream, 0-based.</summary>
    public int Index { get; }

    /// <summary>Step of the stream that the window begins with, 0-based.</summary>
    public int FirstStep { get; }

    /// <summary>Sequences side by side, B.</summary>
    public int Batch => StartsNew.Count;

    /// <summary>For each sequence whether a new one begins here, so that nothing is carried into it, (B).</summary>
    public IReadOnlyList<bool> StartsNew { get; }

    /// <summary>Whether nothing at all is carried into the window.</summary>
    public bool IsFirst => StartsNew.All(starts => starts);

    internal object Stream { get; }

    /// <summary>Number and first step.</summary>
    public override string ToString() => $"StreamWindow {Index} from step {FirstStep}, B={Batch}";
}
