using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.Unicode;

namespace RnnGen;

/// <summary>The JSON header of a safetensors file. Nothing in it is believed before it has been checked against the file.</summary>
internal sealed class SafeTensorsHeader
{
    /// <summary>Longest header read, in bytes.</summary>
    public const long MaxLength = 100_000_000;

    private SafeTensorsHeader(IReadOnlyList<SafeTensorsEntry> entries, IReadOnlyDictionary<string, string> metadata)
    {
        Entries = entries;
        Metadata = metadata;
    }

    /// <summary>The tensors in the order of their data.</summary>
    public IReadOnlyList<SafeTensorsEntry> Entries { get; }

    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>Parses and checks a header.</summary>
    /// <param name="json">The header's bytes.</param>
    /// <param name="dataLength">Bytes of the file behind the header.</param>
    /// <exception cref="InvalidDataException">Something is wrong; the message does not yet name the file.</exception>
    public static SafeTensorsHeader Parse(ReadOnlyMemory<byte> json, long dataLength)
    {
        if (!Utf8.IsValid(json.Span))
        {
            throw new InvalidDataException("the header is not valid UTF-8");
        }

        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { AllowDuplicateProperties = false });
            return Parse(document.RootElement, dataLength);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw new InvalidDataException($"the header is not valid JSON, or has a duplicate name: {error.Message}", error);
        }
    }

    private static SafeTensorsHeader Parse(JsonElement root, long dataLength)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw new InvalidDataException("the header is not a JSON object");
        }

        var entries = new List<SafeTensorsEntry>();
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (JsonProperty property in root.EnumerateObject())
        {
            if (property.Name == "__metadata__")
            {
                ReadMetadata(property.Value, metadata);
            }
            else
            {
                entries.Add(ReadEntry(property.Name, property.Value, dataLength));
            }
        }

        SafeTensorsEntry[] ordered = [.. entries.OrderBy(entry => entry.Begin).ThenBy(entry => entry.End)];
        CheckCoverage(ordered, dataLength);
        return new SafeTensorsHeader(ordered, metadata);
    }

    private static void ReadMetadata(JsonElement value, Dictionary<string, string> metadata)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            throw new InvalidDataException("__metadata__ is not a JSON object");
        }

        foreach (JsonProperty item in value.EnumerateObject())
        {
            metadata.Add(item.Name, item.Value.ValueKind == JsonValueKind.String
                ? item.Value.GetString()!
                : throw new InvalidDataException($"__metadata__ item '{item.Name}' is not a string"));
        }
    }

    private static SafeTensorsEntry ReadEntry(string name, JsonElement value, long dataLength)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            throw new InvalidDataException($"tensor '{name}' is not described by a JSON object");
        }

        JsonElement format = Member(name, value, "dtype", JsonValueKind.String);
        ElementFormat known = ElementFormat.Find(format.GetString())
            ?? throw new InvalidDataException($"tensor '{name}' has the dtype {format.GetRawText()}, which is not supported");
        long[] dims = Numbers(name, value, "shape");
        long[] offsets = Numbers(name, value, "data_offsets");
        if (offsets.Length != 2 || offsets[0] > offsets[1] || offsets[1] > dataLength)
        {
            throw new InvalidDataException(
                $"tensor '{name}' has data_offsets [{string.Join(", ", offsets)}], which do not lie in the {dataLength} bytes of data");
        }

        long count = 1;
        foreach (long size in dims)
        {
            if (size > int.MaxValue || (size != 0 && count > Array.MaxLength / size))
            {
                throw new InvalidDataException($"tensor '{name}' has shape [{string.Join(", ", dims)}], which is too large");
            }

            count *= size;
        }

        if (count * known.Size != offsets[1] - offsets[0] || count * known.Size > Array.MaxLength)
        {
            throw new InvalidDataException(
                $"tensor '{name}' of shape [{string.Join(", ", dims)}] and dtype {known.Name} needs {count * known.Size} bytes, " +
                $"but its data_offsets cover {offsets[1] - offsets[0]}");
        }

        return new SafeTensorsEntry(name, known, Array.ConvertAll(dims, static size => (int)size), offsets[0], offsets[1]);
    }

    private static JsonElement Member(string name, JsonElement value, string member, JsonValueKind kind) =>
        value.TryGetProperty(member, out JsonElement found) && found.ValueKind == kind
            ? found
            : throw new InvalidDataException($"tensor '{name}' has no valid {member}");

    private static long[] Numbers(string name, JsonElement value, string member)
    {
        JsonElement array = Member(name, value, member, JsonValueKind.Array);
        var numbers = new long[array.GetArrayLength()];
        int i = 0;
        foreach (JsonElement element in array.EnumerateArray())
        {
            if (element.ValueKind != JsonValueKind.Number || !element.TryGetInt64(out numbers[i]) || numbers[i] < 0)
            {
                throw new InvalidDataException($"tensor '{name}' has the {member} element {element.GetRawText()}, which is not a whole number from 0");
            }

            i++;
        }

        return numbers;
    }

    private static void CheckCoverage(SafeTensorsEntry[] ordered, long dataLength)
    {
        long covered = 0;
        foreach (SafeTensorsEntry entry in ordered)
        {
            if (entry.Begin != covered)
            {
                throw new InvalidDataException(
                    $"tensor '{entry.Name}' begins at byte {entry.Begin} of the data, but the tensors before it end at {covered}: " +
                    (entry.Begin < covered ? "they overlap" : "there is a hole"));
            }

            covered = entry.End;
        }

        if (covered != dataLength)
        {
            throw new InvalidDataException($"the tensors cover {covered} bytes, but there are {dataLength} bytes of data");
        }
    }
}
