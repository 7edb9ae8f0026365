using System.Collections.Generic;
using System.Globalization;
using System.IO;

namespace RnnGen;

/// <summary>How far a training has come, as notes of its checkpoint.</summary>
/// <param name="Epoch">The epoch to go on with.</param>
/// <param name="Batch">Batches of that epoch that are done.</param>
/// <param name="BestLoss">Lowest evaluation loss.</param>
/// <param name="BestEpoch">Its epoch, or -1.</param>
/// <param name="Waited">Evaluations since then.</param>
internal sealed record TrainingPosition(int Epoch, int Batch, double BestLoss, int BestEpoch, int Waited)
{
    private const string Prefix = "trainer.";

    public static TrainingPosition Begin { get; } = new(0, 0, double.PositiveInfinity, -1, 0);

    public IEnumerable<KeyValuePair<string, string>> ToNotes() =>
    [
        Note(nameof(Epoch), Epoch.ToString(CultureInfo.InvariantCulture)),
        Note(nameof(Batch), Batch.ToString(CultureInfo.InvariantCulture)),
        Note(nameof(BestLoss), BestLoss.ToString("r", CultureInfo.InvariantCulture)),
        Note(nameof(BestEpoch), BestEpoch.ToString(CultureInfo.InvariantCulture)),
        Note(nameof(Waited), Waited.ToString(CultureInfo.InvariantCulture)),
    ];

    /// <exception cref="InvalidDataException">A note is missing or no number.</exception>
    public static TrainingPosition FromNotes(IReadOnlyDictionary<string, string> notes) => new(
        Whole(notes, nameof(Epoch), 0),
        Whole(notes, nameof(Batch), 0),
        double.TryParse(Of(notes, nameof(BestLoss)), NumberStyles.Float, CultureInfo.InvariantCulture, out double best) ? best : throw Bad(nameof(BestLoss)),
        Whole(notes, nameof(BestEpoch), -1),
        Whole(notes, nameof(Waited), 0));

    private static KeyValuePair<string, string> Note(string name, string value) => new(Prefix + name, value);

    private static string? Of(IReadOnlyDictionary<string, string> notes, string name) => notes.GetValueOrDefault(Prefix + name);

    private static int Whole(IReadOnlyDictionary<string, string> notes, string name, int least) =>
        int.TryParse(Of(notes, name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) && value >= least ? value : throw Bad(name);

    private static InvalidDataException Bad(string name) => new($"The checkpoint was not written by a Trainer: its note {Prefix}{name} is missing or no number.");
}
