namespace RnnGen.Benchmarks.Speed;

/// <summary>This library with weights of 16 bits: streams only.</summary>
internal sealed class RoundedContender : IContender
{
    /// <summary>Its name.</summary>
    public const string Part = "rnngen-bf16";

    /// <inheritdoc/>
    public string Name => Part;

    /// <inheritdoc/>
    public string Version => new RnnGenContender().Version;

    /// <inheritdoc/>
    public double Tolerance => 2e-2;

    /// <inheritdoc/>
    public void UseThreads(int threads)
    {
    }

    /// <inheritdoc/>
    public IRun? Open(Case task, CaseData data) => task.Op == Case.Stream ? new StreamRun(task, data, WeightFormat.BFloat16) : null;
}
