using System;
using System.Collections.Generic;

namespace RnnGen.Benchmarks.Speed;

/// <summary>A library that can run cases.</summary>
internal interface IContender
{
    /// <summary>Name in the first column, and value of <c>--part</c>.</summary>
    string Name { get; }

    /// <summary>Its version.</summary>
    string Version { get; }

    /// <summary>How far its results may be from those of the others, relative to the largest number.</summary>
    double Tolerance => 2e-3;

    /// <summary>Makes it use so many threads at most.</summary>
    void UseThreads(int threads);

    /// <summary>Gets a case ready; null when the library has no way to run it.</summary>
    IRun? Open(Case task, CaseData data);
}

/// <summary>A case ready to run.</summary>
internal interface IRun : IDisposable
{
    /// <summary>What is measured.</summary>
    void Once();

    /// <summary>Results of one run by name, row-major, for comparison: <c>output</c>, and of a training step the gradients.</summary>
    IReadOnlyDictionary<string, float[]> Results();
}
