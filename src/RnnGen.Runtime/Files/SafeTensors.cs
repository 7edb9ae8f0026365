using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace RnnGen;

/// <summary>
/// Files in the safetensors format (https://huggingface.co/docs/safetensors): readable by PyTorch and others, and free of code. Files
/// are written whole or not at all, and read without trusting any length in them.
/// </summary>
public static class SafeTensors
{
    /// <summary>Writes parameters under the names and in the stacking their declarations give, F32 or F64 as the model computes.</summary>
    /// <param name="path">File to write.</param>
    /// <param name="parameters">The parameters of a model or cell.</param>
    /// <param name="metadata">Notes to store along with them; <c>format</c> is taken.</param>
    /// <exception cref="IOException">The file cannot be written; an older file of that name is then untouched.</exception>
    public static void Save(string path, ParameterSet parameters, IEnumerable<KeyValuePair<string, string>>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        Save(path, StoredTensor.Of(parameters), metadata ?? []);
    }

    /// <summary>Reads parameters. Everything is checked before anything changes. Other float formats are converted.</summary>
    /// <param name="path">File to read.</param>
    /// <param name="parameters">The parameters of a model or cell.</param>
    /// <exception cref="InvalidDataException">The file is damaged, lacks a tensor, has one too many, or one has another shape or no float elements.</exception>
    public static void Load(string path, ParameterSet parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        Load(path, StoredTensor.Of(parameters), static _ => { });
    }

    /// <summary>Writes tensors: F32, or F64 for double-precision ones.</summary>
    /// <param name="path">File to write.</param>
    /// <param name="tensors">Names and tensors, in the order they shall have in the file.</param>
    /// <param name="metadata">Notes to store along with them.</param>
    /// <exception cref="ArgumentException">A name occurs twice, or is <c>__metadata__</c>.</exception>
    /// <exception cref="IOException">The file cannot be written; an older file of that name is then untouched.</exception>
    public static void Write(
        string path,
        IEnumerable<KeyValuePair<string, Tensor>> tensors,
        IEnumerable<KeyValuePair<string, string>>? metadata = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(tensors);
        KeyValuePair<string, Tensor>[] items = [.. tensors];
        var names = new HashSet<string>(StringComparer.Ordinal) { "__metadata__" };
        foreach (KeyValuePair<string, Tensor> item in items)
        {
            if (!names.Add(item.Key))
            {
                throw new ArgumentException($"The tensor name '{item.Key}' occurs twice or is reserved.", nameof(tensors));
            }
        }

        AtomicFile.Write(path, stream => SafeTensorsWriter.Write(stream, items, metadata ?? []));
    }

    /// <summary>
    /// Reads all tensors of a file. F32, F16 and BF16 give single precision; F64, integers and booleans (0 and 1) double precision.
    /// </summary>
    /// <param name="path">File to read.</param>
    /// <exception cref="InvalidDataException">The file is damaged; the message says where.</exception>
    public static TensorFile Read(string path)
    {
        using var reader = SafeTensorsReader.Open(path);
        return new TensorFile(reader.ReadAll(path), reader.Header.Metadata);
    }

    internal static void Save(string path, IEnumerable<IStoredTensor> tensors, IEnumerable<KeyValuePair<string, string>> metadata) => Write(
        path,
        tensors.Select(stored => KeyValuePair.Create(stored.Name, stored.Collect())),
        [KeyValuePair.Create("format", "pt"), .. metadata]);

    /// <param name="path">File to read.</param>
    /// <param name="wanted">The tensors it must hold, no more and no fewer.</param>
    /// <param name="check">Throws when the file's notes say that it does not fit; called before anything changes.</param>
    internal static void Load(string path, IReadOnlyList<IStoredTensor> wanted, Action<IReadOnlyDictionary<string, string>> check)
    {
        using var reader = SafeTensorsReader.Open(path);
        check(reader.Header.Metadata);
        CheckNames(path, reader.Header.Entries, wanted);
        Dictionary<string, SafeTensorsEntry> entries = reader.Header.Entries.ToDictionary(entry => entry.Name, StringComparer.Ordinal);
        foreach (IStoredTensor stored in wanted)
        {
            SafeTensorsEntry entry = entries[stored.Name];
            if (!entry.Dims.AsSpan().SequenceEqual(stored.Dims) || !entry.Format.IsFloat)
            {
                throw new InvalidDataException(
                    $"{path}: tensor '{stored.Name}' is {entry.Format.Name}{Shape.Text(entry.Dims)}, but the model needs floating-point {Shape.Text(stored.Dims)}.");
            }
        }

        Dictionary<string, Tensor> tensors = reader.ReadAll(path);
        foreach (IStoredTensor stored in wanted)
        {
            stored.Distribute(tensors[stored.Name]);
        }
    }

    private static void CheckNames(string path, IReadOnlyList<SafeTensorsEntry> entries, IReadOnlyList<IStoredTensor> wanted)
    {
        string[] missing = [.. wanted.Select(stored => stored.Name).Except(entries.Select(entry => entry.Name))];
        string[] unexpected = [.. entries.Select(entry => entry.Name).Except(wanted.Select(stored => stored.Name))];
        if (missing.Length + unexpected.Length > 0)
        {
            throw new InvalidDataException(
                $"{path} does not fit the model:" +
                (missing.Length > 0 ? $" missing {string.Join(", ", missing)};" : "") +
                (unexpected.Length > 0 ? $" unexpected {string.Join(", ", unexpected)};" : "") +
                $" the file has {entries.Count} tensors, the model {wanted.Count}.");
        }
    }
}
