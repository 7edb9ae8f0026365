using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace RnnGen;

/// <summary>
/// A training run on disk: the parameters and all that the optimizer keeps, in one safetensors file. A run that is loaded goes on exactly
/// as it would have without the interruption, dropout included; the order of the batches is the caller's (<see cref="BatchSet.Epoch"/>).
/// </summary>
public static class TrainingRun
{
    private const string Kind = "optimizer", Steps = "optimizer.steps", Rate = "optimizer.learning_rate", Passes = "training_passes";

    /// <summary>Writes the state of a run. The file appears whole or not at all.</summary>
    /// <param name="path">File to write.</param>
    /// <param name="model">The model.</param>
    /// <param name="optimizer">Its optimizer.</param>
    /// <param name="metadata">Notes to store along with them, for example the epoch.</param>
    /// <exception cref="ArgumentException">The optimizer updates another model, or the notes use a name that is taken.</exception>
    /// <exception cref="IOException">The file cannot be written; an older file of that name is then untouched.</exception>
    public static void Save(string path, Trainable model, Optimizer optimizer, IEnumerable<KeyValuePair<string, string>>? metadata = null)
    {
        Check(model, optimizer);
        KeyValuePair<string, string>[] own =
        [
            new(Kind, optimizer.GetType().Name),
            new(Steps, optimizer.StepCount.ToString(CultureInfo.InvariantCulture)),
            new(Rate, optimizer.LearningRate.ToString("r", CultureInfo.InvariantCulture)),
            new(Passes, model.TrainingPasses.ToString(CultureInfo.InvariantCulture)),
        ];
        KeyValuePair<string, string>[] notes = [.. metadata ?? []];
        if (notes.FirstOrDefault(note => own.Any(item => item.Key == note.Key)) is { Key: { } taken })
        {
            throw new ArgumentException($"The note '{taken}' is one of the file's own.", nameof(metadata));
        }

        SafeTensors.Save(path, Tensors(model, optimizer), [.. own, .. notes]);
    }

    /// <summary>Reads the state of a run into a model and an optimizer built the same way. On an error nothing is changed.</summary>
    /// <param name="path">File to read.</param>
    /// <param name="model">The model. Gradients that wait in it are cleared.</param>
    /// <param name="optimizer">Its optimizer, of the kind that was saved.</param>
    /// <exception cref="ArgumentException">The optimizer updates another model.</exception>
    /// <exception cref="InvalidDataException">The file is damaged, or it does not fit the model or the optimizer.</exception>
    public static void Load(string path, Trainable model, Optimizer optimizer) => Load(path, model, optimizer, static _ => { });

    /// <summary>The same, with a look at the notes before anything is changed.</summary>
    internal static void Load(string path, Trainable model, Optimizer optimizer, Action<IReadOnlyDictionary<string, string>> read)
    {
        Check(model, optimizer);
        int steps = 0;
        long passes = 0;
        double rate = 0;
        SafeTensors.Load(path, Tensors(model, optimizer), notes =>
        {
            string kind = notes.GetValueOrDefault(Kind, "no optimizer");
            if (kind != optimizer.GetType().Name)
            {
                throw new InvalidDataException($"{path} was saved with {kind}, but the optimizer is {optimizer.GetType().Name}.");
            }

            if (!int.TryParse(notes.GetValueOrDefault(Steps), NumberStyles.None, CultureInfo.InvariantCulture, out steps)
                || !long.TryParse(notes.GetValueOrDefault(Passes), NumberStyles.None, CultureInfo.InvariantCulture, out passes)
                || !double.TryParse(notes.GetValueOrDefault(Rate), NumberStyles.Float, CultureInfo.InvariantCulture, out rate)
                || !(rate >= 0 && double.IsFinite(rate)))
            {
                throw new InvalidDataException($"{path}: the notes {Steps}, {Rate} and {Passes} are missing or are no numbers from 0.");
            }

            read(notes);
        });
        optimizer.Resume(steps, rate);
        model.TrainingPasses = passes;
        model.Gradients.Clear();
    }

    private static IReadOnlyList<IStoredTensor> Tensors(Trainable model, Optimizer optimizer)
    {
        IReadOnlyList<StoredTensor> parameters = StoredTensor.Of(model.Parameters);
        return [.. parameters, .. optimizer.States.SelectMany(state => parameters.Select(state.Of))];
    }

    internal static void Check(Trainable model, Optimizer optimizer)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(optimizer);
        if (!ReferenceEquals(model.Storage, optimizer.Storage))
        {
            throw new ArgumentException($"{optimizer} does not update this {model.GetType().Name}.", nameof(optimizer));
        }
    }
}
