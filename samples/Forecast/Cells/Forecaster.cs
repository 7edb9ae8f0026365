using RnnGen;

namespace Forecast;

/// <summary>Reads a series value by value; at each value it forecasts the ones that follow.</summary>
[SequenceModel]
public sealed partial class Forecaster
{
    /// <summary>Elements of the memory, and values that are forecast.</summary>
    [Dimension]
    public const int H = 48, Horizon = 96;

    /// <summary>What was read so far.</summary>
    [Gru(1, H)]
    public partial Recurrent Memory { get; }

    /// <summary>From the memory to the next values.</summary>
    [Linear(H, Horizon)]
    public partial Linear Following { get; }

    [Forward, Shape("B", "T", "Horizon")]
    private Sequence Values([Shape("B", "T", "1")] Sequence series) => Following.Apply(Memory.Scan(series));
}
