using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;

namespace RnnGen;

/// <summary>Reads safetensors files. Every length is checked against the file before anything of that size is allocated.</summary>
internal sealed class SafeTensorsReader : IDisposable
{
    private readonly FileStream stream;
    private readonly long dataStart;

    private SafeTensorsReader(FileStream stream, long dataStart, SafeTensorsHeader header)
    {
        this.stream = stream;
        this.dataStart = dataStart;
        Header = header;
    }

    public SafeTensorsHeader Header { get; }

    public static SafeTensorsReader Open(string path)
    {
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
        try
        {
            Span<byte> prefix = stackalloc byte[8];
            if (stream.Length < prefix.Length)
            {
                throw new InvalidDataException("the file is shorter than the 8 bytes of the header's length");
            }

            stream.ReadExactly(prefix);
            ulong length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
            long rest = stream.Length - prefix.Length;
            if (length > (ulong)rest || length > (ulong)SafeTensorsHeader.MaxLength)
            {
                throw new InvalidDataException($"the header claims {length} bytes, but the file has {rest} and the limit is {SafeTensorsHeader.MaxLength}");
            }

            var json = new byte[length];
            stream.ReadExactly(json);
            return new SafeTensorsReader(stream, stream.Position, SafeTensorsHeader.Parse(json, rest - json.Length));
        }
        catch (Exception error)
        {
            stream.Dispose();
            if (IsDamage(error))
            {
                throw Named(path, error);
            }

            throw;
        }
    }

    public Dictionary<string, Tensor> ReadAll(string path)
    {
        var tensors = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        foreach (SafeTensorsEntry entry in Header.Entries)
        {
            try
            {
                stream.Position = dataStart + entry.Begin;
                var bytes = new byte[entry.End - entry.Begin];
                stream.ReadExactly(bytes);
                tensors.Add(entry.Name, entry.Format.Decode(bytes, entry.Dims));
            }
            catch (Exception error) when (IsDamage(error))
            {
                throw Named($"{path}: tensor '{entry.Name}'", error);
            }
        }

        return tensors;
    }

    public void Dispose() => stream.Dispose();

    private static bool IsDamage(Exception error) => error is InvalidDataException or EndOfStreamException;

    private static InvalidDataException Named(string place, Exception error) => new($"{place}: {error.Message}.", error);
}
