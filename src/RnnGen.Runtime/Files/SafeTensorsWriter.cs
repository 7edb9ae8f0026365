using System;
using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Text.Json;

namespace RnnGen;

/// <summary>Writes tensors in the safetensors format, data in the order given.</summary>
internal static class SafeTensorsWriter
{
    private const int ChunkElements = 8192;

    public static void Write(
        Stream stream,
        IReadOnlyList<KeyValuePair<string, Tensor>> tensors,
        IEnumerable<KeyValuePair<string, string>> metadata)
    {
        ReadOnlySpan<byte> header = Header(tensors, metadata);
        int padding = (8 - (header.Length % 8)) % 8;
        Span<byte> length = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length + padding);
        stream.Write(length);
        stream.Write(header);
        stream.Write("        "u8[..padding]);
        var chunk = new byte[ChunkElements * sizeof(double)];
        foreach (KeyValuePair<string, Tensor> item in tensors)
        {
            WriteElements(stream, item.Value, chunk);
        }
    }

    private static ReadOnlySpan<byte> Header(
        IReadOnlyList<KeyValuePair<string, Tensor>> tensors,
        IEnumerable<KeyValuePair<string, string>> metadata)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteStartObject("__metadata__");
        foreach (KeyValuePair<string, string> item in metadata)
        {
            json.WriteString(item.Key, item.Value);
        }

        json.WriteEndObject();
        long offset = 0;
        foreach ((string name, Tensor tensor) in tensors)
        {
            ElementFormat format = FormatOf(tensor);
            json.WriteStartObject(name);
            json.WriteString("dtype", format.Name);
            WriteNumbers(json, "shape", Array.ConvertAll<int, long>([.. tensor.Dims], static size => size));
            long end = offset + ((long)tensor.Count * format.Size);
            WriteNumbers(json, "data_offsets", [offset, end]);
            json.WriteEndObject();
            offset = end;
        }

        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan;
    }

    private static void WriteNumbers(Utf8JsonWriter json, string name, long[] numbers)
    {
        json.WriteStartArray(name);
        foreach (long number in numbers)
        {
            json.WriteNumberValue(number);
        }

        json.WriteEndArray();
    }

    private static ElementFormat FormatOf(Tensor tensor) => tensor.IsDouble ? ElementFormat.Double : ElementFormat.Single;

    private static void WriteElements(Stream stream, Tensor tensor, byte[] chunk)
    {
        int size = FormatOf(tensor).Size;
        for (int start = 0; start < tensor.Count; start += ChunkElements)
        {
            int count = Math.Min(ChunkElements, tensor.Count - start);
            for (int i = 0; i < count; i++)
            {
                Span<byte> place = chunk.AsSpan(i * size);
                if (tensor.Doubles is { } doubles)
                {
                    BinaryPrimitives.WriteDoubleLittleEndian(place, doubles[start + i]);
                }
                else
                {
                    BinaryPrimitives.WriteSingleLittleEndian(place, tensor.Singles![start + i]);
                }
            }

            stream.Write(chunk, 0, count * size);
        }
    }
}
